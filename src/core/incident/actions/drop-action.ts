/** Leaves an action undone, with the reason. */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

export const dropAction = command("drop-action", {
  title: "Drop an action",
  says: "Leaves an action undone, with the reason.",
  input: z.object({ action: z.string().min(1), reason: z.string().trim().min(1, "say why").max(500).meta({ title: "Why?" }) }),
  may: "anyone",
  form: { verb: "Drop" },
  decide(state, input, ctx) {
    const action = state.actions.actions[input.action];
    if (!action) return refuse("not_found", "There is no such action.");
    if (action.state === "done" || action.state === "dropped") return refuse("invalid_state", `That action is ${action.state}.`);
    return [{ type: "action-dropped", data: { action: action.id, reason: input.reason, text: action.text } }];
  },
  examples: [
    {
      title: "with a reason",
      given: [...active, { type: "action-added", data: { action: "a1", kind: "repair", text: "Roll back", assignee: null } }],
      input: { action: "a1", reason: "Not needed" },
      then: ["action-dropped"],
    },
    {
      title: "without",
      given: [...active, { type: "action-added", data: { action: "a1", kind: "repair", text: "Roll back", assignee: null } }],
      input: { action: "a1", reason: "" },
      then: { refused: "invalid_value" },
    },
  ],
});
