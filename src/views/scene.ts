/** One incident as every view of it begins: its row, its folded state, its process, and the names of everybody in it. */
import type { RecordedEvent, State } from "../core/incident/slices.ts";
import type { Recorded, Say } from "../core/kernel/event.ts";
import type { Instant } from "../core/kernel/time.ts";
import type { Viewer } from "../core/kernel/viewer.ts";
import type { Pack } from "../core/pack/schema.ts";
import type { IncidentRow } from "../store/log.ts";
import { type Names, sayWith } from "./say.ts";
import type { Named, ViewParts } from "./view.ts";

/** What the views of one incident share. */
export type Scene = {
  readonly viewer: Viewer;
  readonly row: IncidentRow;
  readonly state: State;
  readonly seq: number;
  readonly now: Instant;
  readonly pack: Pack;
  readonly names: Names;
  readonly say: Say;
};

/** The incident by id or number; null where it does not exist for the viewer. `more` are further ids to name. */
export async function sceneOf(parts: ViewParts, viewer: Viewer, idOrNumber: string, more: readonly string[] = []): Promise<Scene | null> {
  const row = await parts.store.read.find(viewer, idOrNumber);
  return row && sceneAt(parts, viewer, row, more);
}

/** The same of an incident already found. */
export async function sceneAt(parts: ViewParts, viewer: Viewer, row: IncidentRow, more: readonly string[] = []): Promise<Scene | null> {
  const read = await parts.states.read(viewer, row.id);
  if (!read) return null;
  const state = read.folded.state as State;
  const pack = await packOf(parts, state);
  const names = await parts.directory.names([...new Set([...peopleIn(state), ...more])]);
  return { viewer, row, state, seq: read.folded.seq, now: read.now, pack, names, say: sayWith(pack, names) };
}

async function packOf(parts: ViewParts, state: State): Promise<Pack> {
  const under = state.lifecycle.process;
  const pack = under && (under.version === null ? await parts.packs.active(under.key) : await parts.packs.version(under.key, under.version));
  if (!pack) throw new Error(`the process ${under?.key ?? "?"} ${under?.version ?? ""} is not here`);
  return pack;
}

/** Somebody by name; who is not known here is somebody. */
export function nameOf(names: Names, id: string): Named {
  return { id, name: names[id] ?? "somebody" };
}

/** The id behind `person:…`, or the text itself. */
export function idOf(actor: string): string {
  return actor.includes(":") ? actor.slice(actor.indexOf(":") + 1) : actor;
}

/** Everybody and every source a state speaks of. */
function peopleIn(state: State): string[] {
  const { actions, chat, documents, information, lifecycle, pages, people, public: words, roles, runbooks } = state;
  const actors = [
    lifecycle.reporter,
    ...Object.values(actions.followUps).map(({ by }) => by),
    ...Object.values(runbooks.started).flatMap(({ done }) => Object.values(done).map(({ by }) => by)),
    ...documents.attachments.map(({ by }) => by),
    ...Object.values(documents.documents).flatMap(({ sections }) => Object.values(sections).map(({ by }) => by)),
    ...Object.values(words.drafts).map(({ by }) => by),
  ];
  const assigned = [...Object.values(actions.actions).map(({ assignee }) => assignee), ...Object.values(actions.followUps).map(({ owner }) => owner)];
  return [
    ...[...roles.held, ...roles.past, ...roles.delegations].map(({ person }) => person),
    ...Object.values(pages.pages).map(({ person }) => person),
    ...Object.values(state.handover.offers).flatMap(({ from, to }) => [from, to]),
    ...Object.keys(people.lastActAt),
    ...Object.keys(chat.muted),
    ...actors.map(idOf),
    ...(information.status ? [information.status.by] : []),
    ...assigned.filter((id) => id !== null),
  ];
}

/** People inside lists of things that happened to them. */
const within = (value: unknown) => (Array.isArray(value) ? value.flatMap((one) => (typeof one?.person === "string" ? [one.person as string] : [])) : []);

const personFields = ["person", "from", "to", "assignee", "owner", "customer"];

/** Everybody that events speak of: who did them, and whom their data names. */
export function peopleOfEvents(events: readonly Recorded[]): string[] {
  const ids = (events as readonly RecordedEvent[]).flatMap(({ actor, onBehalfOf, data }) => {
    const values = data as { readonly [field: string]: unknown };
    const named = personFields.map((field) => values[field]).filter((value) => typeof value === "string");
    const lists = [values.people, values.contacts].flatMap((list) => (Array.isArray(list) ? (list as string[]) : []));
    return [...within(values.tried), idOf(actor), ...(onBehalfOf === undefined ? [] : [idOf(onBehalfOf)]), ...named, ...lists];
  });
  return [...new Set(ids)];
}
