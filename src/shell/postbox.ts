/** What delivering needs of the directory: addresses, names, and single-use links. Addresses come no further than the channel. */
import type { Destination } from "../channels/channel.ts";
import type { Effect } from "../core/kernel/effect.ts";
import type { Instant } from "../core/kernel/time.ts";

/** A way to reach somebody with where it goes. */
export type Way = { readonly id: string; readonly channel: string; readonly to: Destination };

/** The directory as deliveries see it. */
export type Postbox = {
  /** The verified, living methods of a person in their order. For a message that names one, also that one unverified (a code, an invitation). */
  waysTo(person: string, named?: string): Promise<readonly Way[]>;
  /** The mail of a customer or stakeholder; null when there is none any more. */
  contact(id: string): Promise<{ readonly way: Way; readonly name: string } | null>;
  /** The answer that calendar programs of whoever called a meeting act on: somebody does not come. Null where there is no such meeting any more. */
  meetingReply(meeting: string, stamp: Instant): Promise<string | null>;
  /** Names of the people among these ids, the organisation's name, and the clock that the reader's times are by. */
  mentioned(
    ids: readonly string[],
    reader: string | null,
  ): Promise<{ readonly names: Readonly<Record<string, string>>; readonly organisation: string; readonly timeZone: string }>;
  /** A method that will never work again: the person and the administrators see why. */
  markDead(method: string, reason: string): Promise<void>;
  /** What is secret in a message about an account, opened only now: a code, a single-use link. */
  sealed(job: string, params: Effect["params"]): { readonly code?: string; readonly answerUrl?: string };
  /** A link that opens one page with two buttons, for this person and page alone. */
  answerLink(person: string, stream: string, page: string): Promise<string>;
  /** What a reply over this way must carry to mean this page: a short code, a token for mail; empty where the channel needs none. */
  answerHandle(way: Way, asked: { readonly person: string; readonly stream: string; readonly page: string }): Promise<string>;
};
