/** Calls the people who are always there, when the policy has called everybody it could (R26). */
import { z } from "zod";
import { isRefusal, refuse } from "../../kernel/refusal.ts";
import { escalating } from "../examples.ts";
import { command } from "../slices.ts";
import { moment } from "./escalate.ts";
import { runningOf } from "./running.ts";
import { callLastResort, isLate } from "./steps.ts";

export const pageLastResort = command("page-last-resort", {
  title: "Call the last resort",
  says: "Calls the people who are always there, when nobody the policy means has answered; sent by the process itself (R26).",
  input: z.object({ ...moment, why: z.string().max(200) }),
  may: "program",
  decide(state, input, ctx) {
    const run = runningOf(state, input.run);
    if (isRefusal(run)) return run;
    if (run.lastResortAt !== null) return refuse("invalid_state", "They were called already.");
    if (run.postponed !== input.postponed) return refuse("invalid_state", "The escalation has gone on meanwhile.");
    if (isLate(state, run, input.at, ctx.now))
      return [{ type: "escalation-postponed", data: { run: run.n, step: run.step, why: "the last step is only being sent now" } }];
    return callLastResort(state, run, ctx, input.why);
  },
  examples: [
    {
      title: "nobody answered",
      given: escalating,
      input: { run: 1, round: 1, postponed: 0, at: "2026-03-02T10:00:00.000Z", why: "nobody answered" },
      by: "rule:escalation",
      then: ["last-resort-paged"],
    },
    {
      title: "of an escalation that is over",
      given: escalating,
      input: { run: 2, round: 0, postponed: 0, at: "2026-03-02T10:00:00.000Z", why: "" },
      by: "rule:escalation",
      then: { refused: "invalid_state" },
    },
  ],
});
