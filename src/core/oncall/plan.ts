/** A policy laid out in time: for this alert at this instant these people, these minutes, if nobody answers. */
import type { Facts } from "../kernel/facts.ts";
import { after, type Instant, later } from "../kernel/time.ts";
import { type About, inTurn, isFor, meantBy, whyNot } from "./escalation.ts";
import type { Policy, PolicyStep } from "./policy.ts";

/** One step of one round: carried out, or skipped for a reason. `at` is null where its condition fails. */
export type Planned = {
  readonly round: number;
  readonly step: number;
  readonly at: Instant | null;
  readonly people: readonly string[];
  readonly endpoints: readonly string[];
  readonly skipped: string | null;
};

/** The whole expansion. The last resort is null only where the policy has no step for the severity: then it calls nobody, and means it. */
export type Plan = {
  readonly steps: readonly Planned[];
  readonly lastResort: { readonly at: Instant; readonly why: string; readonly people: readonly string[] } | null;
};

/** From when a page queued at an instant may leave: the contact window of that person. */
export type Held = (person: string, at: Instant) => Instant;

/** Why the last resort is called at once. */
export const meansNobody = "the policy means nobody";

/** What a policy is laid out against: from when, with which facts, and from when each person's page may leave (absent: at once). */
export type Ground = { readonly start: Instant; readonly facts: Facts; readonly held?: Held };

type Way = { readonly about: About; readonly facts: Facts; readonly held: Held; readonly called: Set<string>; readonly steps: Planned[] };

/** Lays out a policy from `start` on. Delays count from when the first page of a step may leave. */
export function planOf(policy: Policy, about: About, { start, facts, held = (_person, at) => at }: Ground): Plan {
  const way: Way = { about, facts, held, called: new Set(), steps: [] };
  let end = start;
  for (let round = 0; round <= policy.repeat.times; round++) {
    const begins = round === 0 ? start : later(end, after(end, policy.repeat.after));
    end = planRound(policy, round, begins, way);
    if (way.called.size === 0) break;
  }
  if (!isFor(policy, about)) return { steps: way.steps, lastResort: null };
  const people = facts.get("organisation", "organisation")?.lastResort ?? [];
  if (way.steps.every(({ skipped }) => skipped !== null)) return { steps: way.steps, lastResort: { at: start, why: meansNobody, people } };
  return { steps: way.steps, lastResort: { at: after(end, policy.repeat.after), why: "nobody answered", people } };
}

/** One round; gives the instant its last carried out step began to wait. */
function planRound(policy: Policy, round: number, begins: Instant, way: Way): Instant {
  let [anchor, due] = [begins, null as Instant | null];
  for (const [step, definition] of policy.steps.entries()) {
    const at = due ?? after(anchor, definition.after);
    const planned = planStep(definition, at, way);
    way.steps.push({ round, step, ...planned });
    if (planned.at === null) continue;
    due = planned.skipped === null ? null : at;
    if (planned.skipped === null)
      anchor = planned.people.map((person) => way.held(person, at)).reduce((a, b) => (a < b ? a : b), planned.people.length > 0 ? never : at);
  }
  return anchor;
}

/** Behind every instant that can be planned. */
const never = "9999";

function planStep(definition: PolicyStep, at: Instant, { about, facts, called }: Way): Omit<Planned, "round" | "step"> {
  const nobody = { people: [], endpoints: [] };
  const why = whyNot(definition, about, at, facts);
  if (why !== null) return { at: null, ...nobody, skipped: why };
  const { people, endpoints, nobody: reasons } = meantBy(definition, at, facts);
  const chosen = definition.take === "in_turn" ? inTurn(people, called, facts) : people;
  if (chosen.length + endpoints.length === 0) return { at, ...nobody, skipped: reasons.join("; ") };
  for (const person of chosen) called.add(person);
  return { at, people: chosen, endpoints, skipped: null };
}
