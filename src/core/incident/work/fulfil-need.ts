/** Says that a need was seen to, and how (GD-22). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

const needed = [...active, { type: "need-filed", data: { need: "n1", kind: "supplies", text: "Coffee" } }];

export const fulfilNeed = command("fulfil-need", {
  title: "See to a need",
  says: "Says that a need was seen to, and how (GD-22).",
  input: z.object({
    need: z.string().min(1).meta({ title: "Which", reference: "need" }),
    outcome: z.string().trim().max(500).default("").meta({ title: "What was done?" }),
  }),
  may: { capability: "fulfil_needs" },
  partOf: "needs",
  form: { verb: "Done" },
  when: (state) => Object.values(state.work.needs).some((one) => one.state === "open"),
  decide(state, input) {
    const need = state.work.needs[input.need];
    if (!need) return refuse("not_found", "There is no such need.");
    if (need.state === "fulfilled") return refuse("invalid_state", "It was seen to before.");
    return [{ type: "need-fulfilled", data: { ...input, text: need.text } }];
  },
  examples: [
    { title: "coffee", given: needed, input: { need: "n1", outcome: "On its way" }, then: ["need-fulfilled"] },
    { title: "an unknown one", given: active, input: { need: "n9" }, then: { refused: "not_found" } },
  ],
});
