/** Gives an action to somebody else; whoever takes it over begins it anew (GD2-14). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { isOpenAction } from "./slice.ts";

const added = [...active, { type: "action-added", data: { action: "a1", kind: "repair", text: "Roll back", assignee: "ben" } }];

export const redirectAction = command("redirect-action", {
  title: "Give an action to somebody",
  says: "Gives an action to somebody else; whoever takes it over begins it anew (GD2-14).",
  input: z.object({
    action: z.string().min(1).meta({ title: "Which", reference: "action" }),
    to: z.string().min(1).meta({ title: "To", reference: "person" }),
    reason: z.string().trim().max(500).default("").meta({ title: "Why" }),
  }),
  may: { capability: "direct" },
  form: { verb: "Give" },
  when: (state) => Object.values(state.actions.actions).some(isOpenAction),
  decide(state, input, ctx) {
    const action = state.actions.actions[input.action];
    if (!action) return refuse("not_found", "There is no such action.");
    if (!isOpenAction(action)) return refuse("invalid_state", `That action is ${action.state}.`);
    if (!ctx.facts.get("person", input.to)?.active) return refuse("invalid_value", "That person is not known here.", { pointer: "/to" });
    if (action.assignee === input.to) return refuse("invalid_state", "It is theirs already.");
    return [{ type: "action-redirected", data: { action: action.id, from: action.assignee, person: input.to, reason: input.reason, text: action.text } }];
  },
  examples: [
    { title: "to another", given: added, input: { action: "a1", to: "cleo" }, then: ["action-redirected"] },
    { title: "to whom it belongs already", given: added, input: { action: "a1", to: "ben" }, then: { refused: "invalid_state" } },
  ],
});
