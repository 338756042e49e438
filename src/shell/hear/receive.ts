/** What providers call back with: receipts settle deliveries, replies and pressed keys answer pages (S22), the same again changes nothing (S6). */
import type { Callback, Said } from "../../channels/channel.ts";
import { answerCall } from "./answer-call.ts";
import { answerText } from "./answer-text.ts";
import type { ReceiveParts } from "./desk.ts";

/** What a callback came to: the answer in the provider's format; forged ones came to nothing; null for a channel that hears nothing. */
export type Received = { readonly forged: true } | { readonly forged: false; readonly type: string; readonly body: string };
export type Receive = (channel: string, callback: Callback) => Promise<Received | null>;

/** A receiver of callbacks. */
export function receiverOf(parts: ReceiveParts): Receive {
  return async (name, callback) => {
    const channel = parts.channels.find((one) => one.name === name);
    if (!channel?.receive) return null;
    const settings = parts.settings(name);
    const receipts = channel.receive(settings, callback);
    if (receipts.some(({ kind }) => kind === "forged")) return { forged: true };
    let said: Said = { lines: [], keys: [] };
    for (const receipt of receipts) {
      if (receipt.kind === "receipt") {
        const told = await parts.store.jobs.receipt(name, receipt);
        if (told?.dead) await parts.desk.markDead(told.method, receipt.reason);
      }
      if (receipt.kind === "reply") said = await answerText(parts, channel, receipt);
      if (receipt.kind === "call") said = await answerCall(parts, channel, receipt);
    }
    return { forged: false, ...(channel.respond?.(settings, callback, said) ?? { type: "text/plain; charset=utf-8", body: "" }) };
  };
}
