/** Says that one cannot do what one was told to do, and why; whoever directs the work gives it to somebody else (PD-13). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { isOpenAction } from "../actions/slice.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

const told = [...active, { type: "action-added", data: { action: "a1", kind: "repair", text: "Roll back", assignee: "ana" } }];

export const reportUnable = command("report-unable", {
  title: "I cannot do it",
  says: "Says that one cannot do what one was told to do, and why; whoever directs the work gives it to somebody else (PD-13).",
  input: z.object({
    action: z.string().min(1).meta({ title: "Which", reference: "action" }),
    reason: z.string().trim().min(1, "say why").max(500).meta({ title: "Why?" }),
  }),
  may: "anyone",
  partOf: "instructions",
  form: { verb: "Say so" },
  when: (state) => Object.values(state.actions.actions).some(isOpenAction),
  decide(state, { action: id, reason }, ctx) {
    const action = state.actions.actions[id];
    if (!action) return refuse("not_found", "There is no such action.");
    if (!isOpenAction(action)) return refuse("invalid_state", `That action is ${action.state}.`);
    if (ctx.person === null || action.assignee !== ctx.person) return refuse("not_permitted", "That is somebody else's to do.");
    return [{ type: "action-unable", data: { action: id, person: ctx.person, reason, text: action.text } }];
  },
  examples: [
    { title: "with the reason", given: told, input: { action: "a1", reason: "I have no access" }, then: ["action-unable"] },
    { title: "without", given: told, input: { action: "a1", reason: " " }, then: { refused: "invalid_value" } },
  ],
});
