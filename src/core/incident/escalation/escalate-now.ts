/** Calls the next people now, without waiting; also when somebody has answered and needs help. */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { nextStep } from "../../oncall/escalation.ts";
import { active, escalating } from "../examples.ts";
import { working, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { aboutOf, callLastResort, carryOut } from "./steps.ts";

export const escalateNow = command("escalate-now", {
  title: "Next step now",
  says: "Calls the people of the policy's next step now, without waiting; after the last step, the last resort.",
  input: z.object({ reason: z.string().trim().max(300).default("").meta({ title: "Why" }) }),
  may: { capability: "page" },
  form: { verb: "Call them now" },
  when: (state) => working.includes(state.lifecycle.phase) && state.escalation.run !== null,
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, working, "escalated");
    if (wrong) return wrong;
    const { run } = state.escalation;
    if (run === null) return refuse("invalid_state", "No escalation policy runs here. Page a person instead.");
    const why = input.reason || "asked for by hand";
    if (run.policy === null) return callLastResort(state, run, ctx, why);
    const next = nextStep(run.policy, aboutOf(state), { step: run.step, anchor: ctx.now, atOnce: true }, ctx.facts);
    if (next === null) return callLastResort(state, run, ctx, why);
    return carryOut({ state, run: { ...run, policy: run.policy }, ctx }, next.step, why, true);
  },
  examples: [
    { title: "Ben too", given: escalating, input: { reason: "It is getting worse" }, then: ["escalated", "paged"] },
    { title: "where no policy runs", given: active, input: { reason: "" }, then: { refused: "invalid_state" } },
  ],
});
