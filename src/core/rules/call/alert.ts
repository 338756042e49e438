/** Who is alerted when an incident is declared, and by what words (SR-02, SR-18, SR-19). */
import type { State } from "../../incident/slices.ts";
import type { Ctx } from "../../kernel/command.ts";
import { peopleOf } from "../resolve-whom.ts";
import { rule } from "../rule.ts";
import { headline, pageMessages } from "./page-messages.ts";
import { type AlertPolicy, alertValue, inForce, nextCandidate, silenceDuties, where } from "./silence.ts";

/** Somebody else, once one who was called says no. */
const toNext = (policy: AlertPolicy, state: State, page: string, ctx: Ctx) => {
  const person = inForce(policy)?.next === undefined ? null : nextCandidate(state, ctx.facts);
  return person === null ? [] : [{ name: "page" as const, input: { person, reason: state.pages.pages[page]?.why || headline(policy, state) } }];
};

const toTeam = (policy: AlertPolicy, state: State, ctx: Ctx) => {
  const alert = inForce(policy);
  if (!alert) return [];
  const called = new Set(
    Object.values(state.pages.pages)
      .filter((page) => page.state !== "withdrawn" && page.state !== "declined")
      .map((page) => page.person),
  );
  const meant = [alert.who, ...alert.also.map(({ who }) => who)].flatMap((who) => peopleOf(who, { process: policy.process, state, ctx }));
  return [...new Set(meant)]
    .filter((person) => !called.has(person))
    .map((person) => ({ name: "page" as const, input: { person, reason: headline(policy, state), team: true } }));
};

export const alert = rule("alert", {
  title: "Alert",
  says: "Alerts the people the severity names, again while they are silent, and tells the commander who did not answer.",
  schema: alertValue.optional(),
  level: alertValue.optional(),
  follows: {
    declared: (policy, state, _event, ctx) => toTeam(policy, state, ctx),
    "severity-changed": (policy, state, event, ctx) => (event.data.from === null || event.data.to < event.data.from ? toTeam(policy, state, ctx) : []),
    reopened: (policy, state, _event, ctx) => toTeam(policy, state, ctx),
    "page-declined": (policy, state, { data }, ctx) => toNext(policy, state, data.page, ctx),
  },
  triggers: {
    paged: (policy, state, { data, at }, ctx) => pageMessages(policy, state, { ...data, alert: 1, at }, ctx.facts),
    "paged-again": (policy, state, { data, at }, ctx) => pageMessages(policy, state, { ...data, at }, ctx.facts),
    "silence-reported": (policy, state, { data }, ctx) => {
      const to = inForce(policy)?.report?.to;
      if (to === undefined) return [];
      return peopleOf(to, { process: policy.process, state, ctx }).map((person) => ({
        key: `silence/${data.pages.join("+")}/${person}`,
        to: { person },
        template: "unanswered-report",
        urgency: "page" as const,
        params: { missing: data.people },
        cites: policy.cites(`${where(policy)}/report`),
      }));
    },
  },
  demands: (policy, state, facts) => silenceDuties(policy, state, facts),
  examples: [
    { title: "the team, by text message, again every two minutes", value: { who: "response_team", via: ["sms"], again: "2m" }, in: "level", valid: true },
    { title: "an unknown key", value: { whom: "everybody" }, in: "level", valid: false },
  ],
});
