/** What is wrong with a policy before it is saved: names that mean nothing, and gaps in which it would call nobody (R26). */
import type { Facts } from "../kernel/facts.ts";
import type { Pointer } from "../kernel/refusal.ts";
import { after, type Instant } from "../kernel/time.ts";
import { meantBy, type whyNot } from "./escalation.ts";
import { meansNobody, planOf } from "./plan.ts";
import type { Policy, Target } from "./policy.ts";

/** A finding and where it stands in the definition. */
export type Finding = { readonly pointer: Pointer; readonly detail: string };

/** Names in the definition that nothing has. */
export function unknownNames(policy: Pick<Policy, "steps">, facts: Facts): Finding[] {
  return policy.steps.flatMap((step, index) => [
    ...step.to.flatMap((target, place) => (isKnown(target, facts) ? [] : [{ pointer: `/steps/${index}/to/${place}`, detail: unknown(target) }])),
    ...(step.when.areas ?? []).flatMap((area, place) =>
      facts.get("area", area) ? [] : [{ pointer: `/steps/${index}/when/areas/${place}`, detail: "There is no such area." }],
    ),
  ]);
}

function isKnown(target: Target, facts: Facts): boolean {
  if ("person" in target) return facts.get("person", target.person)?.active === true;
  if ("schedule" in target) return facts.get("schedule", target.schedule) !== null;
  if ("team" in target) return facts.get("team", target.team) !== null;
  return "group" in target ? facts.get("group", target.group) !== null : facts.get("endpoint", target.endpoint) !== null;
}

function unknown(target: Target): string {
  const [kind, key] = Object.entries(target)[0]!;
  return kind === "person" ? "This person is not here, or has left." : `There is no ${kind === "endpoint" ? "room or webhook" : kind} "${key}".`;
}

/** The hours after `now` at which a week is looked at for gaps. */
const looks = Array.from({ length: 7 * 8 }, (_, index) => `PT${index * 3}H`);

/** Steps that mean nobody now, severities it has no step for, and the first time within a week at which it would call nobody at all. */
export function gapsOf(policy: Policy, severities: readonly number[], now: Instant, facts: Facts): Finding[] {
  const empty = policy.steps.flatMap((step, index) => {
    const meant = meantBy(step, now, facts);
    return meant.people.length + meant.endpoints.length > 0
      ? []
      : [{ pointer: `/steps/${index}/to`, detail: `Now it means nobody: ${meant.nobody.join("; ")}.` }];
  });
  const lacking = severities.filter((severity) => planOf(policy, { severity, area: null }, { start: now, facts }).lastResort === null);
  const without = lacking.length === 0 ? [] : [{ pointer: "/steps", detail: `It has no step for severity ${lacking.join(", ")}: nobody is called then.` }];
  return [...empty, ...without, ...nobodyAt(policy, severities, now, facts)];
}

function nobodyAt(policy: Policy, severities: readonly number[], now: Instant, facts: Facts): Finding[] {
  const tried = severities.length === 0 ? [null] : severities;
  for (const severity of tried) {
    const at = looks.map((look) => after(now, look)).find((instant) => isNobody(policy, { severity, area: someArea(policy) }, instant, facts));
    const says = severity === null ? "" : ` of severity ${severity}`;
    if (at !== undefined) return [{ pointer: "/steps", detail: `An incident${says} at ${at} would find nobody: the last resort is called at once.` }];
  }
  return [];
}

const isNobody = (policy: Policy, about: Parameters<typeof whyNot>[1], at: Instant, facts: Facts) =>
  planOf({ ...policy, repeat: { ...policy.repeat, times: 0 } }, about, { start: at, facts }).lastResort?.why === meansNobody;

/** Steps for certain areas are tried in one of theirs. */
const someArea = (policy: Policy) => policy.steps.flatMap((step) => step.when.areas ?? [])[0] ?? null;
