/** The contract of alerts on their way in: on disk first, then counted into groups; only a change of a group becomes a command. */
import type { Instant } from "../core/kernel/time.ts";

/** A signal as a source read it, ready to be stored. */
export type IncomingSignal = {
  readonly group: string;
  readonly fingerprint: string;
  readonly status: "firing" | "acknowledged" | "resolved";
  readonly title: string;
  readonly text: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly links: readonly { readonly href: string; readonly text: string }[];
  readonly startsAt: Instant | null;
  readonly severity: number | null;
};

/** One request of a sender. `key` makes a repeated request count once. */
export type Arrived = {
  readonly id: string;
  readonly source: string;
  readonly key: string | null;
  readonly payload: string;
  readonly signals: readonly IncomingSignal[];
  readonly problem: string | null;
};

/** What is new about a group: it opened, got worse, cleared, or its count passed the next power of ten. */
export type GroupChange = {
  readonly source: string;
  readonly group: string;
  /** The incident's id: reserved when the group opened, so that a repeated command finds the same one. */
  readonly incident: string;
  /** Grows with every change; part of the command's idempotency key. */
  readonly change: number;
  readonly what: "opened" | "worse" | "cleared" | "counted";
  readonly count: number;
  readonly firing: number;
  readonly severity: number | null;
  readonly title: string;
  readonly text: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly links: readonly { readonly href: string; readonly text: string }[];
  readonly firstAt: Instant;
};

/** The signals' part of the store. */
export type Signals = {
  /** Stores requests in one commit; when it resolves, they are on disk. A repeated `key` of a source within 48 hours stores nothing and is counted once. */
  accept(arrived: readonly Arrived[]): Promise<void>;
  /** Counts up to `limit` stored signals into their groups' rows; returns how many were routed. Safe on many nodes at once. */
  route(limit: number): Promise<number>;
  /** Groups with a change that no command has carried yet, at most one per incident and second. */
  changes(limit: number): Promise<readonly GroupChange[]>;
  /** The command for that change was decided; a change that came meanwhile stays pending. `incident: null` closes the group with a reason. */
  carried(change: GroupChange, result: { readonly incident: string | null; readonly reason: string }): Promise<void>;
  /** The last 20 requests of a source and what became of them. */
  recent(source: string): Promise<
    readonly {
      readonly id: string;
      readonly at: Instant;
      readonly payload: string;
      readonly problem: string | null;
      readonly became: readonly { readonly incident: string | null; readonly reason: string }[];
    }[]
  >;
  /** Groups of an incident with their counts. */
  groups(incident: string): Promise<
    readonly {
      readonly source: string;
      readonly group: string;
      readonly count: number;
      readonly firing: number;
      readonly fingerprints: readonly string[];
      readonly firstAt: Instant;
      readonly lastAt: Instant;
      readonly title: string;
      readonly links: readonly { readonly href: string; readonly text: string }[];
    }[]
  >;
};
