/** What a stream says of itself without being folded: the row that lists and other streams read. Computed by its engine, kept by the store. */
import type { Instant } from "./time.ts";
import type { Visibility } from "./viewer.ts";

/** A stream's row. */
export type Summary = Visibility & {
  readonly title: string;
  readonly phase: string;
  readonly process: string;
  readonly processVersion: number | null;
  readonly severity: number | null;
  readonly area: string | null;
  readonly drill: boolean;
  readonly reportedAt: Instant;
  readonly declaredAt: Instant | null;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
  /** The next instant somebody owes something, for the board. */
  readonly nextDueAt: Instant | null;
  /** Public entry, where something was published: title and texts already written for the public. */
  /** A text with `part` is the newest of that part of the entry, for good; the others are messages in their order. */
  readonly published: readonly { readonly at: Instant; readonly text: string; readonly part?: "whatHappened" | "howHandled" }[];
  readonly ticket: { readonly kind: string; readonly sprint: string; readonly title: string; readonly priority?: number } | null;
};

/** A person's part in an incident, written with its events; other incidents read the sum. */
export type EngagementRow = {
  readonly person: string;
  readonly roles: readonly string[];
  readonly lastActAt: Instant | null;
  readonly restUntil: Instant | null;
};
