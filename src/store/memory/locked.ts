/** One stream under a lock, in memory: what a transaction writes is applied in one synchronous step when its work has returned. */
import { chained } from "../chain.ts";
import { AlreadyJournaled, isIncident, type JournalEntry, type StreamTransaction, type Taken, type Write } from "../log.ts";
import { apply, type Pending } from "./apply.ts";
import { factOf } from "./facts.ts";
import { waiting } from "./jobs.ts";
import { hint, journalKey, nowOf, type Tables } from "./tables.ts";

/** Runs transactions; those of one stream one after another, in the order they asked. */
export function locker(tables: Tables): <T>(stream: string, work: (transaction: StreamTransaction) => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return async (stream, work) => {
    const before = tails.get(stream) ?? Promise.resolve();
    const mine = before.then(() => run(tables, stream, work));
    const tail = mine.then(
      () => undefined,
      () => undefined,
    );
    tails.set(stream, tail);
    try {
      return await mine;
    } finally {
      if (tails.get(stream) === tail) tails.delete(stream);
    }
  };
}

async function run<T>(tables: Tables, stream: string, work: (transaction: StreamTransaction) => Promise<T>): Promise<T> {
  const pending: Pending = { stream, now: nowOf(tables, tables.streams.get(stream)), write: null, refusals: [], reserved: [], over: false };
  try {
    const result = await work(transactionOf(tables, pending));
    apply(tables, pending);
    return result;
  } finally {
    pending.over = true;
    for (const key of pending.reserved) tables.reserved.delete(key);
    if (pending.write || pending.refusals.length > 0) hint(tables);
  }
}

function transactionOf(tables: Tables, pending: Pending): StreamTransaction {
  const row = tables.streams.get(pending.stream);
  return {
    now: pending.now,
    head: row?.head ?? null,
    journaled: async (actor, key) => tables.journal.get(journalKey(actor, key)) ?? null,
    load: async (stamp) => {
      const snapshot = row?.snapshots.get(stamp) ?? null;
      return { snapshot, events: (row?.events ?? []).slice(snapshot?.seq ?? 0).map(recorded) };
    },
    fact: async (kind, key) => factOf(tables, kind, key),
    unsent: async () =>
      [...tables.jobs.values()]
        .filter((job) => job.stream === pending.stream && waiting(job))
        .map(({ id, person, effect, queuedAt }) => ({ id, person, effect, queuedAt })),
    commit: async (write) => prepare(tables, pending, write),
    refuse: async (entry) => {
      open(pending);
      reserveJournal(tables, pending, [entry]);
      pending.refusals.push(entry);
    },
  };
}

/** An event as the log gives it back, without what only the store needs. */
export function recorded<E extends { readonly seenBy: unknown; readonly hash: unknown; readonly payloadHash: unknown }>({
  seenBy: _s,
  hash: _h,
  payloadHash: _p,
  ...event
}: E) {
  return event;
}

function prepare(tables: Tables, pending: Pending, write: Write): Taken | { readonly number: number | null; readonly hash: string } {
  open(pending);
  if (pending.write) throw new Error(`${pending.stream} was committed already in this transaction`);
  const head = tables.streams.get(pending.stream)?.head;
  const events = chained(pending.stream, head ?? { seq: 0, hash: "" }, write.events);
  for (const key of [...write.claims.take].sort()) {
    const freed = write.claims.free.includes(key) && tables.claims.get(key) === pending.stream;
    const holder = tables.reserved.get(`claim ${key}`) ?? (freed ? undefined : tables.claims.get(key));
    if (holder !== undefined && holder !== pending.stream) return { taken: key, holder };
  }
  reserveJournal(tables, pending, write.journal);
  for (const key of write.claims.take) reserve(tables, pending, `claim ${key}`);
  const numbered = isIncident(pending.stream) && !write.summary.confidential;
  const number = head?.number ?? (numbered ? ++tables.counters.number : null);
  const hash = events.at(-1)?.hash ?? head?.hash ?? "";
  pending.write = { ...write, chained: events, number, hash };
  return { number, hash };
}

function reserveJournal(tables: Tables, pending: Pending, entries: readonly JournalEntry[]): void {
  const keys = entries.map(({ actor, key }) => journalKey(actor, key));
  const taken = keys.find((key, index) => tables.journal.has(key) || tables.reserved.has(`journal ${key}`) || keys.indexOf(key) !== index);
  if (taken !== undefined) throw new AlreadyJournaled(`the journal already has ${taken.replace("\n", " ")}`);
  for (const key of keys) reserve(tables, pending, `journal ${key}`);
}

function reserve(tables: Tables, pending: Pending, key: string): void {
  tables.reserved.set(key, pending.stream);
  pending.reserved.push(key);
}

function open(pending: Pending): void {
  if (pending.over) throw new Error(`the transaction of ${pending.stream} is over`);
}
