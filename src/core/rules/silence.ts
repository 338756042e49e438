/** What is owed while somebody who was alerted is silent: their answer, another alert, and word to the commander (SR-20). */
import { z } from "zod";
import type { Wish } from "../incident/index.ts";
import { openPages, type Page } from "../incident/pages/slice.ts";
import type { State } from "../incident/slices.ts";
import type { Duty } from "../kernel/duty.ts";
import { cites, duration } from "../kernel/process.ts";
import type { Policy } from "../kernel/rule.ts";
import { after } from "../kernel/time.ts";
import { whom } from "./rule.ts";

/** How a process alerts. */
export const alertValue = z.strictObject({
  who: whom.default("response_team"),
  /** Channels in order of preference; absent: each person's own order. */
  via: z.array(z.string()).optional(),
  /** What the alert must state. */
  states: z.array(z.enum(["severity", "topic"])).default([]),
  again: duration.optional(),
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

/** The duties of silence. */
export function silenceDuties(policy: AlertPolicy, state: State): Duty<Wish, State>[] {
  const value = inForce(policy);
  if (!value) return [];
  const silent = openPages(state.pages);
  const { again, report } = value;
  const unreported = silent.find((page) => page.team && !page.reported);
  return [
    ...silent.map((page) => answerDuty(policy, page, again)),
    ...(again === undefined ? [] : silent.filter((page) => page.team).map((page) => againDuty(policy, page, again))),
    ...(report === undefined || unreported === undefined ? [] : [reportDuty(policy, unreported.at, report.after)]),
  ];
}

function answerDuty(policy: AlertPolicy, page: Page, again: string | undefined): Duty<Wish, State> {
  return {
    key: `page/${page.id}/answer`,
    who: { people: [page.person] },
    what: "Answer the page",
    during,
    due: again === undefined ? null : after(page.at, again),
    steps: [],
    metBy: (event) => (event.type === "page-answered" || event.type === "page-declined") && (event.data as { page: string }).page === page.id,
    cites: policy.cites(where(policy)),
    by: { name: "answer-page", input: { page: page.id } },
  };
}

function againDuty(policy: AlertPolicy, page: Page, again: string): Duty<Wish, State> {
  return {
    key: `page/${page.id}/again/${page.alerts}`,
    who: { process: true },
    what: "Page again whoever is silent",
    during,
    due: null,
    steps: [{ at: after(page.lastAlertAt, again), does: "escalate", then: { name: "page-again", input: { page: page.id } } }],
    metBy: () => false,
    cites: policy.cites(`${where(policy)}/again`),
  };
}

function reportDuty(policy: AlertPolicy, since: string, delay: string): Duty<Wish, State> {
  return {
    key: `page/silence/${since}`,
    who: { process: true },
    what: "Tell the commander who is silent",
    during,
    due: null,
    steps: [{ at: after(since, delay), does: "escalate", then: { name: "report-silence", input: {} } }],
    metBy: (event) => event.type === "silence-reported",
    cites: policy.cites(`${where(policy)}/report`),
  };
}
