/** Begins an action; mending needs the role that mends (SR-13). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

export const startAction = command("start-action", {
  title: "Start an action",
  says: "Begins an action; mending needs the role that mends (SR-13).",
  input: z.object({ action: z.string().min(1) }),
  may: (state, input) => (input !== null && state.actions.actions[input.action]?.kind === "repair" ? { capability: "repair" } : "anyone"),
  form: { verb: "Start" },
  decide(state, input, ctx) {
    const action = state.actions.actions[input.action];
    if (!action) return refuse("not_found", "There is no such action.");
    if (action.state !== "open") return refuse("invalid_state", `That action is ${action.state}.`);
    if (ctx.person === null) return refuse("assignee_required", "A person starts an action.");
    return [{ type: "action-started", data: { action: action.id, person: ctx.person, text: action.text } }];
  },
  examples: [
    {
      title: "an open one",
      given: [...active, { type: "action-added", data: { action: "a1", kind: "repair", text: "Roll back", assignee: null } }],
      input: { action: "a1" },
      then: ["action-started"],
    },
    { title: "an unknown one", given: active, input: { action: "a9" }, then: { refused: "not_found" } },
  ],
});
