/** Writes a deploy, a migration or another change into the running log (SR-24). */
import { z } from "zod";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const noteChange = command("note-change", {
  title: "Note a change",
  says: "Writes a deploy, a migration or another change into the running log (SR-24).",
  input: z.object({
    kind: z.enum(["deploy", "migration", "change"]).default("change").meta({ title: "What" }),
    text: z.string().trim().min(1).max(500).meta({ title: "In one line" }),
    link: z.string().max(2_000).default("").meta({ title: "Link" }),
    build: z.string().trim().max(120).default("").meta({ title: "Build that was deployed", description: "A version or a commit, as the tests name it" }),
  }),
  may: "anyone",
  form: { verb: "Note" },
  decide(state, input, ctx) {
    return wrongPhase(state, ["reported", ...declared], "logged to") ?? [{ type: "change-noted", data: input }];
  },
  examples: [
    { title: "a deploy", given: active, input: { kind: "deploy", text: "web 4.2 is out", link: "" }, then: ["change-noted"] },
    { title: "empty", given: active, input: { kind: "deploy", text: "", link: "" }, then: { refused: "invalid_value" } },
  ],
});
