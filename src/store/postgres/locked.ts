/** One stream under its row's lock, in one database transaction. */
import { type Selectable, sql } from "kysely";
import { later } from "../../core/kernel/time.ts";
import type { Snapshot, StreamTransaction, Write } from "../log.ts";
import { type Access, askOne, codeOf, instant } from "./connection.ts";
import { factOf } from "./facts.ts";
import { journalize } from "./journal.ts";
import type { Place } from "./place.ts";
import { entryOf, eventOf, headOf } from "./rows.ts";
import type { Db, StreamTable } from "./tables.ts";
import { write } from "./write.ts";

type Work<T> = (transaction: StreamTransaction) => Promise<T>;

/** How often a transaction is run again that the database ended to break a deadlock. */
const tries = 3;

/** Deadlock, or a serialization failure. */
const again: readonly (string | null)[] = ["40P01", "40001"];

/** Runs transactions under the stream's lock. Waiting for the lock, and each statement, ends after 10 s with an error. */
export function locker(access: Access): <T>(stream: string, work: Work<T>) => Promise<T> {
  return async (stream, work) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const result = await access.db.transaction().execute((db) => run(access, db, stream, work));
        access.hint();
        return result;
      } catch (error) {
        if (attempt === tries || !again.includes(codeOf(error))) throw error;
      }
    }
  };
}

async function run<T>(access: Access, db: Db, stream: string, work: Work<T>): Promise<T> {
  const row = await lock(db, stream);
  const clock = instant(await askOne(db, access.now));
  const place: Place = { access, db, stream, row, now: row ? later(clock, instant(row.last_at)) : clock, over: false, committed: false };
  try {
    return await work(transactionOf(place));
  } finally {
    place.over = true;
  }
}

/**
 * The stream's row, locked. The lock on its name comes first: it also holds a stream that does not exist yet.
 */
async function lock(db: Db, stream: string): Promise<Selectable<StreamTable> | null> {
  await sql`
    select set_config('lock_timeout', '10s', true), set_config('statement_timeout', '10s', true), set_config('idle_in_transaction_session_timeout', '30s', true),
      pg_advisory_xact_lock(hashtextextended(${stream}, 1))`.execute(db);
  return (await db.selectFrom("stream").selectAll().where("id", "=", stream).forUpdate().executeTakeFirst()) ?? null;
}

function transactionOf(place: Place): StreamTransaction {
  const { access, row, stream } = place;
  const db = () => {
    if (place.over) throw new Error(`the transaction of ${stream} is over`);
    return place.db;
  };
  return {
    now: place.now,
    head: row ? headOf(row) : null,
    journaled: async (actor, key) => {
      const found = await db().selectFrom("journal").selectAll().where("actor", "=", actor).where("key", "=", key).executeTakeFirst();
      return found ? entryOf(found) : null;
    },
    load: async (stamp) => loadOf(db(), stream, stamp),
    fact: async (kind, key) => factOf(access, db(), kind, key),
    unsent: async () => unsentOf(db(), stream),
    commit: async (wanted: Write) => {
      db();
      return write(place, wanted);
    },
    refuse: async (entry) => journalize(db(), [entry]),
  };
}

/** The newest snapshot with that stamp, and the events after it. */
export async function loadOf(db: Db, stream: string, stamp: string) {
  const found = await db.selectFrom("snapshot").selectAll().where("stream", "=", stream).where("stamp", "=", stamp).executeTakeFirst();
  const snapshot: Snapshot | null = found ? { seq: found.seq, stamp: found.stamp, state: found.state } : null;
  const rows = await db
    .selectFrom("event")
    .selectAll()
    .where("stream", "=", stream)
    .where("seq", ">", snapshot?.seq ?? 0)
    .orderBy("seq")
    .execute();
  return { snapshot, events: rows.map(eventOf) };
}

async function unsentOf(db: Db, stream: string) {
  const rows = await db.selectFrom("job").selectAll().where("stream", "=", stream).where("due_at", "is not", null).orderBy("n").execute();
  return rows.map((row) => ({ id: row.id, person: row.person, effect: row.effect as never, queuedAt: instant(row.queued_at) }));
}
