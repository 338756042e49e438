/** Everything one command writes, in the transaction that holds the stream's lock. */
import { sql } from "kysely";
import type { Instant } from "../../core/kernel/time.ts";
import { type Chained, chained } from "../chain.ts";
import { alertOf } from "../grouping.ts";
import { isIncident, type Taken, type Write } from "../log.ts";
import { askOne, json, turnSize } from "./connection.ts";
import { bumpFacts } from "./facts.ts";
import { journalize } from "./journal.ts";
import { writeMessages } from "./messages.ts";
import { writeDuties, writeEngagement } from "./people.ts";
import type { Place } from "./place.ts";
import { summaryColumns } from "./rows.ts";
import type { Db } from "./tables.ts";

/** Writes it all, or says which claim is taken and has written nothing. */
export async function write(place: Place, wanted: Write): Promise<Taken | { readonly number: number | null; readonly hash: string }> {
  const { db, stream, row } = place;
  if (place.committed) throw new Error(`${stream} was committed already in this transaction`);
  const head = row ?? { seq: 0, hash: "" };
  const events = chained(stream, head, wanted.events);
  const taken = await claims(db, stream, wanted.claims);
  if (taken) return taken;
  place.committed = true;
  await journalize(db, wanted.journal);
  const number = row?.number ?? (await newNumber(db, stream, wanted));
  const hash = events.at(-1)?.hash ?? head.hash;
  await writeStream(place, wanted, { seq: head.seq + events.length, hash, number, lastAt: events.at(-1)?.at });
  await writeEvents(db, events);
  if (wanted.snapshot) await writeSnapshot(db, stream, wanted.snapshot);
  await writeWatches(db, stream, wanted.watches);
  await writeMessages(place, wanted);
  await writeDuties(place, wanted.duties);
  await writeEngagement(place, wanted);
  if (row?.phase !== wanted.summary.phase) await bumpFacts(db, "incident", [stream]);
  return { number, hash };
}

/** A confidential incident takes no number, so that none is missing from a list that leaves it out. */
async function newNumber(db: Db, stream: string, wanted: Write): Promise<number | null> {
  if (!isIncident(stream) || wanted.summary.confidential) return null;
  return Number(await askOne(db, sql<string>`nextval('incident_number')`));
}

type NewHead = { readonly seq: number; readonly hash: string; readonly number: number | null; readonly lastAt: Instant | undefined };

async function writeStream({ db, stream, row, now }: Place, wanted: Write, { seq, hash, number, lastAt }: NewHead): Promise<void> {
  const columns = { seq, hash, number, wake_at: wanted.wakeAt, ...summaryColumns(wanted.summary), ...(lastAt ? { last_at: lastAt } : {}) };
  if (row) await db.updateTable("stream").set(columns).where("id", "=", stream).execute();
  else
    await db
      .insertInto("stream")
      .values({ last_at: now, ...columns, id: stream })
      .execute();
}

async function writeEvents(db: Db, events: readonly Chained[]): Promise<void> {
  if (events.length === 0) return;
  const turn = Number(await askOne(db, sql<string>`feed_turn()`));
  const rows = events.map((event, index) => {
    const { stream, seq, type, v, at, actor, hash } = event;
    const more = { on_behalf_of: event.onBehalfOf ?? null, data: json(event.data), seen_by: event.seenBy, payload_hash: event.payloadHash };
    return { stream, seq, type, v, at, actor, hash, ...more, position: turn * turnSize + index };
  });
  await db.insertInto("event").values(rows).execute();
}

async function writeSnapshot(db: Db, stream: string, { stamp, seq, state }: NonNullable<Write["snapshot"]>): Promise<void> {
  const row = { seq, state: json(state) };
  const insert = db.insertInto("snapshot").values({ stream, stamp, ...row });
  await insert.onConflict((conflict) => conflict.columns(["stream", "stamp"]).doUpdateSet(row)).execute();
}

/** Replaces the stream's watches; rows that stay the same are not written. */
async function writeWatches(db: Db, stream: string, watches: Write["watches"]): Promise<void> {
  const unique = [...new Map(watches.map((watch) => [`${watch.kind}/${watch.key}`, watch])).values()];
  const [kinds, keys, versions] = [unique.map(({ kind }) => kind), unique.map(({ key }) => key), unique.map(({ version }) => version)];
  await sql`
    with wanted as (select * from unnest(${kinds}::text[], ${keys}::text[], ${versions}::bigint[]) as w (kind, key, version)),
      gone as (delete from watch where stream = ${stream} and not exists (select 1 from wanted w where w.kind = watch.kind and w.key = watch.key))
    insert into watch (stream, kind, key, version) select ${stream}, kind, key, version from wanted
    on conflict (stream, kind, key) do update set version = excluded.version where watch.version <> excluded.version`.execute(db);
}

/** Frees and takes claims, in one order for everybody. Behind a savepoint, so that a taken one leaves no trace. */
async function claims(db: Db, stream: string, { take, free }: Write["claims"]): Promise<Taken | null> {
  if (take.length === 0 && free.length === 0) return null;
  await sql`savepoint claims`.execute(db);
  await freeClaims(db, stream, free);
  for (const key of [...new Set(take)].sort()) {
    const row = { key, stream };
    const insert = db
      .insertInto("claim")
      .values(row)
      .onConflict((conflict) => conflict.column("key").doNothing());
    if ((await insert.executeTakeFirst()).numInsertedOrUpdatedRows === 1n) continue;
    const found = await db.selectFrom("claim").select("stream").where("key", "=", key).executeTakeFirst();
    if (found?.stream === stream) continue;
    await sql`rollback to savepoint claims`.execute(db);
    return { taken: key, holder: found?.stream ?? "" };
  }
  return null;
}

/** A freed alert claim closes its group in the same commit: the next signal opens a new one. */
async function freeClaims(db: Db, stream: string, free: readonly string[]): Promise<void> {
  if (free.length === 0) return;
  const freed = await db
    .deleteFrom("claim")
    .where("stream", "=", stream)
    .where("key", "in", [...free].sort())
    .returning("key")
    .execute();
  const alerts = freed.flatMap(({ key }) => alertOf(key) ?? []);
  for (const { source, group } of alerts.sort((a, b) => (a.source + a.group < b.source + b.group ? -1 : 1))) {
    const closing = db.updateTable("signal_group").set({ closed: "its incident ended" });
    await closing.where("source", "=", source).where("group_key", "=", group).where("closed", "is", null).execute();
  }
}
