/** Ticks a step of a runbook; the log says who and when (SR-38). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

export const tickStep = command("tick-step", {
  title: "Tick a step",
  says: "Ticks a step of a runbook; the log says who and when (SR-38).",
  input: z.object({ runbook: z.string().min(1), step: z.number().int().min(0).meta({ title: "Step" }) }),
  may: "anyone",
  form: { verb: "Tick" },
  when: (state) => Object.keys(state.runbooks.started).length > 0,
  decide(state, input, ctx) {
    const runbook = state.runbooks.started[input.runbook];
    const text = runbook?.steps[input.step];
    if (!runbook || text === undefined) return refuse("not_found", "There is no such step.");
    if (runbook.done[input.step]) return refuse("invalid_state", "That step is ticked.");
    return [{ type: "step-ticked", data: { runbook: runbook.key, step: input.step, text } }];
  },
  examples: [
    {
      title: "the first",
      given: [...active, { type: "runbook-started", data: { runbook: "deployment", title: "Deployment", steps: ["Freeze deploys"] } }],
      input: { runbook: "deployment", step: 0 },
      then: ["step-ticked"],
    },
    { title: "an unknown one", given: active, input: { runbook: "deployment", step: 0 }, then: { refused: "not_found" } },
  ],
});
