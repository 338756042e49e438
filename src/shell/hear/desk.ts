/** What hearing from people needs of the directory: whose address it is, what a code means, what was answered before. */
import type { Channel, Said } from "../../channels/channel.ts";
import type { Store } from "../../store/log.ts";
import type { PageAsked } from "../../views/page-asked.ts";
import type { Dispatch } from "../dispatch.ts";

/** A page by its incident and its id. */
export type PageRef = { readonly stream: string; readonly page: string };

/** Somebody's proven way, living or dead. */
export type Holder = { readonly id: string; readonly person: string; readonly deadReason: string | null };

/** The directory as callbacks see it. */
export type Desk = {
  /** Who has proven this address at this channel. */
  holders(channel: string, address: string): Promise<readonly Holder[]>;
  /** The page that a short code of this person means; null when none does any more. */
  pageOfCode(person: string, code: string): Promise<PageRef | null>;
  /** What this very callback was answered with before; null: it is new. */
  heard(channel: string, id: string): Promise<Said | null>;
  hear(channel: string, id: string, said: Said): Promise<void>;
  /** Whether one more answer may go to this address: five in a quarter of an hour are enough. */
  mayAnswer(channel: string, address: string): Promise<boolean>;
  /** Marks a method dead and tells who must know. */
  markDead(method: string, reason: string): Promise<void>;
  revive(method: string): Promise<void>;
  /** Which customer has this address, and the newest incident that is not closed about which we wrote to them; null: none. */
  customer(address: string): Promise<{ readonly customer: string; readonly stream: string } | null>;
  /** Sends what a reply by mail came to, to the address it came from. */
  tell(method: Holder, channel: string, text: string): Promise<void>;
  /** Whose reply a mail's token is, and to what; null: no such token, or not any more. */
  replyToken(token: string): Promise<(PageRef & { readonly person: string }) | null>;
};

/** What receiving is made of. */
export type ReceiveParts = {
  readonly channels: readonly Pick<Channel, "name" | "address" | "receive" | "respond">[];
  readonly settings: (channel: string) => unknown;
  readonly store: Pick<Store, "now"> & { readonly jobs: Pick<Store["jobs"], "outbox" | "receipt"> };
  readonly dispatch: Dispatch;
  readonly desk: Desk;
  /** What a page asks of a person now; null where there is none. */
  readonly asked: (person: string, page: PageRef) => Promise<PageAsked | null>;
};
