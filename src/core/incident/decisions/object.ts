/** Objects strongly to what is about to be decided; whoever commands hears it and decides (R-PD-R10). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { openDecisions } from "./slice.ts";

const asked = [...active, { type: "decision-proposed", data: { decision: "d1", person: "ben", text: "We roll back", until: "2026-03-01T09:01:00.000Z" } }];

export const objectStrongly = command("object", {
  title: "Object strongly",
  says: "Objects strongly to what is about to be decided; whoever commands hears it and decides (R-PD-R10).",
  input: z.object({
    decision: z.string().min(1).meta({ title: "To what", reference: "decision" }),
    because: z.string().trim().min(1).max(500).meta({ title: "What would go wrong?" }),
  }),
  may: { capability: "object" },
  partOf: "decisions",
  form: { verb: "Object", long: "because" },
  when: (state) => openDecisions(state.decisions).length > 0,
  decide(state, { decision: id, because }, ctx) {
    const found = state.decisions.decisions[id];
    if (!found) return refuse("not_found", "Nothing of that kind is about to be decided.");
    if (found.outcome !== null) return refuse("invalid_state", "It is decided already.");
    if (ctx.person === null) return refuse("invalid_value", "A person objects.");
    return [{ type: "decision-objected", data: { decision: id, person: ctx.person, because, text: found.text } }];
  },
  examples: [
    { title: "with a reason", given: asked, input: { decision: "d1", because: "The old build has the hole" }, then: ["decision-objected"] },
    { title: "to nothing", given: active, input: { decision: "d9", because: "No" }, then: { refused: "not_found" } },
  ],
});
