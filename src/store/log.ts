/** The contract of the store: what PostgreSQL and the in-memory log both do, proven by one suite. */

import type { DutyChange } from "../core/kernel/duty.ts";
import type { Effect } from "../core/kernel/effect.ts";
import type { AnyState } from "../core/kernel/engine.ts";
import type { Actor, Audience, Recorded } from "../core/kernel/event.ts";
import type { FactKind } from "../core/kernel/facts.ts";
import type { EngagementRow, Summary } from "../core/kernel/summary.ts";
import type { Instant } from "../core/kernel/time.ts";
import type { Viewer, Visibility } from "../core/kernel/viewer.ts";
import type { Happened, HappenedFilter } from "./happened.ts";
import type { Jobs } from "./jobs.ts";
import type { Signals } from "./signals.ts";

/** The row of a stream, held by the door's lock. */
export type Head = {
  readonly seq: number;
  /** Hash of the last event; the empty string before the first. */
  readonly hash: string;
  readonly number: number | null;
  readonly visibility: Visibility;
  readonly wakeAt: Instant | null;
  /** Why this stream's automation stands still, or null. */
  readonly quarantined: string | null;
};

/** A fact with its version; a written fact has a higher one. */
export type VersionedFact = { readonly value: unknown; readonly version: number };

/** A folded state as it was cached, with the stamp of the fold that made it. */
export type Snapshot = { readonly seq: number; readonly stamp: string; readonly state: AnyState };

/** One wish in the journal: the idempotency store, the record of refusals and the corpus of what-if. */
export type JournalEntry = {
  readonly id: string;
  readonly stream: string;
  readonly actor: Actor;
  /** The client's idempotency key; unique per actor. */
  readonly key: string;
  readonly requestHash: string;
  readonly name: string;
  readonly input: unknown;
  readonly facts: unknown;
  /** What the door answered; for follow-ups that were dropped, their refusal. */
  readonly answer: unknown;
  readonly firstSeq: number | null;
  readonly lastSeq: number | null;
  readonly at: Instant;
};

/** A message to queue. Its id is `<stream>/<effect key>`-unique: queuing the same key twice is no error and changes nothing. */
export type NewJob = {
  readonly id: string;
  readonly effect: Effect;
  readonly person: string | null;
  readonly contact: string | null;
  readonly notBefore: Instant;
  /** Why it waits, where it does. */
  readonly heldBecause: string | null;
};

/** A new event with who may read it, as its slice says. */
export type Appended = Recorded & { readonly seenBy: Audience };

/** Everything one command writes; all of it or nothing. No events is fine: a tick that only renews its watches. */
export type Write = {
  readonly events: readonly Appended[];
  readonly journal: readonly JournalEntry[];
  readonly summary: Summary;
  readonly wakeAt: Instant | null;
  readonly snapshot: Snapshot | null;
  readonly claims: { readonly take: readonly string[]; readonly free: readonly string[] };
  /** Facts the decision and its duties read, with the versions read. Replaces the stream's watches. */
  readonly watches: readonly { readonly kind: FactKind; readonly key: string; readonly version: number }[];
  readonly queue: readonly NewJob[];
  readonly replan: readonly { readonly id: string; readonly notBefore: Instant; readonly heldBecause: string | null }[];
  readonly supersede: readonly { readonly id: string; readonly reason: string }[];
  readonly duties: readonly DutyChange[];
  /** Rows of the people whose part changed; a drill or confidential incident keeps none, whatever is written. */
  readonly engagement: readonly EngagementRow[];
  /** Pages this command answered: their messages are shown as acknowledged. */
  readonly acknowledged?: readonly string[];
};

/** A claim that another stream holds. */
export type Taken = { readonly taken: string; readonly holder: string };

/** One stream under the door's lock, inside one transaction. */
export type StreamTransaction = {
  /** The store's time, never before the last event's. */
  readonly now: Instant;
  /** Null for a stream that does not exist yet. */
  readonly head: Head | null;
  /** The journal's entry of that actor and key, in whatever stream. */
  journaled(actor: Actor, key: string): Promise<JournalEntry | null>;
  /** The newest snapshot with that stamp, and the events after it. */
  load(stamp: string): Promise<{ readonly snapshot: Snapshot | null; readonly events: readonly Recorded[] }>;
  fact(kind: FactKind, key: string): Promise<VersionedFact>;
  /** Messages of this stream that have not been handed to a provider. */
  unsent(): Promise<readonly { readonly id: string; readonly person: string | null; readonly effect: Effect; readonly queuedAt: Instant }[]>;
  /** Writes everything, at most once per transaction, when `work` has returned; a taken claim writes nothing and says who holds it. */
  commit(write: Write): Promise<Taken | { readonly number: number | null; readonly hash: string }>;
  /** Journals a refusal: no event, no change of state. */
  refuse(entry: JournalEntry): Promise<void>;
};

/** What a piece of work will ask of its stream first, so that a store can answer it together with the lock; what is not said here is answered when it is asked. */
export type Expected = {
  readonly journal: { readonly actor: Actor; readonly key: string } | null;
  readonly stamp: string | null;
  /** The newest event that is folded already: nothing need be loaded where it still is. */
  readonly known: { readonly seq: number; readonly hash: string } | null;
};

/** A stream whose time has come. `version` is that of the newest changed fact it watches, null when only time has come: both are part of the tick's identity. */
export type Due = { readonly stream: string; readonly wakeAt: Instant; readonly version: number | null };

/** Thrown when an actor's key is already in the journal, for another stream at the same moment: asked again, `journaled` finds it. */
export class AlreadyJournaled extends Error {}

/** Whether a stream is an incident (it has a number and is listed); others are named after what they are about (`person/…`, `schedule/…`). */
export function isIncident(stream: string): boolean {
  return !stream.includes("/");
}

/** An event as a reader gets it: only those that are for the viewer, with the hash that chains it. */
export type ReadEvent = Recorded & { readonly hash: string };

/** How duties are listed: of one incident, of one rule, in these states. */
export type DutyFilter = { readonly stream?: string; readonly rule?: string; readonly states?: readonly string[]; readonly limit: number };

/** How incidents are listed. */
export type IncidentFilter = {
  readonly phases?: readonly string[];
  readonly text?: string;
  readonly drill?: boolean;
  readonly confidential?: boolean;
  readonly process?: string;
  readonly severity?: number;
  /** Those whose number is below this one. */
  readonly before?: number;
  readonly limit: number;
};

/** An incident in a list. */
export type IncidentRow = Summary & { readonly id: string; readonly number: number | null };

/** A duty row as views read it. */
export type DutyRow = {
  readonly stream: string;
  readonly number: number | null;
  readonly key: string;
  readonly rule: string;
  readonly what: string;
  readonly who: unknown;
  readonly due: Instant | null;
  readonly state: string;
  readonly by: unknown;
  readonly cites: readonly string[];
  readonly openedAt: Instant;
  readonly endedAt: Instant | null;
};

/** Reads, each for a viewer; what they may not see is not there. */
export type Reader = {
  /** An incident's id by id or number; null where it does not exist for the viewer. */
  find(viewer: Viewer, idOrNumber: string): Promise<IncidentRow | null>;
  incidents(viewer: Viewer, filter: IncidentFilter): Promise<readonly IncidentRow[]>;
  /** Events after a sequence number, filtered by their audience. */
  events(viewer: Viewer, stream: string, afterSeq: number, limit: number): Promise<readonly ReadEvent[]>;
  /**
   * The newest snapshot with that stamp and every event after it, unfiltered: for folding; null where the viewer sees no such stream. Where `known`
   * is the newest event, they may be left out.
   */
  state(
    viewer: Viewer,
    stream: string,
    stamp: string,
    known?: Expected["known"],
  ): Promise<{ readonly snapshot: Snapshot | null; readonly events: readonly Recorded[]; readonly head: Head; readonly now: Instant } | null>;
  fact(kind: FactKind, key: string): Promise<VersionedFact>;
  duties(viewer: Viewer, filter: DutyFilter): Promise<readonly DutyRow[]>;
  journal(viewer: Viewer, stream: string): Promise<readonly JournalEntry[]>;
  /** Events of every stream after a position in the feed, for live views; positions only grow and none is skipped. */
  feed(
    viewer: Viewer,
    afterPosition: number,
    limit: number,
  ): Promise<{ readonly events: readonly (ReadEvent & { readonly position: number })[]; readonly position: number }>;
  /** What came in within a time and may be a cause, the likeliest first: changes, and the alerts of other incidents that the viewer may see. */
  happened(viewer: Viewer, filter: HappenedFilter): Promise<readonly Happened[]>;
  /** Recomputes the hash chain of a stream. */
  verify(viewer: Viewer, stream: string): Promise<{ readonly ok: boolean; readonly events: number; readonly brokenAt: number | null } | null>;
};

/** What a hint is about: a stream was written, a message may be due, alerts came in, payloads of old events were replaced. */
export type News = "log" | "jobs" | "signals" | "erased";

/** The store. */
export type Store = {
  /** The time that decides what is due: the database's, or the rehearsal's. */
  now(): Promise<Instant>;
  /**
   * Locks a stream's row (or its creation) and runs `work` in one transaction; throwing writes nothing, also after `commit`.
   * `work` may run again, when the database broke a deadlock by ending its transaction.
   */
  locked<T>(stream: string, work: (transaction: StreamTransaction) => Promise<T>, expected?: Expected): Promise<T>;
  /** Streams whose wake has come, or whose watched facts have changed, the earliest first. */
  due(limit: number): Promise<readonly Due[]>;
  /** The next instant anything is due, for sleeping until then; null when nothing is. */
  nextDue(): Promise<Instant | null>;
  /** The same as milliseconds from now by the store's own clock; not above 0 where something is due. */
  untilDue(): Promise<number | null>;
  /** Stops a stream's automation with a reason; commands by people still work. */
  quarantine(stream: string, reason: string): Promise<void>;
  readonly read: Reader;
  readonly jobs: Jobs;
  readonly signals: Signals;
  /** Calls back, as a hint, when something may be due or new, and what where it is known; may be lost, may be superfluous. */
  listen(hint: (news?: News) => void): () => void;
};
