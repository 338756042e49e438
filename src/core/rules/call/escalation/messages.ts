/** The messages of an escalation: to rooms and webhooks a step calls, to the administrators when only the last resort was left. */
import type { RecordedEvent, State } from "../../../incident/slices.ts";
import type { Ctx } from "../../../kernel/command.ts";
import type { Effect } from "../../../kernel/effect.ts";
import type { Rule } from "../../../kernel/rule.ts";
import { pageMessages } from "../page-messages.ts";
import type { EscalationPolicy } from "./value.ts";

type Event<T extends RecordedEvent["type"]> = Extract<RecordedEvent, { type: T }>;

function toEndpoints(policy: EscalationPolicy, state: State, event: Event<"escalated"> | Event<"escalation-changed">): Effect[] {
  const people = event.type === "escalated" ? event.data.calls : event.data.added;
  return event.data.endpoints.map((endpoint) => ({
    key: `escalation/${event.seq}/${endpoint}`,
    to: { contact: endpoint },
    template: "escalated",
    urgency: "page",
    params: { policy: state.escalation.run?.policy?.title ?? "", people: people.map(({ person }) => person) },
    cites: policy.cites(policy.at("top")),
  }));
}

function toAdmins(policy: EscalationPolicy, { seq, data }: Event<"last-resort-paged">, { facts }: Ctx): Effect[] {
  const called = data.calls.map(({ person }) => person);
  return (facts.get("organisation", "organisation")?.admins ?? []).map((person) => ({
    key: `last-resort/${seq}/${person}`,
    to: { person },
    template: "last-resort",
    urgency: "notice",
    params: { why: data.why, people: called },
    cites: policy.cites(policy.at("top")),
  }));
}

/** Whether the process says anywhere how it alerts: then its own rule writes the pages. */
function alerts(policy: EscalationPolicy): boolean {
  return [policy.process, ...Object.values(policy.process.severities)].some((value) => (value as { alert?: unknown }).alert !== undefined);
}

/** Pages of a process that says nothing of alerting. */
function plainPages(policy: EscalationPolicy, state: State, event: Event<"paged"> | Event<"paged-again">, { facts }: Ctx): Effect[] {
  if (alerts(policy)) return [];
  const alert = event.type === "paged" ? 1 : event.data.alert;
  const plain = { ...policy, own: undefined, level: undefined, levelAt: () => undefined };
  return pageMessages(plain, state, { page: event.data.page, person: event.data.person, alert, at: event.at }, facts);
}

export const escalationMessages: Rule<"escalation", EscalationPolicy["own"], EscalationPolicy["level"], State, RecordedEvent>["triggers"] = {
  escalated: (policy, state, event) => toEndpoints(policy, state, event),
  "escalation-changed": (policy, state, event) => toEndpoints(policy, state, event),
  "last-resort-paged": (policy, _state, event, ctx) => toAdmins(policy, event, ctx),
  paged: plainPages,
  "paged-again": plainPages,
};
