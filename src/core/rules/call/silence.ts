/** What is owed while somebody who was alerted is silent: their answer, another alert, and word to the commander (SR-20). */
import { z } from "zod";
import type { Wish } from "../../incident/index.ts";
import { openPages, type Page } from "../../incident/pages/called.ts";
import type { State } from "../../incident/slices.ts";
import type { Duty } from "../../kernel/duty.ts";
import type { Facts } from "../../kernel/facts.ts";
import { cites, duration } from "../../kernel/process.ts";
import type { Policy } from "../../kernel/rule.ts";
import { after, type Instant } from "../../kernel/time.ts";
import { whom } from "../rule.ts";
import { mayBeCalledFrom } from "./contact.ts";

/** How a process alerts. */
export const alertValue = z.strictObject({
  who: whom.default("response_team"),
  /** Channels in order of preference; absent: each person's own order. */
  via: z.array(z.string()).optional(),
  /** What the alert must state. */
  states: z.array(z.enum(["severity", "topic"])).default([]),
  again: duration.optional(),
  /** Whoever is called one by one is alerted again as well, not only the first alert's people. */
  everybody: z.boolean().default(false),
  /** After so long without an answer, or at once when one declines, the next of the area's experts and team is called too. */
  next: duration.optional(),
  /** Alerted at the same time, each for a sentence of its own. */
  also: z
    .array(z.strictObject({ who: whom, cites }))
    .max(10)
    .default([]),
  report: z.strictObject({ after: duration, to: whom }).optional(),
  cites,
});
export type Alert = z.infer<typeof alertValue>;

/** What the alert rule sees of the pack. */
export type AlertPolicy = Policy<Alert | undefined, Alert | undefined>;

/** The level's own value, else the process's. */
export const inForce = (policy: AlertPolicy) => policy.level ?? policy.own;
/** Where that value stands in the pack. */
export const where = (policy: AlertPolicy) => (policy.level === undefined ? policy.at("top") : policy.at("level"));

const during = ["active", "reported"];

/** What the duties of silence are derived from. */
type Listening = { readonly policy: AlertPolicy; readonly state: State; readonly facts: Facts };

/** From when silence counts: nobody is silent who may not be disturbed yet. */
function heardFrom({ policy, state, facts }: Listening, { person, immediate }: Page, at: Instant): Instant {
  return immediate ? at : mayBeCalledFrom(policy.process, { person, at, state, facts });
}

/** The duties of silence. */
export function silenceDuties(policy: AlertPolicy, state: State, facts: Facts): Duty<Wish, State>[] {
  const value = inForce(policy);
  if (!value) return [];
  const listening = { policy, state, facts };
  const silent = openPages(state.pages);
  const { again, report, next, everybody } = value;
  const repeated = silent.filter((page) => !page.once);
  const unreported = silent.find((page) => page.team && !page.reported);
  return [
    ...silent.map((page) => answerDuty(listening, page, again)),
    ...(again === undefined ? [] : repeated.filter((page) => page.team || everybody).map((page) => againDuty(listening, page, again))),
    ...(next === undefined ? [] : repeated.flatMap((page) => nextDuty(listening, page, next))),
    ...(report === undefined || unreported === undefined ? [] : [reportDuty(policy, unreported.at, report.after)]),
  ];
}

function answerDuty(listening: Listening, page: Page, again: string | undefined): Duty<Wish, State> {
  const { policy } = listening;
  return {
    key: `page/${page.id}/answer`,
    who: { people: [page.person] },
    what: "Answer the page",
    during,
    due: again === undefined ? null : after(heardFrom(listening, page, page.at), again),
    steps: [],
    metBy: (event) => (event.type === "page-answered" || event.type === "page-declined") && (event.data as { page: string }).page === page.id,
    cites: policy.cites(where(policy)),
    by: { name: "answer-page", input: { page: page.id } },
  };
}

/** A duty of the process itself: at that instant, that command. */
function ofProcess(key: string, what: string, step: { readonly at: Instant; readonly then: Wish }, cites: readonly string[]): Duty<Wish, State> {
  return { key: `page/${key}`, who: { process: true }, what, during, due: null, steps: [{ ...step, does: "escalate" }], metBy: () => false, cites };
}

function againDuty(listening: Listening, page: Page, again: string): Duty<Wish, State> {
  const { policy } = listening;
  const at = after(heardFrom(listening, page, page.lastAlertAt), again);
  const then: Wish = { name: "page-again", input: { page: page.id } };
  return ofProcess(`${page.id}/again/${page.alerts}`, "Page again whoever is silent", { at, then }, policy.cites(`${where(policy)}/again`));
}

function nextDuty(listening: Listening, page: Page, delay: string): Duty<Wish, State>[] {
  const { policy, state, facts } = listening;
  const person = nextCandidate(state, facts);
  if (person === null) return [];
  const at = after(heardFrom(listening, page, page.at), delay);
  const then: Wish = { name: "page", input: { person, reason: page.why } };
  return [ofProcess(`${page.id}/next`, "Call the next who knows the area", { at, then }, policy.cites(`${where(policy)}/next`))];
}

/** The first of the area's experts and team who has no part in it yet and was not called; null when there is nobody left. */
export function nextCandidate(state: State, facts: Facts): string | null {
  const area = state.lifecycle.area === null ? null : facts.get("area", state.lifecycle.area);
  const team = area?.team ? facts.get("team", area.team) : null;
  const known = new Set([...Object.values(state.pages.pages).map((page) => page.person), ...state.roles.held.map((one) => one.person)]);
  const all = [...(area?.experts ?? []), ...(team?.members ?? [])];
  return all.find((person) => !known.has(person) && facts.get("person", person)?.active) ?? null;
}

function reportDuty(policy: AlertPolicy, since: string, delay: string): Duty<Wish, State> {
  const step = { at: after(since, delay), then: { name: "report-silence" as const, input: {} } };
  const told = (event: { readonly type: string }) => event.type === "silence-reported";
  return { ...ofProcess(`silence/${since}`, "Tell the commander who is silent", step, policy.cites(`${where(policy)}/report`)), metBy: told };
}
