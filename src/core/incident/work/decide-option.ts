/** Chooses a way, or sets it aside; several may be chosen, and a choice may change (GD2-21). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

const proposed = [...active, { type: "option-proposed", data: { option: "o1", title: "Roll back", text: "" } }];

export const decideOption = command("decide-option", {
  title: "Choose a way",
  says: "Chooses a way, or sets it aside; several may be chosen, and a choice may change (GD2-21).",
  input: z.object({
    option: z.string().min(1).meta({ title: "Which", reference: "option" }),
    choice: z.enum(["chosen", "rejected"]).default("chosen").meta({ title: "Choice" }),
    reason: z.string().trim().max(500).default("").meta({ title: "Why" }),
  }),
  may: { capability: "decide_options" },
  partOf: "options",
  form: { verb: "Decide" },
  when: (state) => Object.keys(state.work.options).length > 0,
  decide(state, input) {
    const wrong = wrongPhase(state, ["active", "paused"], "decided on");
    if (wrong) return wrong;
    const option = state.work.options[input.option];
    if (!option) return refuse("not_found", "There is no such way to go.");
    if (option.state === input.choice) return refuse("invalid_state", `It is ${option.state} already.`);
    return [{ type: "option-decided", data: { ...input, title: option.title } }];
  },
  examples: [
    { title: "this one", given: proposed, input: { option: "o1" }, then: ["option-decided"] },
    { title: "an unknown one", given: active, input: { option: "o9" }, then: { refused: "not_found" } },
  ],
});
