/** Reads of the log, each for a viewer; what they may not see is not there. */
import { type Selectable, sql } from "kysely";
import type { Viewer } from "../../core/kernel/viewer.ts";
import { verified } from "../chain.ts";
import type { DutyFilter, DutyRow, Expected, JournalEntry, ReadEvent, Reader } from "../log.ts";
import { type Access, askOne, instant, turnSize } from "./connection.ts";
import { factReader } from "./facts.ts";
import { happened } from "./happened.ts";
import { findIncident, listIncidents } from "./incidents.ts";
import { loadedOf } from "./locked.ts";
import { entryOf, headOf, linkOf, readEventOf } from "./rows.ts";
import type { Db, StreamTable } from "./tables.ts";
import { readable, visible } from "./visible.ts";

/** The reader's part of the store. */
export function postgresReader(access: Access): Reader {
  const { db } = access;
  return {
    find: async (viewer, idOrNumber) => findIncident(db, viewer, idOrNumber),
    incidents: async (viewer, filter) => listIncidents(db, viewer, filter),
    events: async (viewer, stream, afterSeq, limit) => events(db, viewer, { stream, afterSeq, limit }),
    state: async (viewer, stream, stamp, known = null) => state(access, viewer, { stream, stamp, known }),
    fact: async (kind, key) => factReader(access, () => db, [])(kind, key),
    duties: async (viewer, filter) => duties(db, viewer, filter),
    journal: async (viewer, stream) => journal(db, viewer, stream),
    feed: async (viewer, afterPosition, limit) => feed(db, viewer, afterPosition, limit),
    happened: async (viewer, filter) => happened(db, viewer, filter),
    verify: async (viewer, stream) => verify(db, viewer, stream),
  };
}

/** Reads several tables as of one moment. */
function atOneMoment<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(work);
}

function visibleStream(db: Db, viewer: Viewer, stream: string) {
  return db.selectFrom("stream").selectAll().where("id", "=", stream).where(visible(viewer)).executeTakeFirst();
}

async function events(db: Db, viewer: Viewer, of: { readonly stream: string; readonly afterSeq: number; readonly limit: number }): Promise<ReadEvent[]> {
  const rows = await db
    .selectFrom("event")
    .innerJoin("stream", "stream.id", "event.stream")
    .selectAll("event")
    .where("event.stream", "=", of.stream)
    .where("event.seq", ">", of.afterSeq)
    .where(visible(viewer))
    .where(readable(viewer))
    .orderBy("event.seq")
    .limit(of.limit)
    .execute();
  return rows.map(readEventOf);
}

type StateOf = { readonly stream: string; readonly stamp: string; readonly known: Expected["known"] };

/** One statement, so that everything is as of one moment. */
async function state({ db, now }: Access, viewer: Viewer, { stream, stamp, known }: StateOf) {
  const isKnown = sql`stream.seq = ${known?.seq ?? -1} and stream.hash = ${known?.hash ?? ""}`;
  const { rows } = await sql<Selectable<StreamTable> & Parameters<typeof loadedOf>[0] & { readonly at: Date }>`
    select stream.*, greatest(${now}, stream.last_at) as at, to_json(s) as snapshot,
      case when not (${isKnown}) then events_after(stream.id, coalesce(s.seq, 0)) end as events
    from stream left join snapshot s on s.stream = stream.id and s.stamp = ${stamp} and not (${isKnown})
    where stream.id = ${stream} and ${visible(viewer)}`.execute(db);
  const row = rows[0];
  return row ? { ...loadedOf(row), head: headOf(row), now: instant(row.at) } : null;
}

async function duties(db: Db, viewer: Viewer, filter: DutyFilter) {
  let query = db.selectFrom("duty").innerJoin("stream", "stream.id", "duty.stream").selectAll("duty").select("stream.number").where(visible(viewer));
  if (filter.stream !== undefined) query = query.where("duty.stream", "=", filter.stream);
  if (filter.rule !== undefined) query = query.where("duty.rule", "=", filter.rule);
  if (filter.states !== undefined) query = query.where(sql<boolean>`duty.state = any (${filter.states})`);
  const ordered = query.orderBy(sql`duty.due nulls last, duty.opened_at, duty.stream collate "C", duty.key collate "C"`);
  const rows = await ordered.limit(filter.limit).execute();
  return rows.map(({ stream, number, key, rule, what, who, due, state, by, cites, opened_at, ended_at }): DutyRow => {
    return { stream, number, key, rule, what, who, due: instant(due), state, by, cites, openedAt: instant(opened_at), endedAt: instant(ended_at) };
  });
}

/** A person reads their own wishes, the commander all of them. */
async function journal(db: Db, viewer: Viewer, stream: string): Promise<JournalEntry[]> {
  let query = db.selectFrom("journal").selectAll("journal").where("journal.stream", "=", stream).orderBy("n");
  if (!viewer.all) {
    if (viewer.person === null) return [];
    const own = `person:${viewer.person}`;
    query = query
      .innerJoin("stream", "stream.id", "journal.stream")
      .where(visible(viewer))
      .where((where) => where.or([where("journal.actor", "=", own), where("stream.commander", "=", viewer.person)])) as typeof query;
  }
  return (await query.execute()).map(entryOf);
}

/** The horizon is asked first, in a statement of its own: what is below it is seen by the next one. */
async function feed(db: Db, viewer: Viewer, afterPosition: number, limit: number) {
  const horizon = (Number(await askOne(db, sql<string>`feed_horizon()`)) + 1) * turnSize;
  const rows = await db
    .selectFrom("event")
    .innerJoin("stream", "stream.id", "event.stream")
    .selectAll("event")
    .where("event.position", ">", String(afterPosition))
    .where("event.position", "<", String(horizon))
    .where(visible(viewer))
    .where(readable(viewer))
    .orderBy("event.position")
    .limit(limit)
    .execute();
  const found = rows.map((row) => ({ ...readEventOf(row), position: Number(row.position) }));
  const reached = found.length === limit ? (found.at(-1)?.position ?? afterPosition) : horizon - 1;
  return { events: found, position: Math.max(afterPosition, reached) };
}

async function verify(db: Db, viewer: Viewer, stream: string) {
  return atOneMoment(db, async (moment) => {
    const row = await visibleStream(moment, viewer, stream);
    if (!row) return null;
    const rows = await moment.selectFrom("event").selectAll().where("stream", "=", stream).orderBy("seq").execute();
    return verified(rows.map(linkOf), row);
  });
}
