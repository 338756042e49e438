/** What should follow in the world. An effect is a value; the door writes it as a job row beside its events. */
import type { Instant } from "./time.ts";

/** How much it may disturb: a page may wake, a notice may not. */
export type Urgency = "page" | "notice";

/** Whom a message is for. Groups and roles are resolved to people before the job row is written. */
export type Recipient =
  | { readonly person: string }
  /** An address that belongs to nobody here: a customer or stakeholder by its directory id. */
  | { readonly contact: string };

/** A message to be sent. `key` makes it one: the same key is never queued twice. */
export type Effect = {
  readonly key: string;
  readonly to: Recipient;
  readonly template: string;
  readonly urgency: Urgency;
  /** Channels to use, in this order; absent: the person's own order. */
  readonly via?: readonly string[];
  /** What the template needs beyond the incident itself: plain values, never addresses. */
  readonly params: { readonly [name: string]: string | number | boolean | null | readonly string[] };
  /** The page whose answer makes this message pointless. */
  readonly page?: string;
  /** The duty that wants it; when the duty is gone the unsent message is superseded. */
  readonly duty?: string;
  /** Not before this instant (the contact window may hold it longer). */
  readonly notBefore?: Instant;
  /** Goes out whatever the contact window says: the answer to a person's own act, a document they asked for. */
  readonly always?: boolean;
  /** Written for readers outside and decided on by somebody: leaves in its own words, of a secret too. */
  readonly outward?: true;
  readonly cites: readonly string[];
};
