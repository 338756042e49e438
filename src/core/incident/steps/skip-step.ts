/** Leaves a step of the checklist out. The process is followed exactly: the reason is a departure from it, and the post-mortem lists it (GD-02). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { stepsAt } from "./shape.ts";

export const skipStep = command("skip-step", {
  title: "Leave a step out",
  says: "Leaves a step of the checklist out. The process is followed exactly: the reason is a departure from it, and the post-mortem lists it (GD-02).",
  input: z.object({
    step: z.string().min(1).max(40).meta({ title: "Step", reference: "step" }),
    reason: z.string().trim().max(500).default("").meta({ title: "Why?" }),
  }),
  may: { capability: "command" },
  partOf: "steps",
  insists: ({ reason }) => reason,
  form: { verb: "Leave out" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, declared, "worked on");
    if (wrong) return wrong;
    const step = stepsAt(ctx.process, state.severity.rank).find(({ key }) => key === input.step);
    if (!step) return refuse("not_found", "There is no such step at this severity.");
    const ended = state.steps.ended[step.key];
    if (ended) return refuse("invalid_state", ended.how === "done" ? "That step is done." : "That step was left out before.");
    return [{ type: "step-skipped", data: { step: step.key, what: step.what, part: step.part, reason: input.reason } }];
  },
  examples: [
    { title: "one of the list", given: active, input: { step: "worker", reason: "It mends itself" }, then: ["step-skipped"] },
    { title: "one that is not there", given: active, input: { step: "juggle", reason: "No hands" }, then: { refused: "not_found" } },
    { title: "before anything was declared", given: [], input: { step: "worker", reason: "No hands" }, then: { refused: "invalid_state" } },
  ],
});
