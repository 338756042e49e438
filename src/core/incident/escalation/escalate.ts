/** Carries out a step whose time has come; one that means nobody is passed over at once (E10). */
import { z } from "zod";
import { isRefusal, refuse } from "../../kernel/refusal.ts";
import { escalating } from "../examples.ts";
import { command } from "../slices.ts";
import { runningOf } from "./running.ts";
import { carryOut, isLate } from "./steps.ts";

/** What a duty says of the moment it speaks of, so that a moment that has passed does nothing. */
export const moment = { run: z.number().int(), round: z.number().int(), postponed: z.number().int(), at: z.string() };

export const escalate = command("escalate", {
  title: "Next step",
  says: "Carries out a step of the escalation whose time has come; sent by the process itself.",
  input: z.object({ ...moment, step: z.number().int() }),
  may: "program",
  decide(state, input, ctx) {
    const run = runningOf(state, input.run);
    if (isRefusal(run)) return run;
    const isNow = run.round === input.round && run.postponed === input.postponed && run.step < input.step && run.policy.steps[input.step] !== undefined;
    if (!isNow) return refuse("invalid_state", "The escalation has gone on meanwhile.");
    if (isLate(state, run, input.at, ctx.now))
      return [{ type: "escalation-postponed", data: { run: run.n, step: input.step, why: "the step before is only being sent now" } }];
    return carryOut({ state, run, ctx }, input.step, "");
  },
  examples: [
    {
      title: "the second step",
      given: escalating,
      input: { run: 1, round: 0, postponed: 0, at: "2026-03-02T10:00:00.000Z", step: 1 },
      by: "rule:escalation",
      then: ["escalated", "paged"],
    },
    {
      title: "a step that was carried out already",
      given: escalating,
      input: { run: 1, round: 0, postponed: 0, at: "2026-03-02T10:00:00.000Z", step: 0 },
      by: "rule:escalation",
      then: { refused: "invalid_state" },
    },
  ],
});
