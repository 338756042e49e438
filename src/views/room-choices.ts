/** What the fields of commands may name (`reference`), in words: so that nobody ever types an id. Only what a command could still do something with. */
import { playbooksOf, stepName } from "../core/incident/cause/playbook.ts";
import { openDecisions } from "../core/incident/decisions/slice.ts";
import { openQuestions } from "../core/incident/questions/slice.ts";
import { openRefinements } from "../core/incident/refinements/slice.ts";
import type { RecordedEvent } from "../core/incident/slices.ts";
import { stepsAt } from "../core/incident/steps/shape.ts";
import { questionsOf } from "../core/incident/verdicts/give-verdict.ts";
import type { Recorded } from "../core/kernel/event.ts";
import type { EvidenceValue } from "../core/rules/work/evidence.ts";
import type { RoomView } from "./room-shape.ts";
import { nameOf, type Scene } from "./scene.ts";

type Choice = { readonly value: string; readonly label: string };

/** How one kind of thing is offered: from the state, and from the events that the viewer may read. */
type Offer = (scene: Scene, events: readonly RecordedEvent[]) => readonly Choice[];

/** So many messages are offered; what is older is said by its id. */
const newestMessages = 30;

/** Words of a thing are in the event that made it: `id` and `text` are its fields there. */
function worded(events: readonly RecordedEvent[], type: RecordedEvent["type"], id: string): readonly Choice[] {
  return events.flatMap((event) => {
    if (event.type !== type) return [];
    const data = event.data as { readonly [field: string]: unknown };
    return [{ value: String(data[id]), label: String(data.text) }];
  });
}

const among = (ids: readonly string[]) => {
  const known = new Set(ids);
  return ({ value }: Choice) => known.has(value);
};

const unanswered = (all: Readonly<Record<string, { readonly id: string; readonly answeredAt: string | null }>>) =>
  Object.values(all).flatMap(({ id, answeredAt }) => (answeredAt === null ? [id] : []));

const offers: Readonly<Record<string, Offer>> = {
  action: ({ state }) =>
    Object.values(state.actions.actions).flatMap(({ id, text, state: is }) => (is === "done" || is === "dropped" ? [] : [{ value: id, label: text }])),
  "follow-up": ({ state }) => Object.values(state.actions.followUps).flatMap(({ id, text, state: is }) => (is === "done" ? [] : [{ value: id, label: text }])),
  option: ({ state }) =>
    Object.values(state.work.options).map(({ id, title, state: is }) => ({ value: id, label: is === "open" ? title : `${title} (${is})` })),
  finding: ({ state }) => Object.values(state.work.findings).flatMap(({ id, text, state: is }) => (is === "open" ? [{ value: id, label: text }] : [])),
  need: ({ state }) => Object.values(state.work.needs).flatMap(({ id, text, state: is }) => (is === "open" ? [{ value: id, label: text }] : [])),
  "assigned-document": ({ state }) =>
    Object.values(state.documents.documents).flatMap(({ kind, title, assigned, state: is }) =>
      assigned && is === "draft" ? [{ value: kind, label: title }] : [],
    ),
  draft: ({ state }, events) => {
    const approved = state.announcing.approved;
    const waits = Object.entries(state.public.drafts).flatMap(([id, one]) => (one.published || approved.includes(id) ? [] : [id]));
    return worded(events, "customer-message-drafted", "message").filter(among(waits));
  },
  "approved-draft": ({ state }, events) => {
    const { approved } = state.announcing;
    return worded(events, "customer-message-drafted", "message").filter(among(approved.filter((id) => state.public.drafts[id]?.published === false)));
  },
  proposal: ({ state }) => Object.values(state.proposals.proposals).flatMap(({ id, text, state: is }) => (is === "open" ? [{ value: id, label: text }] : [])),
  decision: ({ state }) => openDecisions(state.decisions).map(({ id, text }) => ({ value: id, label: text })),
  playbook: ({ pack }) => playbooksOf(pack).map(({ cause, title }) => ({ value: cause, label: title })),
  "playbook-step": ({ pack }) =>
    playbooksOf(pack).flatMap(({ cause, title, steps }) => steps.map(({ key, text }) => ({ value: stepName(cause, key), label: `${title}: ${text}` }))),
  relay: ({ state, viewer }) =>
    Object.entries(state.relay.items).flatMap(([item, { to, state: is }]) => {
      const text = state.work.findings[item]?.text ?? state.proposals.proposals[item]?.text ?? "";
      return is === "waiting" && to === viewer.person ? [{ value: item, label: text }] : [];
    }),
  step: ({ pack, state }) =>
    stepsAt(pack, state.severity.rank).flatMap(({ key, what }) => (state.steps.ended[key] === undefined ? [{ value: key, label: what }] : [])),
  "evidence-kind": ({ pack }) => ((pack.evidence as EvidenceValue)?.kinds ?? []).map(({ key, label }) => ({ value: key, label })),
  verdict: ({ pack }) => questionsOf(pack).map(({ key, asks }) => ({ value: key, label: asks })),
  "verdict-answer": ({ pack }) => [...new Set(questionsOf(pack).flatMap(({ answers }) => answers))].map((answer) => ({ value: answer, label: answer })),
  "test-case": ({ state }) => (state.tests.plan?.cases ?? []).map(({ key, title }) => ({ value: key, label: title })),
  capability: ({ pack }) => Object.entries(pack.may).flatMap(([key, held]) => (held.delegable ? [{ value: key, label: key.replaceAll("_", " ") }] : [])),
  refinement: ({ state }) => openRefinements(state.refinements).map(({ id, change }) => ({ value: id, label: change })),
  question: ({ state }, events) => worded(events, "question-asked", "question").filter(among(openQuestions(state.questions).map(({ id }) => id))),
  consultation: ({ state, viewer }, events) => {
    const mine = Object.values(state.questions.consulted).filter(({ expert, answeredAt }) => answeredAt === null && expert === viewer.person);
    return worded(events, "expert-consulted", "consultation").filter(among(mine.map(({ id }) => id)));
  },
  "customer-question": ({ state }, events) => worded(events, "customer-question-logged", "question").filter(among(unanswered(state.outside.questions))),
  "information-request": ({ state }, events) => worded(events, "information-requested", "request").filter(among(unanswered(state.outside.requests))),
  message: ({ state, names }, events) =>
    worded(events, "message-posted", "message")
      .map(({ value, label }) => ({ value, label: `${nameOf(names, state.chat.messages[value]?.by ?? "").name}: ${label}` }))
      .filter(({ value }) => state.chat.messages[value]?.gone === null)
      .slice(-newestMessages)
      .reverse(),
};

/** Everything there is to choose among, by what the fields of commands call it; kinds without any are left out. */
export function choicesOf(scene: Scene, events: readonly Recorded[]): RoomView["choices"] {
  const entries = Object.entries(offers).map(([kind, offer]) => [kind, offer(scene, events as readonly RecordedEvent[])] as const);
  return Object.fromEntries(entries.filter(([, choices]) => choices.length > 0));
}
