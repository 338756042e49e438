/** The store in memory: the same contract as PostgreSQL's, for stories and the deterministic simulation. Nothing in it waits, draws or reads a clock of its own. */
import type { FactKind } from "../core/kernel/facts.ts";
import { earlier, epochMs, type Instant, instantOf } from "../core/kernel/time.ts";
import { plain } from "./chain.ts";
import { changeOf } from "./grouping.ts";
import type { Due, Store, VersionedFact } from "./log.ts";
import { bump, newestChange } from "./memory/facts.ts";
import { memoryJobs, waiting } from "./memory/jobs.ts";
import { locker } from "./memory/locked.ts";
import { putSilence, silenceEnds } from "./memory/placing.ts";
import { memoryReader } from "./memory/reader.ts";
import { memorySignals } from "./memory/signals.ts";
import { hint, type Tables } from "./memory/tables.ts";
import type { Silence } from "./silencing.ts";

/** What the store is given: time, ids, and the facts it does not hold itself (a map by `kind/key`, or a function). */
export type MemoryOptions = {
  readonly now: () => Instant;
  readonly id: () => string;
  readonly facts?: ReadonlyMap<string, VersionedFact> | ((kind: string, key: string) => VersionedFact | null);
};

/** The store, with what only tests and the simulation do: write a fact, look at the tables, tamper with them. */
export type MemoryStore = Store & {
  /** Writes a fact under its next version; streams that watch an older one are due at once. */
  setFact(kind: FactKind, key: string, value: unknown): void;
  /** Writes a silence, or another version of it. */
  setSilence(silence: Silence): void;
  readonly tables: Tables;
};

/** Makes an empty store. Every method does its effect in one synchronous step. */
export function memoryStore(options: MemoryOptions): MemoryStore {
  const tables = empty(options);
  return {
    now: async () => tables.now(),
    locked: locker(tables),
    due: async (limit) => due(tables, limit),
    nextDue: async () => nextDue(tables),
    untilDue: async () => {
      const next = nextDue(tables);
      return next === null ? null : epochMs(next) - epochMs(tables.now());
    },
    quarantine: async (stream, reason) => {
      const row = tables.streams.get(stream);
      if (row) row.head = { ...row.head, quarantined: reason };
    },
    read: memoryReader(tables),
    jobs: memoryJobs(tables),
    signals: memorySignals(tables),
    listen: (tell) => {
      tables.hints.add(tell);
      return () => void tables.hints.delete(tell);
    },
    setFact: (kind, key, value) => {
      bump(tables, kind, key, plain(value));
      hint(tables);
    },
    setSilence: (silence) => {
      putSilence(tables, silence);
      hint(tables);
    },
    tables,
  };
}

function empty({ now, id, facts }: MemoryOptions): Tables {
  const none: VersionedFact = { value: null, version: 0 };
  return {
    now,
    id,
    given: (kind, key) => (typeof facts === "function" ? facts(kind, key) : facts?.get(`${kind}/${key}`)) ?? none,
    streams: new Map(),
    log: [],
    journal: new Map(),
    claims: new Map(),
    reserved: new Map(),
    jobs: new Map(),
    receipts: new Map(),
    slots: [],
    pauses: new Map(),
    facts: new Map(),
    arrivals: [],
    arrivalKeys: new Map(),
    signals: [],
    changes: [],
    groups: [],
    silences: [],
    silenced: new Map(),
    hints: new Set(),
    counters: { number: 0, version: 0 },
    paging: "running",
  };
}

function due(tables: Tables, limit: number): Due[] {
  const now = tables.now();
  const found: Due[] = [];
  for (const [stream, row] of tables.streams) {
    if (row.head.quarantined !== null) continue;
    const version = newestChange(tables, row);
    const { wakeAt } = row.head;
    if (wakeAt !== null && wakeAt <= now) found.push({ stream, wakeAt, version });
    else if (version !== null) found.push({ stream, wakeAt: now, version });
  }
  return found.sort((a, b) => (a.wakeAt < b.wakeAt ? -1 : a.wakeAt > b.wakeAt ? 1 : a.stream < b.stream ? -1 : 1)).slice(0, limit);
}

function nextDue(tables: Tables): Instant | null {
  const now = tables.now();
  const wakes = [...tables.streams.values()]
    .filter(({ head }) => head.quarantined === null)
    .map((row) => (newestChange(tables, row) === null ? row.head.wakeAt : earlier(now, row.head.wakeAt)));
  const changes = tables.groups
    .filter(({ group, closed }) => closed === null && changeOf(group))
    .map(({ carriedAt }) => (carriedAt === null ? now : instantOf(epochMs(carriedAt) + 1000)));
  const messages =
    tables.paging === "held" ? [] : [...tables.jobs.values()].filter(waiting).map((job) => (job.state === "sending" ? job.leaseUntil : job.notBefore));
  const waitingSignal = tables.signals.some(({ routed }) => !routed) ? now : null;
  const silences = tables.groups.map((row) => silenceEnds(tables, row));
  return [waitingSignal, ...wakes, ...changes, ...silences, ...messages].reduce(earlier, null);
}
