/** Says that one has heard what one is to do, and does it (PD-13). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { isOpenAction } from "../actions/slice.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

const told = [...active, { type: "action-added", data: { action: "a1", kind: "repair", text: "Roll back", assignee: "ana" } }];

export const acknowledgeAction = command("acknowledge-action", {
  title: "I have heard it",
  says: "Says that one has heard what one is to do, and does it (PD-13).",
  input: z.object({ action: z.string().min(1).meta({ title: "Which", reference: "action" }) }),
  may: "anyone",
  partOf: "instructions",
  form: { verb: "I do it" },
  when: (state) => Object.values(state.actions.actions).some(isOpenAction),
  decide(state, input, ctx) {
    const action = state.actions.actions[input.action];
    if (!action) return refuse("not_found", "There is no such action.");
    if (!isOpenAction(action)) return refuse("invalid_state", `That action is ${action.state}.`);
    if (ctx.person === null || action.assignee !== ctx.person) return refuse("not_permitted", "That is somebody else's to do.");
    if (state.instructions.given[action.id]?.acknowledgedAt) return refuse("invalid_state", "You said so before.");
    return [{ type: "action-acknowledged", data: { action: action.id, person: ctx.person, text: action.text } }];
  },
  examples: [
    { title: "one's own", given: told, input: { action: "a1" }, then: ["action-acknowledged"] },
    { title: "somebody else's", given: told, input: { action: "a1" }, by: "person:ben", then: { refused: "not_permitted" } },
  ],
});
