/** The contract of messages out: a channel translates, it never decides. */
import type { z } from "zod";
import type { Message } from "./message.ts";
import type { Wire } from "./wire.ts";

/** What came of one attempt. */
export type Outcome =
  /** The provider took it; `delivered` when it also said that it arrived. */
  | { readonly outcome: "ok"; readonly providerId: string | null; readonly delivered: boolean }
  /** It certainly did not go out. `permanent`: this address will never work. `retryAfterMs`: the provider's own wish. */
  | { readonly outcome: "failed"; readonly reason: string; readonly permanent: boolean; readonly retryAfterMs?: number }
  /** It may or may not have gone out: a receipt or a second attempt with the same key settles it. */
  | { readonly outcome: "unknown"; readonly reason: string };

/** A provider's later word on a message, as a channel reads it from a callback. */
export type Receipt =
  /** `key` is the message's idempotency key where the provider carried it: it settles an attempt that ended as `unknown`, whose provider id nobody knows. */
  | {
      readonly kind: "receipt";
      readonly providerId: string;
      readonly key: string | null;
      readonly state: "sent" | "delivered" | "failed";
      readonly permanent: boolean;
      readonly reason: string;
    }
  /** `providerId` names the incoming message: the same id again is the same reply. */
  | { readonly kind: "reply"; readonly providerId: string; readonly from: string; readonly text: string }
  /**
   * A call was taken (`pressed` null), or a key was pressed in it. `key` is the idempotency key of the message the call was made for, `number` whom we called;
   * the same call and key again is the same press.
   */
  | { readonly kind: "call"; readonly providerId: string; readonly key: string | null; readonly number: string; readonly pressed: string | null }
  | { readonly kind: "forged"; readonly reason: string };

/** A callback as it came in: the raw body is what a signature covers. */
export type Callback = { readonly url: string; readonly headers: Readonly<Record<string, string | undefined>>; readonly rawBody: string };

/** What is said to whoever called back: sentences, and the keys that may be pressed now; nothing more is asked where there are none. */
export type Said = { readonly lines: readonly string[]; readonly keys: readonly { readonly key: string; readonly does: string }[] };

/** What a person gave as a new address: the address itself and, where the channel has such, a secret beside it. */
export type Given = { readonly address: string; readonly secret: string | null };

/** Where one message goes: a person's address at this channel, with the secrets that belong to this address alone (newest first; none for most channels). */
export type Destination = { readonly address: string; readonly secrets: readonly string[] };

/** One way to reach people. */
export type Channel<S = unknown> = {
  /** Its name in paths, outbox and metrics (`email`, `sms`). */
  readonly name: string;
  readonly title: string;
  /** Whether it can wake somebody: pages prefer channels that can. */
  readonly wakes: boolean;
  /** Where the server is told how to reach the provider; null when it works without any. Secret fields are `.meta({secret: true})`. */
  readonly settings: z.ZodType<S>;
  /** What a person gives as their address here; parse normalises it. */
  readonly address: z.ZodType<string>;
  /** How the address may be shown: `+15•••••67`. */
  readonly mask: (address: string) => string;
  /** What the secrets of one address must look like; absent: an address of this channel has none. During a rotation an address has two. */
  readonly addressSecret?: z.ZodType<string>;
  /** For channels whose addresses bring secrets of their own (keys of a browser, an access token): splits what was given. The secrets are sealed. */
  readonly take?: (given: Given) => { readonly address: string; readonly secrets: readonly string[] } | { readonly problem: string };
  readonly send: (wire: Wire, settings: S, to: Destination, message: Message) => Promise<Outcome>;
  readonly receive?: (settings: S, callback: Callback) => Receipt[];
  /** The answer to a callback in the provider's own format; absent: an empty answer is enough. */
  readonly respond?: (settings: S, callback: Callback, said: Said) => { readonly type: string; readonly body: string };
  /** The rendering as text, for previews and tests. */
  readonly preview: (message: Message) => { readonly subject?: string; readonly text: string; readonly html?: string };
  readonly examples: readonly { readonly title: string; readonly message: Message; readonly contains: readonly string[] }[];
};

/** Defines a channel. Types only: the record is returned as it is. */
export function channel<S>(name: string, definition: Omit<Channel<S>, "name">): Channel<S> {
  return { name, ...definition };
}
