/** What the contract tests of the store are made of: one bench per store, and short ways to write. */
import { expect, onTestFinished } from "vitest";
import type { Effect } from "../../src/core/kernel/effect.ts";
import type { Actor, Audience } from "../../src/core/kernel/event.ts";
import type { FactKind } from "../../src/core/kernel/facts.ts";
import type { Summary } from "../../src/core/kernel/summary.ts";
import { epochMs, type Instant, instantOf } from "../../src/core/kernel/time.ts";
import type { Viewer } from "../../src/core/kernel/viewer.ts";
import type { LeasedJob, Word } from "../../src/store/jobs.ts";
import type { Appended, JournalEntry, NewJob, Store, StreamTransaction, Write } from "../../src/store/log.ts";
import type { Arrived, IncomingSignal } from "../../src/store/signals.ts";

/** A store to be tested, with the handles a test needs besides it. */
export type Bench = {
  readonly store: Store;
  readonly setNow: (now: Instant) => Promise<void>;
  readonly setFact: (kind: FactKind, key: string, value: unknown) => Promise<void>;
  /** Changes stored data behind the store's back. */
  readonly tamper: (stream: string, seq: number, data: unknown) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Makes a bench; it is closed when the test ends. */
export type Open = () => Promise<Bench>;

/** A bench for one test. */
export async function benchFor(open: Open): Promise<Bench> {
  const bench = await open();
  onTestFinished(bench.close);
  return bench;
}

export const start: Instant = "2026-03-02T10:00:00.000Z";

/** The instant so many milliseconds after the start. */
export function plus(ms: number): Instant {
  return instantOf(epochMs(start) + ms);
}

export const all: Viewer = { person: null, all: true };
export const nobody: Viewer = { person: null, all: false };
export const as = (person: string): Viewer => ({ person, all: false });

/** An open incident without anybody in it. */
export const summary: Summary = {
  confidential: false,
  participants: [],
  commander: null,
  publicRelations: null,
  title: "Checkout is slow",
  phase: "reported",
  process: "sitrep",
  processVersion: null,
  severity: null,
  area: null,
  drill: false,
  reportedAt: start,
  declaredAt: null,
  resolvedAt: null,
  closedAt: null,
  nextDueAt: null,
  published: [],
  ticket: null,
};

/** What a test writes: like a Write, but everything may be left out; events are given by their data. */
export type Wanted = Partial<Omit<Write, "events" | "summary">> & {
  readonly events?: readonly { readonly type?: string; readonly data?: unknown; readonly seenBy?: Audience; readonly actor?: Actor }[];
  readonly summary?: Partial<Summary>;
};

/** The complete write for a transaction. */
export function writeFor(transaction: StreamTransaction, stream: string, wanted: Wanted): Write {
  const first = (transaction.head?.seq ?? 0) + 1;
  const events = (wanted.events ?? [{}]).map(
    ({ type = "noted", data = {}, seenBy = "all", actor = "system" }, index): Appended => ({
      stream,
      seq: first + index,
      type,
      v: 1,
      at: transaction.now,
      actor,
      data,
      seenBy,
    }),
  );
  const empty = {
    journal: [],
    wakeAt: null,
    snapshot: null,
    claims: { take: [], free: [] },
    watches: [],
    queue: [],
    replan: [],
    supersede: [],
    duties: [],
    engagement: [],
  };
  return { ...empty, ...wanted, events, summary: { ...summary, ...wanted.summary } };
}

/** Writes to a stream in a transaction of its own; the answer is what `commit` said. */
export function put(store: Store, stream: string, wanted: Wanted = {}) {
  return store.locked(stream, async (transaction) => transaction.commit(writeFor(transaction, stream, wanted)));
}

/** A journal entry. */
export function entry(stream: string, key: string, more: Partial<JournalEntry> = {}): JournalEntry {
  const plain = {
    id: `id-${key}`,
    requestHash: "hash",
    name: "note",
    input: { text: "x" },
    facts: {},
    answer: { ok: true },
    firstSeq: null,
    lastSeq: null,
    at: start,
  };
  return { ...plain, stream, key, actor: "person:ana", ...more };
}

/** A message to a person. */
export function message(key: string, more: { readonly effect?: Partial<Effect>; readonly job?: Partial<NewJob> } = {}): NewJob {
  const effect: Effect = { key, to: { person: "ana" }, template: "page", urgency: "notice", params: {}, cites: [], ...more.effect };
  return { id: `job-${key}`, effect, person: "ana", contact: null, notBefore: start, heldBecause: null, ...more.job };
}

/** One message of the outbox. */
export async function shown(store: Store, id: string) {
  const [row] = await store.jobs.outbox(all, { id, limit: 1 });
  expect(row).toBeDefined();
  return row!;
}

/** A try that went well. */
export function attempt(n: number, providerId: string | null = `provider-${n}`) {
  return { n, channel: "sms", method: "m1", at: start, outcome: "ok" as const, permanent: false, reason: "", providerId };
}

/** Claims the one due message. */
export async function claimOne(store: Store, worker: string, leaseMs = 10_000): Promise<LeasedJob> {
  const jobs = await store.jobs.claim(worker, 10, leaseMs);
  expect(jobs).toHaveLength(1);
  return jobs[0]!;
}

/** Whether its worker may still send it, and extends the lease. */
export async function mayLeave(store: Store, job: LeasedJob, worker: string, leaseMs: number): Promise<boolean> {
  return (await store.jobs.depart(job, worker, leaseMs, null)).to === "go";
}

/** A provider's word. */
export function word(providerId: string, state: Word["state"], reason = "", more: Partial<Word> = {}): Word {
  return { providerId, key: null, state, permanent: false, reason, ...more };
}

/** A firing signal. */
export function signal(more: Partial<IncomingSignal> = {}): IncomingSignal {
  const plain = {
    group: "disk",
    fingerprint: "f1",
    status: "firing" as const,
    title: "Disk full",
    text: "90 %",
    labels: { host: "db1" },
    links: [],
    startsAt: null,
  };
  return { ...plain, severity: 2, ...more };
}

/** A request of a sender. */
export function arrived(id: string, signals: readonly IncomingSignal[], more: Partial<Arrived> = {}): Arrived {
  return { id, source: "prom", key: null, payload: `{"id":"${id}"}`, signals, problem: null, ...more };
}
