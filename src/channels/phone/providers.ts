/** The phone providers there are, and which of them, from which number, serves whom. */
import { z } from "zod";
import type { Callback, Receipt, Said } from "../channel.ts";
import { serving } from "./number.ts";
import type { PhoneProvider } from "./provider.ts";
import { twilio, twilioAccount } from "./twilio.ts";

const sender = z.object({
  prefix: z
    .string()
    .regex(/^(\+[1-9]\d{0,6})?$/)
    .default("")
    .meta({ title: "Numbers that begin with; empty: all others" }),
  provider: z.enum(["twilio"]).default("twilio").meta({ title: "Provider" }),
  from: z
    .string()
    .regex(/^(\+[1-9]\d{6,14}|MG[0-9a-zA-Z]{8,40}|[A-Za-z0-9 ]{1,11})$/)
    .meta({ title: "Sender: a number, a messaging service (MG…) or a name; calls need a number" }),
});

/** Settings of everything that goes by phone. */
export const phoneSettings = z.object({
  twilio: twilioAccount.optional().meta({ title: "Twilio" }),
  senders: z.array(sender).min(1).max(50).meta({ title: "Senders, by country" }),
  callbackUrl: z.url().optional().meta({ title: "Where the provider reports, asks and passes on replies" }),
});

export type PhoneSettings = z.infer<typeof phoneSettings>;

/** Every provider that has an account, by name. A new one is one file and one line here. */
function providersOf(settings: PhoneSettings): readonly PhoneProvider[] {
  return settings.twilio === undefined ? [] : [twilio(settings.twilio)];
}

/** Who serves this number, and the sender's number or name; null where nobody does. */
export function lineTo(settings: PhoneSettings, number: string, use: "text" | "call"): { readonly provider: PhoneProvider; readonly from: string } | null {
  const providers = providersOf(settings);
  const lines = settings.senders.flatMap(({ prefix, provider: name, from }) => {
    const provider = providers.find((one) => one.name === name);
    return provider === undefined || (use === "call" && !provider.canCall(from)) ? [] : [{ prefix, provider, from }];
  });
  return serving(lines, number) ?? null;
}

/** The address for one message's callbacks: its key rides along, and the signature covers it (R6). */
export function callbackFor(settings: PhoneSettings, key: string, report = false): string | null {
  if (settings.callbackUrl === undefined) return null;
  const url = new URL(settings.callbackUrl);
  url.searchParams.set("key", key);
  if (report) url.searchParams.set("report", "1");
  return url.href;
}

/** What a callback says, if it is from one of the providers. */
export function heardBy(settings: PhoneSettings, callback: Callback): Receipt[] {
  const provider = providersOf(settings).find((one) => one.verify(callback));
  return provider === undefined ? [{ kind: "forged", reason: "The signature does not fit." }] : provider.parse(callback);
}

/** The answer in the format of the provider that called. */
export function answeredBy(settings: PhoneSettings, callback: Callback, said: Said): { readonly type: string; readonly body: string } {
  const provider = providersOf(settings).find((one) => one.verify(callback));
  return provider?.respond(callback, said) ?? { type: "text/plain; charset=utf-8", body: "" };
}
