/** Begins to call people by the policy of the area, else of the organisation; the policy is pinned as it is now (E18). */
import { z } from "zod";
import type { Ctx } from "../../kernel/command.ts";
import { type Refusal, refuse } from "../../kernel/refusal.ts";
import { isFor, nextStep } from "../../oncall/escalation.ts";
import { started } from "../../oncall/escalation-run.ts";
import { meansNobody, planOf } from "../../oncall/plan.ts";
import type { Policy } from "../../oncall/policy.ts";
import { active } from "../examples.ts";
import { working, wrongPhase } from "../lifecycle/in-phase.ts";
import { command, type IncidentEvent, type State } from "../slices.ts";
import { aboutOf, callLastResort, carryOut, skips } from "./steps.ts";

/** The key of the policy in force for an incident: its area's, else the organisation's; null where there is none. */
export function policyKeyOf(state: State, facts: Ctx["facts"]): string | null {
  const area = state.lifecycle.area === null ? null : facts.get("area", state.lifecycle.area);
  return area?.escalation ?? facts.get("organisation", "organisation")?.escalation ?? null;
}

/** The events of a new run: what is due at once, or the last resort where the policy means nobody (R26). */
export function beginning(state: State, ctx: Ctx, why: string): IncidentEvent[] | Refusal {
  const key = policyKeyOf(state, ctx.facts);
  if (key === null) return refuse("invalid_state", "Neither the area nor the organisation has an escalation policy.");
  const policy = ctx.facts.get("escalation", key);
  const about = aboutOf(state);
  if (policy && !isFor(policy, about)) return refuse("invalid_state", `${policy.title} has no step for severity ${about.severity}.`);
  const data = { run: (state.escalation.run?.n ?? 0) + 1, policy, why };
  const begun: IncidentEvent = { type: "escalation-started", data };
  const run = started(state.escalation, data, ctx.now).run!;
  if (policy === null) return [begun, ...callLastResort(state, run, ctx, "the escalation policy is gone")];
  return [begun, ...firstSteps({ ...state, escalation: { run } }, { ...run, policy }, ctx)];
}

function firstSteps(state: State, run: NonNullable<State["escalation"]["run"]> & { readonly policy: Policy }, ctx: Ctx): IncidentEvent[] {
  const plan = planOf(run.policy, aboutOf(state), { start: ctx.now, facts: ctx.facts });
  if (plan.lastResort?.why === meansNobody) {
    const skipped = plan.steps.map(({ step, skipped: why }) => ({ step, why: why ?? "" }));
    return [...skips(run, skipped), ...callLastResort(state, run, ctx, meansNobody)];
  }
  const next = nextStep(run.policy, aboutOf(state), { step: -1, anchor: ctx.now }, ctx.facts);
  return next === null || next.at > ctx.now ? [] : carryOut({ state, run, ctx }, next.step, "");
}

export const startEscalation = command("start-escalation", {
  title: "Start the escalation",
  says: "Begins to call people by the escalation policy of the area, or of the organisation.",
  input: z.object({ why: z.string().max(200).default("") }),
  may: "program",
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, working, "escalated");
    if (wrong) return wrong;
    const { run } = state.escalation;
    if (run !== null && run.ended === null) return refuse("invalid_state", "People are being called already.");
    return beginning(state, ctx, input.why);
  },
  examples: [
    { title: "no policy is set", given: active, input: { why: "declared" }, by: "rule:escalation", then: { refused: "invalid_state" } },
    { title: "by a person", given: active, input: { why: "" }, then: { refused: "not_permitted" } },
  ],
});
