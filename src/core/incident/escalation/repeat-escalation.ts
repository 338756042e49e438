/** Goes through the steps once more, as often as the policy says. */
import { z } from "zod";
import { isRefusal, refuse } from "../../kernel/refusal.ts";
import { nextStep } from "../../oncall/escalation.ts";
import { repeated } from "../../oncall/escalation-run.ts";
import { escalating } from "../examples.ts";
import { command } from "../slices.ts";
import { moment } from "./escalate.ts";
import { runningOf } from "./running.ts";
import { aboutOf, carryOut, isLate } from "./steps.ts";

export const repeatEscalation = command("repeat-escalation", {
  title: "Next round",
  says: "Goes through the steps of the escalation once more; sent by the process itself.",
  input: z.object(moment),
  may: "program",
  decide(state, input, ctx) {
    const run = runningOf(state, input.run);
    if (isRefusal(run)) return run;
    if (run.round !== input.round || run.postponed !== input.postponed) return refuse("invalid_state", "The escalation has gone on meanwhile.");
    if (run.round >= run.policy.repeat.times) return refuse("invalid_state", "All rounds are over.");
    if (isLate(state, run, input.at, ctx.now))
      return [{ type: "escalation-postponed", data: { run: run.n, step: run.step, why: "the last step is only being sent now" } }];
    const begun = repeated(state.escalation, run.round + 1, ctx.now).run!;
    const next = nextStep(run.policy, aboutOf(state), { step: -1, anchor: ctx.now }, ctx.facts);
    const scene = { state: { ...state, escalation: { run: begun } }, run: { ...begun, policy: run.policy }, ctx };
    const due = next === null || next.at > ctx.now ? [] : carryOut(scene, next.step, "");
    return [{ type: "escalation-repeated", data: { run: run.n, round: run.round + 1 } }, ...due];
  },
  examples: [
    {
      title: "the second round calls Ana again",
      given: escalating,
      input: { run: 1, round: 0, postponed: 0, at: "2026-03-02T10:00:00.000Z" },
      by: "rule:escalation",
      then: ["escalation-repeated", "escalated", "paged-again"],
    },
    {
      title: "of an escalation that is over",
      given: escalating,
      input: { run: 2, round: 0, postponed: 0, at: "2026-03-02T10:00:00.000Z" },
      by: "rule:escalation",
      then: { refused: "invalid_state" },
    },
  ],
});
