/** Who is alerted when an incident is declared, and what happens while they are silent (SR-02, SR-18, SR-19, SR-20). */
import { z } from "zod";
import { openPages } from "../incident/pages/slice.ts";
import type { State } from "../incident/slices.ts";
import type { Effect } from "../kernel/effect.ts";
import { cites, duration } from "../kernel/process.ts";
import type { Policy } from "../kernel/rule.ts";
import { after } from "../kernel/time.ts";
import { peopleOf } from "./resolve-whom.ts";
import { rule, whom } from "./rule.ts";

const alertValue = z.strictObject({
  who: whom.default("response_team"),
  /** Channels in order of preference; absent: each person's own order. */
  via: z.array(z.string()).optional(),
  /** What the alert must state. */
  states: z.array(z.enum(["severity", "topic"])).default([]),
  again: duration.optional(),
  report: z.strictObject({ after: duration, to: whom }).optional(),
  cites,
});
type Alert = z.infer<typeof alertValue>;

/** The level's own value, else the process's. */
const inForce = (policy: Policy<Alert | undefined, Alert | undefined>) => policy.level ?? policy.own;
const where = (policy: Policy<Alert | undefined, Alert | undefined>) => (policy.level === undefined ? policy.at("top") : policy.at("level"));

/** Severity and topic, as far as the process wants them said. */
function headline(policy: Policy<Alert | undefined, Alert | undefined>, state: State): string {
  const says = inForce(policy)?.states ?? [];
  const severity = says.includes("severity") && policy.rank !== null ? `Severity ${policy.rank}` : "";
  const topic = says.includes("topic") ? state.lifecycle.title : "";
  return [severity, topic].filter((part) => part !== "").join(": ") || "You are needed";
}

function pageMessage(policy: Policy<Alert | undefined, Alert | undefined>, state: State, page: { page: string; person: string }, again: number): Effect {
  const alert = inForce(policy);
  return {
    key: `page/${page.page}/${again}`,
    to: { person: page.person },
    template: again === 1 ? "page" : "page-again",
    urgency: "page",
    ...(alert?.via ? { via: alert.via } : {}),
    params: { page: page.page, reason: state.pages.pages[page.page]?.why ?? "", headline: headline(policy, state), alert: again },
    page: page.page,
    cites: policy.cites(where(policy)),
  };
}

const toTeam = (policy: Policy<Alert | undefined, Alert | undefined>, state: State, facts: Parameters<typeof peopleOf>[3]) => {
  const alert = inForce(policy);
  if (!alert) return [];
  const called = new Set(
    Object.values(state.pages.pages)
      .filter((page) => page.state !== "withdrawn" && page.state !== "declined")
      .map((page) => page.person),
  );
  return peopleOf(alert.who, policy.process, state, facts)
    .filter((person) => !called.has(person))
    .map((person) => ({ name: "page" as const, input: { person, reason: headline(policy, state), team: true } }));
};

export const alert = rule("alert", {
  title: "Alert",
  says: "Alerts the people the severity names, again while they are silent, and tells the commander who did not answer.",
  schema: alertValue.optional(),
  level: alertValue.optional(),
  follows: {
    declared: (policy, state, _event, ctx) => toTeam(policy, state, ctx.facts),
    "severity-changed": (policy, state, event, ctx) => (event.data.from === null || event.data.to < event.data.from ? toTeam(policy, state, ctx.facts) : []),
    reopened: (policy, state, _event, ctx) => toTeam(policy, state, ctx.facts),
  },
  triggers: {
    paged: (policy, state, { data }) => [pageMessage(policy, state, data, 1)],
    "paged-again": (policy, state, { data }) => [pageMessage(policy, state, data, data.alert)],
    "silence-reported": (policy, state, { data }, ctx) => {
      const to = inForce(policy)?.report?.to;
      if (to === undefined) return [];
      return peopleOf(to, policy.process, state, ctx.facts).map((person) => ({
        key: `silence/${data.pages.join("+")}/${person}`,
        to: { person },
        template: "unanswered-report",
        urgency: "page" as const,
        params: { missing: data.people },
        cites: policy.cites(`${where(policy)}/report`),
      }));
    },
  },
  demands: (policy, state) => {
    const value = inForce(policy);
    if (!value) return [];
    const during = ["active", "reported"];
    const silent = openPages(state.pages);
    const answers = silent.map((page) => ({
      key: `page/${page.id}/answer`,
      who: { people: [page.person] },
      what: "Answer the page",
      during,
      due: value.again ? after(page.at, value.again) : null,
      steps: [],
      metBy: (event: { type: string; data: unknown }) =>
        (event.type === "page-answered" || event.type === "page-declined") && (event.data as { page: string }).page === page.id,
      cites: policy.cites(where(policy)),
      by: { name: "answer-page", input: { page: page.id } },
    }));
    const again =
      value.again === undefined
        ? []
        : silent
            .filter((page) => page.team)
            .map((page) => ({
              key: `page/${page.id}/again/${page.alerts}`,
              who: { process: true as const },
              what: "Page again whoever is silent",
              during,
              due: null,
              steps: [
                { at: after(page.lastAlertAt, value.again!), does: "escalate" as const, then: { name: "page-again" as const, input: { page: page.id } } },
              ],
              metBy: () => false,
              cites: policy.cites(`${where(policy)}/again`),
            }));
    const report = value.report;
    const unreported = silent.filter((page) => page.team && !page.reported);
    const first = unreported[0];
    const reports =
      report === undefined || first === undefined
        ? []
        : [
            {
              key: `page/silence/${first.at}`,
              who: { process: true as const },
              what: "Tell the commander who is silent",
              during,
              due: null,
              steps: [{ at: after(first.at, report.after), does: "escalate" as const, then: { name: "report-silence" as const, input: {} } }],
              metBy: (event: { type: string }) => event.type === "silence-reported",
              cites: policy.cites(`${where(policy)}/report`),
            },
          ];
    return [...answers, ...again, ...reports];
  },
  examples: [
    { title: "the team, by text message, again every two minutes", value: { who: "response_team", via: ["sms"], again: "2m" }, in: "level", valid: true },
    { title: "an unknown key", value: { whom: "everybody" }, in: "level", valid: false },
  ],
});
