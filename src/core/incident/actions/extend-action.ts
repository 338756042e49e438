/** Gives an action more time than it was to take, with the reason. */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { isOpenAction } from "./slice.ts";

const added = [...active, { type: "action-added", data: { action: "a1", kind: "repair", text: "Roll back", assignee: "ana", timeboxMinutes: 20 } }];

export const extendAction = command("extend-action", {
  title: "Take more time",
  says: "Gives an action more time than it was to take, with the reason.",
  input: z.object({
    action: z.string().min(1).meta({ title: "Which", reference: "action" }),
    minutes: z.number().int().min(1).max(1_440).meta({ title: "How many minutes more?" }),
    reason: z.string().trim().min(1, "say why").max(500).meta({ title: "Why?" }),
  }),
  may: (state, input, ctx) => (input !== null && state.actions.actions[input.action]?.assignee === ctx.person ? "anyone" : { capability: "direct" }),
  form: { verb: "Take it" },
  when: (state) => Object.values(state.actions.actions).some((one) => isOpenAction(one) && one.timeboxMinutes !== undefined),
  decide(state, input) {
    const action = state.actions.actions[input.action];
    if (!action) return refuse("not_found", "There is no such action.");
    if (!isOpenAction(action)) return refuse("invalid_state", `That action is ${action.state}.`);
    if (action.timeboxMinutes === undefined) return refuse("timebox_required", "It has all the time there is.");
    return [{ type: "action-extended", data: { ...input, text: action.text } }];
  },
  examples: [
    { title: "ten minutes more", given: added, input: { action: "a1", minutes: 10, reason: "The copy is slow" }, then: ["action-extended"] },
    { title: "without a reason", given: added, input: { action: "a1", minutes: 10, reason: "" }, then: { refused: "invalid_value" } },
  ],
});
