/** What the in-memory store holds: plain maps in insertion order, so that a run can be repeated exactly and invariants can look inside. */
import type { Effect } from "../../core/kernel/effect.ts";
import type { EngagementRow, Summary } from "../../core/kernel/summary.ts";
import type { Instant } from "../../core/kernel/time.ts";
import { later } from "../../core/kernel/time.ts";
import { type Chained, plain } from "../chain.ts";
import type { Group } from "../grouping.ts";
import type { IncomingChange } from "../happened.ts";
import type { Attempt, Heard, JobState } from "../jobs.ts";
import type { Slot } from "../limits.ts";
import type { DutyRow, Head, JournalEntry, Snapshot, VersionedFact, Write } from "../log.ts";
import type { Arrived, IncomingSignal } from "../signals.ts";
import type { Silence } from "../silencing.ts";

/** A stream with everything that hangs on it. */
export type StreamRow = {
  head: Head;
  summary: Summary;
  lastAt: Instant;
  readonly events: Chained[];
  readonly snapshots: Map<string, Snapshot>;
  watches: Write["watches"];
  readonly engagement: Map<string, EngagementRow>;
  readonly duties: Map<string, Omit<DutyRow, "stream" | "number">>;
};

/** A message with its lease. */
export type JobRow = {
  readonly id: string;
  readonly stream: string | null;
  readonly effect: Effect;
  readonly person: string | null;
  readonly contact: string | null;
  readonly queuedAt: Instant;
  notBefore: Instant;
  state: JobState;
  reason: string | null;
  body: string | null;
  acknowledgedAt: Instant | null;
  worker: string | null;
  leaseUntil: Instant | null;
  epoch: number;
  /** The digest that says it. */
  bundle: string | null;
  readonly attempts: (Attempt & { readonly epoch: number })[];
};

/** A stored signal; `generation` names its group once it counts in one. */
export type SignalRow = {
  readonly arrival: string;
  readonly source: string;
  readonly signal: IncomingSignal;
  routed: boolean;
  generation: number | null;
  reason: string | null;
};

/** A group's row with what only its own store needs. `rejected`: it was closed without ever belonging to an incident. */
export type GroupRow = { group: Group; readonly fingerprints: Set<string>; closed: string | null; rejected: boolean; carriedAt: Instant | null };

/** The whole store. */
export type Tables = {
  readonly now: () => Instant;
  readonly id: () => string;
  readonly given: (kind: string, key: string) => VersionedFact;
  readonly streams: Map<string, StreamRow>;
  /** Every event in the order of its commit; the position in the feed is the index plus one. */
  readonly log: Chained[];
  readonly journal: Map<string, JournalEntry>;
  readonly claims: Map<string, string>;
  /** Claims and journal keys of transactions that have committed but not returned yet. */
  readonly reserved: Map<string, string>;
  readonly jobs: Map<string, JobRow>;
  readonly receipts: Map<string, Omit<Heard, "at">>;
  /** What left to people, as limits count it. */
  readonly slots: (Slot & { readonly job: string; readonly person: string })[];
  /** Until when a provider wants to be left alone, by channel. */
  readonly pauses: Map<string, Instant>;
  readonly facts: Map<string, VersionedFact>;
  readonly arrivals: (Arrived & { readonly at: Instant })[];
  readonly arrivalKeys: Map<string, Instant>;
  readonly signals: SignalRow[];
  readonly changes: (IncomingChange & { readonly source: string })[];
  readonly groups: GroupRow[];
  readonly silences: Silence[];
  /** How many signals each silence was about. */
  readonly silenced: Map<string, number>;
  readonly hints: Set<() => void>;
  counters: { number: number; version: number };
  paging: "held" | "running";
};

/** The key of a journal entry; no actor has a line break in it. */
export function journalKey(actor: string, key: string): string {
  return `${actor}\n${key}`;
}

/** The time of a stream: never before its last event. */
export function nowOf(tables: Tables, row: StreamRow | undefined): Instant {
  return row ? later(tables.now(), row.lastAt) : tables.now();
}

/** Tells everybody who listens. */
export function hint(tables: Tables): void {
  for (const tell of [...tables.hints]) tell();
}

/** A row for a new message. */
export function newJob(job: Pick<JobRow, "id" | "stream" | "effect" | "person" | "contact" | "queuedAt" | "notBefore" | "state" | "reason">): JobRow {
  const { id, stream, person, contact, queuedAt, notBefore, state, reason } = job;
  const fresh = { body: null, acknowledgedAt: null, worker: null, leaseUntil: null, epoch: 0, bundle: null, attempts: [] };
  return { id, stream, effect: plain(job.effect), person, contact, queuedAt, notBefore, state, reason, ...fresh };
}
