/** Reads in memory, each for a viewer: what they may not see is not there. */
import { mayRead, maySee, type Viewer } from "../../core/kernel/viewer.ts";
import { type Chained, verified } from "../chain.ts";
import { type DutyFilter, type DutyRow, type IncidentFilter, type IncidentRow, isIncident, type JournalEntry, type ReadEvent, type Reader } from "../log.ts";
import { factOf } from "./facts.ts";
import { happened } from "./happened.ts";
import { recorded } from "./locked.ts";
import { nowOf, type StreamRow, type Tables } from "./tables.ts";

/** The reader's part of the store. */
export function memoryReader(tables: Tables): Reader {
  return {
    find: async (viewer, idOrNumber) => find(tables, viewer, idOrNumber),
    incidents: async (viewer, filter) => incidents(tables, viewer, filter),
    events: async (viewer, stream, afterSeq, limit) => {
      const row = seen(tables, viewer, stream);
      return (row?.events ?? [])
        .slice(afterSeq)
        .filter((event) => readable(tables, viewer, event))
        .slice(0, limit)
        .map(shown);
    },
    state: async (viewer, stream, stamp, known) => {
      const row = seen(tables, viewer, stream);
      if (!row) return null;
      const at = { head: row.head, now: nowOf(tables, row) };
      if (known?.seq === row.head.seq && known.hash === row.head.hash) return { ...at, snapshot: null, events: [] };
      const snapshot = row.snapshots.get(stamp) ?? null;
      return { ...at, snapshot, events: row.events.slice(snapshot?.seq ?? 0).map(recorded) };
    },
    fact: async (kind, key) => factOf(tables, kind, key),
    duties: async (viewer, filter) => duties(tables, viewer, filter),
    journal: async (viewer, stream) => journal(tables, viewer, stream),
    feed: async (viewer, afterPosition, limit) => feed(tables, viewer, afterPosition, limit),
    happened: async (viewer, filter) => happened(tables, viewer, filter),
    verify: async (viewer, stream) => {
      const row = seen(tables, viewer, stream);
      return row
        ? verified(
            row.events.map((event) => ({ ...event, erased: false })),
            row.head,
          )
        : null;
    },
  };
}

function seen(tables: Tables, viewer: Viewer, stream: string): StreamRow | null {
  const row = tables.streams.get(stream);
  return row && maySee(viewer, row.summary) ? row : null;
}

function readable(tables: Tables, viewer: Viewer, event: Chained): boolean {
  const row = seen(tables, viewer, event.stream);
  return row !== null && mayRead(viewer, row.summary, event.seenBy, event.actor);
}

function shown(event: Chained): ReadEvent {
  return { ...recorded(event), hash: event.hash };
}

function incidentRow(id: string, row: StreamRow): IncidentRow {
  return { ...row.summary, id, number: row.head.number };
}

function find(tables: Tables, viewer: Viewer, idOrNumber: string): IncidentRow | null {
  const id = /^\d{1,9}$/.test(idOrNumber) ? [...tables.streams].find(([, { head }]) => head.number === Number(idOrNumber))?.[0] : idOrNumber;
  const row = id !== undefined && isIncident(id) ? seen(tables, viewer, id) : null;
  return row && id !== undefined ? incidentRow(id, row) : null;
}

function incidents(tables: Tables, viewer: Viewer, filter: IncidentFilter): IncidentRow[] {
  const { phases, text, drill, confidential, process, severity, before, limit } = filter;
  const words = text?.toLowerCase();
  const fits = (one: IncidentRow) =>
    (phases === undefined || phases.includes(one.phase)) &&
    (words === undefined || one.title.toLowerCase().includes(words)) &&
    (drill === undefined || one.drill === drill) &&
    (confidential === undefined || one.confidential === confidential) &&
    (process === undefined || one.process === process) &&
    (severity === undefined || one.severity === severity) &&
    (before === undefined || (one.number !== null && one.number < before));
  const rows = [...tables.streams].filter(([id, row]) => isIncident(id) && maySee(viewer, row.summary)).map(([id, row]) => incidentRow(id, row));
  const rank = (one: IncidentRow) => one.number ?? Number.POSITIVE_INFINITY;
  return rows
    .filter(fits)
    .sort((a, b) => (rank(a) === rank(b) ? order(b.reportedAt, a.reportedAt) || order(b.id, a.id) : rank(b) - rank(a)))
    .slice(0, limit);
}

function duties(tables: Tables, viewer: Viewer, filter: DutyFilter): DutyRow[] {
  const rows = [...tables.streams]
    .filter(([stream, row]) => (filter.stream === undefined || filter.stream === stream) && maySee(viewer, row.summary))
    .flatMap(([stream, row]) => [...row.duties.values()].map((duty) => ({ stream, number: row.head.number, ...duty })))
    .filter(({ rule, state }) => (filter.rule ?? rule) === rule && (filter.states === undefined || filter.states.includes(state)));
  const never = "9999";
  return rows
    .sort((a, b) => order(a.due ?? never, b.due ?? never) || order(a.openedAt, b.openedAt) || order(a.stream, b.stream) || order(a.key, b.key))
    .slice(0, filter.limit);
}

/** A person reads their own wishes, the commander all of them. */
function journal(tables: Tables, viewer: Viewer, stream: string): JournalEntry[] {
  const entries = [...tables.journal.values()].filter((entry) => entry.stream === stream);
  if (viewer.all) return entries;
  const row = seen(tables, viewer, stream);
  if (!row || viewer.person === null) return [];
  return entries.filter(({ actor }) => row.summary.commander === viewer.person || actor === `person:${viewer.person}`);
}

function feed(tables: Tables, viewer: Viewer, afterPosition: number, limit: number) {
  const events: (ReadEvent & { readonly position: number })[] = [];
  let position = afterPosition;
  while (position < tables.log.length && events.length < limit) {
    const event = tables.log[position]!;
    position += 1;
    if (readable(tables, viewer, event)) events.push({ ...shown(event), position });
  }
  return { events, position };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
