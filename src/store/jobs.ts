/** The contract of queued messages: our own leased table, so that people can see it and a killed worker costs one lease. */
import type { Effect } from "../core/kernel/effect.ts";
import type { Instant } from "../core/kernel/time.ts";
import type { Viewer } from "../core/kernel/viewer.ts";

/** The states people see. `queued` and `held` wait; the last five are final, `sent` may still become delivered or failed. */
export type JobState = "queued" | "held" | "sending" | "sent" | "delivered" | "failed" | "unknown" | "cancelled" | "superseded" | "bundled";

/** A message handed to one worker under a lease. */
export type LeasedJob = {
  readonly id: string;
  readonly stream: string | null;
  readonly effect: Effect;
  readonly person: string | null;
  readonly contact: string | null;
  /** Grows with every claim; a record with an older one changes nothing. */
  readonly epoch: number;
  /** Attempts so far, over all methods. */
  readonly attempts: readonly Attempt[];
  readonly dueAt: Instant;
  readonly queuedAt: Instant;
  readonly leaseUntil: Instant;
};

/** One try over one method. */
export type Attempt = {
  readonly n: number;
  readonly channel: string;
  /** The contact method or contact it went to; never the address. */
  readonly method: string;
  readonly at: Instant;
  readonly outcome: "ok" | "failed" | "unknown";
  readonly permanent: boolean;
  readonly reason: string;
  readonly providerId: string | null;
};

/** What became of a claimed message. */
export type Finish =
  | { readonly to: "sent" | "delivered"; readonly attempt: Attempt; readonly body: string }
  | { readonly to: "failed"; readonly attempt: Attempt | null; readonly reason: string }
  /** Another try: the next method at once, or the same one later. */
  | { readonly to: "again"; readonly attempt: Attempt | null; readonly at: Instant; readonly reason: string; readonly state: "queued" | "unknown" }
  | { readonly to: "held"; readonly until: Instant; readonly reason: string }
  | { readonly to: "superseded" | "cancelled"; readonly reason: string };

/** A message as the outbox shows it. */
export type OutboxRow = {
  readonly id: string;
  readonly stream: string | null;
  readonly person: string | null;
  readonly contact: string | null;
  readonly channel: string | null;
  readonly state: JobState;
  readonly template: string;
  readonly urgency: string;
  readonly queuedAt: Instant;
  readonly releaseAt: Instant;
  readonly reason: string | null;
  readonly body: string | null;
  readonly page: string | null;
  readonly acknowledgedAt: Instant | null;
  readonly cites: readonly string[];
  readonly attempts: readonly Attempt[];
  readonly drill: boolean;
};

/** The queue of messages. Every due decision is by the store's own clock. */
export type Jobs = {
  /** Leases up to `limit` due messages (pages before notices, then by due time); also those whose lease ran out. Nothing while paging is held. */
  claim(worker: string, limit: number, leaseMs: number): Promise<readonly LeasedJob[]>;
  /** True while this worker still holds the lease with that epoch; extends it. Asked right before a send. */
  extend(job: LeasedJob, worker: string, leaseMs: number): Promise<boolean>;
  /** Writes the outcome where epoch and worker still hold; false when the lease was lost and nothing was written but the attempt. */
  finish(job: LeasedJob, worker: string, finish: Finish): Promise<boolean>;
  /** Hands back what this worker still holds, due at once for others. */
  release(worker: string): Promise<void>;
  /** A provider's later word, by its message id: idempotent and monotone (delivered never becomes sent). Returns the message it is about. */
  receipt(
    channel: string,
    providerId: string,
    state: "sent" | "delivered" | "failed",
    reason: string,
  ): Promise<{ readonly id: string; readonly stream: string | null; readonly person: string | null } | null>;
  /** Queues a message that belongs to no incident (invitation, code, test). */
  enqueue(job: { readonly id: string; readonly effect: Effect; readonly person: string | null; readonly contact: string | null }): Promise<void>;
  /** Marks every message of a page as acknowledged. */
  outbox(
    viewer: Viewer,
    filter: { readonly stream?: string; readonly person?: string; readonly channel?: string; readonly id?: string; readonly limit: number },
  ): Promise<readonly OutboxRow[]>;
  /** Whether deliveries stand still (after a restore), and switching that. */
  paging(set?: "held" | "running"): Promise<"held" | "running">;
};
