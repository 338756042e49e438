/** The contract of alerts on their way in: on disk first, then counted into groups; only a change of a group becomes a command. */
import type { Instant } from "../core/kernel/time.ts";
import type { IncomingChange } from "./happened.ts";

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
  /** So many more like it that the sender left out, or that came too fast to be kept one by one: counted in. */
  readonly more?: number;
};

/** One request of a sender. `key` makes a repeated request count once. */
export type Arrived = {
  readonly id: string;
  readonly source: string;
  readonly key: string | null;
  readonly payload: string;
  readonly signals: readonly IncomingSignal[];
  /** What changed, where it is no alert: a known key of the source stays what it was. */
  readonly changes?: readonly IncomingChange[];
  readonly problem: string | null;
};

/** The source of the pages to nobody that go the whole way once a minute. */
export const syntheticSource = "synthetic";

/** Whether a source is ours: no silence is about it, and nobody sees its incidents. */
export function isSynthetic(source: string): boolean {
  return source === syntheticSource;
}

/** The id of the incident that a group of this source opens. */
export function incidentIdFor(source: string, group: string, id: string): string {
  return isSynthetic(source) ? `${syntheticSource}/${group}` : id;
}

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
  /** Whether its incident is that of a storm: more of one source's groups than it may open incidents for. */
  readonly storm: boolean;
  /** Groups that joined it; their signals are in `count` and `firing`. */
  readonly joined: number;
};

/** How many incidents a source may open within ten minutes. */
export type StormLimit = (source: string) => Promise<number>;

/** The signals' part of the store. */
export type Signals = {
  /** Stores requests in one commit; when it resolves, they are on disk. A repeated `key` of a source within 48 hours stores nothing and is counted once. */
  accept(arrived: readonly Arrived[]): Promise<void>;
  /**
   * Counts up to `limit` stored signals into their groups' rows; returns how many were routed. Safe on many nodes at once. What a silence is about counts
   * too, and its news waits until no silence is about it. Groups beyond the source's limit join one incident.
   */
  route(limit: number, stormLimit?: StormLimit): Promise<number>;
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
