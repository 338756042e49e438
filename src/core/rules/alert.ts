/** Who is alerted when an incident is declared, and by what words (SR-02, SR-18, SR-19). */
import type { State } from "../incident/slices.ts";
import type { Effect } from "../kernel/effect.ts";
import { peopleOf } from "./resolve-whom.ts";
import { rule } from "./rule.ts";
import { type AlertPolicy, alertValue, inForce, silenceDuties, where } from "./silence.ts";

/** Severity and topic, as far as the process wants them said. */
function headline(policy: AlertPolicy, state: State): string {
  const says = inForce(policy)?.states ?? [];
  const severity = says.includes("severity") && policy.rank !== null ? `Severity ${policy.rank}` : "";
  const topic = says.includes("topic") ? state.lifecycle.title : "";
  return [severity, topic].filter((part) => part !== "").join(": ") || "You are needed";
}

function pageMessage(policy: AlertPolicy, state: State, page: { page: string; person: string }, again: number): Effect {
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

const toTeam = (policy: AlertPolicy, state: State, facts: Parameters<typeof peopleOf>[3]) => {
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
  demands: (policy, state) => silenceDuties(policy, state),
  examples: [
    { title: "the team, by text message, again every two minutes", value: { who: "response_team", via: ["sms"], again: "2m" }, in: "level", valid: true },
    { title: "an unknown key", value: { whom: "everybody" }, in: "level", valid: false },
  ],
});
