/** The contract of phone providers: what sends an SMS, makes a call, and may speak back. A new one is one file and one line in `providers.ts`. */
import type { Callback, Outcome, Receipt, Said } from "../channel.ts";
import type { Wire } from "../wire.ts";

/** Where a text or a call comes from and goes to; numbers in international form. */
type Line = { readonly from: string; readonly to: string };

/** An SMS. `reportTo`: where the provider reports what became of it. */
export type TextOut = Line & { readonly text: string; readonly reportTo: string | null };

/** A call. `askAt`: where the provider asks what to say once somebody took it; null: it says these words. */
export type CallOut = Line & { readonly says: Said; readonly askAt: string | null; readonly reportTo: string | null };

/** A provider with its account. */
export type PhoneProvider = {
  readonly name: string;
  /** Whether this sender (a number, a name, a pool) can make calls. */
  readonly canCall: (from: string) => boolean;
  readonly sendText: (wire: Wire, out: TextOut) => Promise<Outcome>;
  readonly call: (wire: Wire, out: CallOut) => Promise<Outcome>;
  /** Whether the callback is the provider's own, compared in constant time, before anything is read out of it. */
  readonly verify: (callback: Callback) => boolean;
  /** What a verified callback says. */
  readonly parse: (callback: Callback) => Receipt[];
  /** What we say back, in the provider's format. */
  readonly respond: (callback: Callback, said: Said) => { readonly type: string; readonly body: string };
};
