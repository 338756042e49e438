/** One stream under its row's lock, in one database transaction: one statement to enter, and one to write it all. */
import { type Selectable, sql } from "kysely";
import type { Expected, Snapshot, StreamTransaction, Write } from "../log.ts";
import { type Access, codeOf, instant } from "./connection.ts";
import { type FactPath, factReader } from "./facts.ts";
import { journalize } from "./journal.ts";
import type { Place } from "./place.ts";
import { entryOf, eventOf, headOf } from "./rows.ts";
import type { Db, EventTable, JournalTable, StreamTable } from "./tables.ts";
import { write } from "./write.ts";

type Work<T> = (transaction: StreamTransaction) => Promise<T>;

/** How often a transaction is run again that the database ended to break a deadlock. */
const tries = 3;

/** Deadlock, or a serialization failure. */
const again: readonly (string | null)[] = ["40P01", "40001"];

/** Runs transactions under the stream's lock. Waiting for the lock, and each statement, ends after 10 s with an error. */
export function locker(access: Access): <T>(stream: string, work: Work<T>, expected?: Expected) => Promise<T> {
  return async (stream, work, expected = nothing) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const result = await access.db.transaction().execute((db) => run({ access, db, stream, expected }, work));
        access.hint("log");
        return result;
      } catch (error) {
        if (attempt === tries || !again.includes(codeOf(error))) throw error;
      }
    }
  };
}

const nothing: Expected = { journal: null, stamp: null, known: null };

type Entrance = { readonly access: Access; readonly db: Db; readonly stream: string; readonly expected: Expected };

async function run<T>(entrance: Entrance, work: Work<T>): Promise<T> {
  const { access, db, stream } = entrance;
  const entered = await enter(entrance);
  const row = entered.id === null ? null : (entered as Selectable<StreamTable>);
  const place: Place = { access, db, stream, row, now: instant(entered.at), over: false, committed: false };
  try {
    return await work(transactionOf(place, entrance, entered));
  } finally {
    place.over = true;
  }
}

type Unsent = Awaited<ReturnType<StreamTransaction["unsent"]>>[number];

/** What `enter_stream` answers beside the stream's row, whose columns are null where there is none. */
type Entered = { [K in keyof StreamTable]: Selectable<StreamTable>[K] | null } & Loaded & {
    readonly at: Date;
    readonly journaled: Dated<JournalTable> | null;
    readonly unsent: readonly Unsent[] | null;
    readonly watched: readonly FactPath[] | null;
  };

/** A row that came as json: its instant is a text. */
type Dated<T extends { at: unknown }> = Omit<Selectable<T>, "at"> & { readonly at: string };

type Loaded = { readonly snapshot: Selectable<Omit<Snapshot, never>> | null; readonly events: readonly Dated<EventTable>[] | null };

async function enter({ access, db, stream, expected: { journal, stamp, known } }: Entrance): Promise<Entered> {
  const asked = sql`${journal?.actor ?? null}, ${journal?.key ?? null}, ${stamp}, ${known?.seq ?? null}::integer, ${known?.hash ?? null}`;
  const { rows } = await sql<Entered>`
    select e.at, e.journaled, e.unsent, e.watched, e.snapshot, e.events, (e.head).* from enter_stream(${stream}, ${access.manual}, ${asked}) as e`.execute(db);
  return rows[0]!;
}

function transactionOf(place: Place, { expected }: Entrance, entered: Entered): StreamTransaction {
  const { access, row, stream } = place;
  const db = () => {
    if (place.over) throw new Error(`the transaction of ${stream} is over`);
    return place.db;
  };
  return {
    now: place.now,
    head: row ? headOf(row) : null,
    journaled: async (actor, key) => {
      if (expected.journal?.actor === actor && expected.journal.key === key) return dated(entered.journaled);
      return journaled(db(), actor, key);
    },
    load: async (stamp) => (entered.events && expected.stamp === stamp ? loadedOf(entered) : loadOf(db(), stream, stamp)),
    fact: factReader(access, db, entered.watched ?? []),
    unsent: async () => (entered.unsent ?? []).map((message) => ({ ...message, queuedAt: instant(new Date(message.queuedAt)) })),
    commit: async (wanted: Write) => {
      db();
      return write(place, wanted);
    },
    refuse: async (entry) => journalize(db(), entry),
  };
}

const dated = (row: Dated<JournalTable> | null) => row && entryOf({ ...row, at: new Date(row.at) });

async function journaled(db: Db, actor: string, key: string) {
  const found = await db.selectFrom("journal").selectAll().where("actor", "=", actor).where("key", "=", key).executeTakeFirst();
  return found ? entryOf(found) : null;
}

/** The newest snapshot with that stamp, and the events after it. */
async function loadOf(db: Db, stream: string, stamp: string) {
  const { rows } = await sql<Loaded>`select to_json(s) as snapshot, events_after(${stream}, coalesce(s.seq, 0)) as events
    from (select) as one left join snapshot s on s.stream = ${stream} and s.stamp = ${stamp}`.execute(db);
  return loadedOf(rows[0]!);
}

/** Snapshot and events as json, as the contract has them. */
export function loadedOf({ snapshot, events }: Loaded) {
  return {
    snapshot: snapshot && { seq: snapshot.seq, stamp: snapshot.stamp, state: snapshot.state },
    events: (events ?? []).map((row) => eventOf({ ...row, at: new Date(row.at) })),
  };
}
