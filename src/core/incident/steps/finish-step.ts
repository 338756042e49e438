/** Ticks a step of the checklist; those that the process sees done it ticks itself (GD-44). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { stepsAt } from "./shape.ts";

export const finishStep = command("finish-step", {
  title: "Tick a step of the checklist",
  says: "Ticks a step of the checklist; those that the process sees done it ticks itself (GD-44).",
  input: z.object({ step: z.string().min(1).max(40).meta({ title: "Step", reference: "step" }) }),
  may: { capability: "checklist" },
  partOf: "steps",
  form: { verb: "Done" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, declared, "worked on");
    if (wrong) return wrong;
    const step = stepsAt(ctx.process, state.severity.rank).find(({ key }) => key === input.step);
    if (!step) return refuse("not_found", "There is no such step at this severity.");
    if (state.steps.ended[step.key]?.how === "done") return [];
    return [{ type: "step-finished", data: { step: step.key, what: step.what, part: step.part } }];
  },
  examples: [
    { title: "one of the list", given: active, input: { step: "worker" }, then: ["step-finished"] },
    { title: "one that is not there", given: active, input: { step: "juggle" }, then: { refused: "not_found" } },
    { title: "before anything was declared", given: [], input: { step: "worker" }, then: { refused: "invalid_state" } },
  ],
});
