/** Says in the room that the time somebody was given is over; sent by the process itself (R-PD-R03). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { isOpenAction } from "../actions/slice.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

const told = [...active, { type: "action-added", data: { action: "a1", kind: "task", text: "Read the error log", assignee: "ben", timeboxMinutes: 10 } }];

export const callOutTimebox = command("call-out-timebox", {
  title: "Call out that somebody's time is over",
  says: "Says in the room that the time somebody was given is over; sent by the process itself (R-PD-R03).",
  input: z.object({ action: z.string().min(1) }),
  may: "program",
  partOf: "callouts",
  decide(state, { action: id }) {
    const action = state.actions.actions[id];
    if (!action || action.assignee === null || action.timeboxMinutes === undefined) return refuse("not_found", "There is no such action with a time.");
    if (!isOpenAction(action)) return refuse("invalid_state", `That action is ${action.state}.`);
    return [{ type: "timebox-called-out", data: { action: id, person: action.assignee, minutes: action.timeboxMinutes, text: action.text } }];
  },
  examples: [
    { title: "time is up", given: told, input: { action: "a1" }, by: "rule:callouts", then: ["timebox-called-out"] },
    { title: "of nothing", given: active, input: { action: "a1" }, by: "rule:callouts", then: { refused: "not_found" } },
  ],
});
