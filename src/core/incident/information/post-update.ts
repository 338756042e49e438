/** Tells an audience how it stands (SR-09, SR-05). */
import { z } from "zod";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { audiences } from "./slice.ts";

export const postUpdate = command("post-update", {
  title: "Send an update",
  says: "Tells an audience how it stands (SR-09, SR-05).",
  input: z.object({
    audience: z.enum(audiences).default("organisation").meta({ title: "To" }),
    text: z.string().trim().min(1).max(4_000).meta({ title: "Update" }),
  }),
  may: { capability: "brief" },
  form: { verb: "Send", long: "text" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    return wrongPhase(state, declared, "reported on") ?? [{ type: "update-posted", data: { update: ctx.id(), ...input } }];
  },
  examples: [
    { title: "to everybody here", given: active, input: { audience: "organisation", text: "Logins fail; we are on it" }, then: ["update-posted"] },
    { title: "empty", given: active, input: { audience: "organisation", text: "" }, then: { refused: "invalid_value" } },
  ],
});
