/** What the steps of an escalation policy mean at an instant: which apply, whom they mean, who is next in turn. The engine and the preview ask the same. */
import type { Facts } from "../kernel/facts.ts";
import { after, type Instant } from "../kernel/time.ts";
import { isWorking } from "./local-time.ts";
import { onCallAt } from "./on-call-at.ts";
import type { Policy, PolicyStep, Target } from "./policy.ts";

/** What conditions ask of an incident. A severity nobody has judged yet (null) counts as any: nobody is left asleep because of it. */
export type About = { readonly severity: number | null; readonly area: string | null };

/** Whom a step means: people, rooms and webhooks, and why a target means nobody. */
export type Meant = { readonly people: readonly string[]; readonly endpoints: readonly string[]; readonly nobody: readonly string[] };

/** Whether a policy has any step for a severity; one that has none calls nobody then, and means it. */
export function isFor(policy: Pick<Policy, "steps">, about: About): boolean {
  return policy.steps.some(({ when }) => !when.severities || about.severity === null || when.severities.includes(about.severity));
}

/** Everybody that these steps mean at an instant, of steps in turn those who were called; sorted, so that two answers can be compared. */
export function allMeant(policy: Pick<Policy, "steps">, steps: readonly number[], asked: Asked): string[] {
  const { about, at, facts, called } = asked;
  const people = steps.flatMap((index) => {
    const step = policy.steps[index];
    if (!step || whyNot(step, about, at, facts) !== null) return [];
    const meant = meantBy(step, at, facts).people;
    return step.take === "in_turn" ? meant.filter((person) => called.has(person)) : meant;
  });
  return [...new Set(people)].sort();
}

/** A question to the steps: about which incident, at which instant, who was called so far. */
export type Asked = { readonly about: About; readonly at: Instant; readonly facts: Facts; readonly called: ReadonlySet<string> };

/** Why a step does not apply at an instant, or null where it does. */
export function whyNot(step: PolicyStep, about: About, at: Instant, facts: Facts): string | null {
  const { severities, hours, areas } = step.when;
  if (severities && about.severity !== null && !severities.includes(about.severity)) return `it is for severity ${severities.join(", ")}`;
  if (areas && (about.area === null || !areas.includes(about.area))) return "it is for other areas";
  if (hours === undefined) return null;
  const working = isWorkingNow(at, facts);
  if (working === (hours === "working")) return null;
  return hours === "working" ? "it is for working hours" : "it is for outside working hours";
}

/** Whether the organisation works, holidays apart; one that has said nothing always does. */
function isWorkingNow(at: Instant, facts: Facts): boolean {
  const hours = facts.get("organisation", "organisation")?.hours;
  return !hours || isWorking(hours, at, hours.holidays ? facts.get("calendar", hours.holidays) : null);
}

/** Whom a step means at an instant, each once, in its order. */
export function meantBy(step: PolicyStep, at: Instant, facts: Facts): Meant {
  const each = step.to.map((target) => ofTarget(target, at, facts));
  return {
    people: [...new Set(each.flatMap(({ people }) => people))],
    endpoints: [...new Set(each.flatMap(({ endpoints }) => endpoints))],
    nobody: each.flatMap(({ people, endpoints, why }) => (people.length + endpoints.length === 0 ? [why] : [])),
  };
}

type Found = { readonly people: readonly string[]; readonly endpoints: readonly string[]; readonly why: string };

function ofTarget(target: Target, at: Instant, facts: Facts): Found {
  const here = (people: readonly string[], why: string): Found => ({
    people: people.filter((person) => facts.get("person", person)?.active),
    endpoints: [],
    why,
  });
  if ("person" in target) return here([target.person], "a person it names is no longer here");
  if ("schedule" in target) {
    const schedule = facts.get("schedule", target.schedule);
    return schedule ? here(onCallAt(schedule, at), `nobody is on call in ${schedule.title}`) : here([], `the schedule ${target.schedule} is gone`);
  }
  if ("team" in target) {
    const team = facts.get("team", target.team);
    return team ? here(team.members, `the team ${team.name} is empty`) : here([], "a team it names is gone");
  }
  if ("group" in target) {
    const group = facts.get("group", target.group);
    return group ? here(group.people, `the group ${target.group} has no people`) : here([], `the group ${target.group} is gone`);
  }
  const endpoint = facts.get("endpoint", target.endpoint);
  return { people: [], endpoints: endpoint ? [endpoint.id] : [], why: "a room or webhook it names is gone" };
}

/** One of them in turn: who was not called yet in this escalation before who was, then whoever's latest incident lies the longest back. */
export function inTurn(people: readonly string[], called: ReadonlySet<string>, facts: Facts): readonly string[] {
  const fresh = people.filter((person) => !called.has(person));
  const [first, ...others] = fresh.length > 0 ? fresh : people;
  if (first === undefined) return [];
  const latest = (person: string) => facts.get("engagement", person)?.latestIncident ?? "";
  return [others.reduce((chosen, person) => (latest(person) < latest(chosen) ? person : chosen), first)];
}

/** From where the next step is looked for: the index before it, the instant its delay counts from, and whether delays are waived because nobody is waited for. */
export type From = { readonly step: number; readonly anchor: Instant; readonly atOnce?: boolean };

/** The first step behind `from` that applies at the instant it is due; one whose condition fails counts as not being there. */
export function nextStep(policy: Pick<Policy, "steps">, about: About, from: From, facts: Facts): { readonly step: number; readonly at: Instant } | null {
  for (let step = from.step + 1; step < policy.steps.length; step++) {
    const definition = policy.steps[step]!;
    const at = from.atOnce ? from.anchor : after(from.anchor, definition.after);
    if (whyNot(definition, about, at, facts) === null) return { step, at };
  }
  return null;
}
