/** What a process says of the experts of an area, and who they are in an incident. */
import { z } from "zod";
import type { Page } from "../../../incident/pages/called.ts";
import { everServed, holdersOf } from "../../../incident/roles/slice.ts";
import type { State } from "../../../incident/slices.ts";
import type { Facts } from "../../../kernel/facts.ts";
import { cites, duration } from "../../../kernel/process.ts";
import type { Policy } from "../../../kernel/rule.ts";
import { earlier, type Instant } from "../../../kernel/time.ts";

/** The rule's value; each part is a sentence of its own. */
export const expertsValue = z
  .strictObject({
    /** The role an expert is seated in. */
    role: z.string().max(40),
    /** The first expert is called at once, the next after so long or when one cannot come; all others hear of it when an expert has answered, or after so long. */
    first: z.strictObject({ next: duration, cites }).optional(),
    /** The roles that an expert's answer takes where they are vacant. Nobody else states these roles for themselves. */
    answer: z.strictObject({ takes: z.array(z.string().max(40)).min(1), cites }).optional(),
    /** A report that names an area calls its expert before anybody has triaged it. */
    reports: z.strictObject({ call: z.boolean(), cites }).optional(),
    /** Nobody repairs before an expert has answered, or it is recorded that none can be reached. */
    repairs: z.strictObject({ wait: z.boolean(), cites }).optional(),
    /** Experts who could not be reached are called again so often. */
    retry: z.strictObject({ every: duration, cites }).optional(),
    /** The process is not in force while an area has no expert. */
    coverage: z.strictObject({ everyArea: z.boolean(), cites }).optional(),
    cites,
  })
  .optional();
type ExpertsValue = z.infer<typeof expertsValue>;
/** What the rule sees of the pack. */
export type ExpertsPolicy = Policy<ExpertsValue, undefined>;

const isHere = (facts: Facts) => (person: string) => facts.get("person", person)?.active === true;

/** The experts of the incident's area who are here, in their order. */
export function expertsOf(state: State, facts: Facts): string[] {
  const area = state.lifecycle.area === null ? null : facts.get("area", state.lifecycle.area);
  return (area?.experts ?? []).filter(isHere(facts));
}

/** Whom the process calls first: the experts; without any, the organisation's last resort, so that somebody hears of it. */
export function firstOf(state: State, facts: Facts): string[] {
  const experts = expertsOf(state, facts);
  return experts.length > 0 ? experts : [...(facts.get("organisation", "organisation")?.lastResort ?? [])].filter(isHere(facts));
}

/** The pages to these people since the experts are looked for, the oldest first. */
export function pagesTo(state: State, people: readonly string[]): Page[] {
  return Object.values(state.pages.pages).filter((page) => page.at >= state.experts.since && people.includes(page.person));
}

/** Whether somebody who was called first has answered, or an expert is seated. */
export function hasAnswered(role: string, state: State, facts: Facts): boolean {
  return heardAt(role, state, facts) !== null;
}

/** When that was for the first time; null while it was not. */
export function heardAt(role: string, state: State, facts: Facts): Instant | null {
  const seated = state.roles.held.filter((one) => one.role === role).map(({ since }) => since);
  const answered = pagesTo(state, firstOf(state, facts)).flatMap((page) => (page.state === "answered" ? [page.answeredAt] : []));
  return [...seated, ...answered].reduce(earlier, null);
}

/** Whether an expert is seated, or one answered after it was recorded that none can be reached. */
export function reachedAfter(since: Instant, role: string, state: State, facts: Facts): boolean {
  return holdersOf(state.roles, role).length > 0 || pagesTo(state, firstOf(state, facts)).some((page) => page.state === "answered" && page.answeredAt! > since);
}

/** Whether an expert was ever at hand in this incident. */
export function wasAtHand(role: string, state: State, facts: Facts): boolean {
  return everServed(state.roles, role) || pagesTo(state, expertsOf(state, facts)).some((page) => page.state === "answered");
}
