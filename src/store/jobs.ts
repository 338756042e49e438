/** The contract of queued messages: our own leased table, so that people can see it and a killed worker costs one lease. */
import type { Effect } from "../core/kernel/effect.ts";
import type { Instant } from "../core/kernel/time.ts";
import type { Viewer } from "../core/kernel/viewer.ts";
import type { Limits } from "./limits.ts";

/**
 * The states people see. `queued`, `held` and `unknown` wait; `sent` may still become delivered, or wait again for the next method when the provider says
 * that it failed. The others are final; only what is bundled may leave its digest again before that is sent.
 */
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
  /** A later message of the same page is due or was tried, and this one never was: after an outage only that one leaves (E13). */
  readonly overtaken: boolean;
};

/** What a provider said of a try later: monotone, `delivered` stays. */
export type Heard = { readonly state: "sent" | "delivered" | "failed"; readonly reason: string; readonly permanent: boolean; readonly at: Instant };

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
  /** Milliseconds from when it was due to this try. */
  readonly lateMs?: number;
  /** Absent while the provider has said nothing more. */
  readonly heard?: Heard;
};

/** A message about to leave: by which channel and method, and what limits count it; null: none does. `free`: counted, yet let out in any case. */
export type Leaving = {
  readonly channel: string;
  readonly counted: { readonly person: string; readonly method: string; readonly page: boolean; readonly limits: Limits; readonly free: boolean } | null;
};

/**
 * Whether it may leave now. `gone`: the lease was lost, or nobody wants it any more. `wait`: its provider asked for a pause, or a limit is reached; the
 * lease goes on, so that another method can be tried. `today`: calls and text messages to the person within a day, this one included.
 */
export type Leave =
  | { readonly to: "go"; readonly today: number }
  | { readonly to: "gone" }
  | { readonly to: "wait"; readonly because: "pause" | "limit"; readonly until: Instant; readonly reason: string };

/** A provider's later word. `key` is the message's id where the provider carried it: it finds an attempt whose provider id nobody knows. */
export type Word = {
  readonly providerId: string;
  readonly key: string | null;
  readonly state: "sent" | "delivered" | "failed";
  readonly permanent: boolean;
  readonly reason: string;
};

/** What became of a claimed message. */
export type Finish =
  | { readonly to: "sent" | "delivered"; readonly attempt: Attempt; readonly body: string }
  | { readonly to: "failed"; readonly attempt: Attempt | null; readonly reason: string }
  /** Another try: the next method at once, or the same one later. `pause`: until when the provider of the attempt wants to be left alone, by all nodes. */
  | {
      readonly to: "again";
      readonly attempt: Attempt | null;
      readonly at: Instant;
      readonly reason: string;
      readonly state: "queued" | "unknown";
      readonly pause?: Instant;
    }
  | { readonly to: "held"; readonly until: Instant; readonly reason: string }
  /** Said by one digest together with others: the waiting digest of the person, else `digest`, which leaves at `at`. Never dropped (E12). */
  | { readonly to: "bundled"; readonly digest: { readonly id: string; readonly effect: Effect }; readonly at: Instant; readonly reason: string }
  | { readonly to: "superseded" | "cancelled"; readonly reason: string };

/** Why a message does not leave: nobody wants it any more, or not before an instant. */
export type Held = { readonly to: "superseded"; readonly reason: string } | { readonly to: "held"; readonly until: Instant; readonly reason: string };

/** A message inside a digest that has not been sent. */
export type Bundled = Pick<LeasedJob, "id" | "stream" | "effect" | "person" | "queuedAt">;

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
  /** The digest that says it, or null. */
  readonly bundle: string | null;
  /** The messages that this one says together; none for all but digests. */
  readonly bundles: readonly string[];
};

/** The queue of messages. Every due decision is by the store's own clock. */
export type Jobs = {
  /** Leases up to `limit` due messages (pages before notices, then by due time); also those whose lease ran out. Nothing while paging is held. */
  claim(worker: string, limit: number, leaseMs: number): Promise<readonly LeasedJob[]>;
  /**
   * Asked right before a send, in one transaction: extends the lease where this worker holds it with that epoch and somebody still wants the message, looks
   * whether the provider asked for a pause, and counts the message against the limits. Two nodes cannot both get the last place.
   */
  depart(job: LeasedJob, worker: string, leaseMs: number, leaving: Leaving | null): Promise<Leave>;
  /** Writes the outcome where epoch and worker still hold; false when the lease was lost and nothing was written but the attempt. */
  finish(job: LeasedJob, worker: string, finish: Finish): Promise<boolean>;
  /** Hands back what this worker still holds, due at once for others. */
  release(worker: string): Promise<void>;
  /**
   * Idempotent and monotone. Delivered ends the message, whatever it waited for; failed makes the next method due at once. Returns what it is about; `dead`:
   * the method will never work again, said for the first time.
   */
  receipt(
    channel: string,
    word: Word,
  ): Promise<{ readonly id: string; readonly stream: string | null; readonly person: string | null; readonly method: string; readonly dead: boolean } | null>;
  /** The messages a digest is to say, the oldest first. */
  bundled(digest: string): Promise<readonly Bundled[]>;
  /** Takes a message out of a digest that has not been sent: nobody wants it any more, or it must wait by itself. */
  unbundle(id: string, digest: string, to: Held): Promise<void>;
  /** Queues a message that belongs to no incident (invitation, code, test). */
  enqueue(job: { readonly id: string; readonly effect: Effect; readonly person: string | null; readonly contact: string | null }): Promise<void>;
  /** The newest first. */
  outbox(
    viewer: Viewer,
    filter: { readonly stream?: string; readonly person?: string; readonly channel?: string; readonly id?: string; readonly limit: number },
  ): Promise<readonly OutboxRow[]>;
  /** Whether deliveries stand still (after a restore), and switching that. */
  paging(set?: "held" | "running"): Promise<"held" | "running">;
};
