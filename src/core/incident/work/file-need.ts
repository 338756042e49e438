/** Says what the work lacks: people, another team, or supplies; the manager sees to it (GD-22, GD2-14). */
import { z } from "zod";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { needKinds } from "./slice.ts";

export const fileNeed = command("file-need", {
  title: "Say what you need",
  says: "Says what the work lacks: people, another team, or supplies; the manager sees to it (GD-22, GD2-14).",
  input: z.object({
    kind: z.enum(needKinds).default("people").meta({ title: "Kind" }),
    text: z.string().trim().min(1).max(500).meta({ title: "What do you need, and whom?" }),
  }),
  may: "anyone",
  partOf: "needs",
  form: { verb: "Ask" },
  when: (state) => state.lifecycle.phase === "active",
  decide(state, input, ctx) {
    return wrongPhase(state, ["active", "paused"], "provided for") ?? [{ type: "need-filed", data: { need: ctx.id(), ...input } }];
  },
  examples: [
    { title: "somebody for the database", given: active, input: { kind: "people", text: "Somebody who knows the database" }, then: ["need-filed"] },
    { title: "nothing", given: active, input: { kind: "supplies", text: " " }, then: { refused: "invalid_value" } },
  ],
});
