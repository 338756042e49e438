/** Says what came of an action (SR-13). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

export const finishAction = command("finish-action", {
  title: "Finish an action",
  says: "Says what came of an action (SR-13).",
  input: z.object({ action: z.string().min(1), outcome: z.string().max(2_000).default("").meta({ title: "What came of it?" }) }),
  may: (state, input) => (input !== null && state.actions.actions[input.action]?.kind === "repair" ? { capability: "repair" } : "anyone"),
  form: { verb: "Done", long: "outcome" },
  decide(state, input, ctx) {
    const action = state.actions.actions[input.action];
    if (!action) return refuse("not_found", "There is no such action.");
    if (action.state === "done" || action.state === "dropped") return refuse("invalid_state", `That action is ${action.state}.`);
    return [{ type: "action-finished", data: { action: action.id, outcome: input.outcome, text: action.text } }];
  },
  examples: [
    {
      title: "a started one",
      given: [
        ...active,
        { type: "action-added", data: { action: "a1", kind: "repair", text: "Roll back", assignee: null } },
        { type: "action-started", data: { action: "a1", person: "ana", text: "Roll back" } },
      ],
      input: { action: "a1", outcome: "It worked" },
      then: ["action-finished"],
    },
    { title: "an unknown one", given: active, input: { action: "a9", outcome: "" }, then: { refused: "not_found" } },
  ],
});
