/** SMS through Twilio's REST API. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { z } from "zod";
import type { Callback, Outcome, Receipt } from "./channel.ts";
import { channel } from "./channel.ts";
import { codeExample, drillExample, pageExample } from "./examples.ts";
import type { Message } from "./message.ts";
import { oneLine } from "./plain-text.ts";
import { retryAfterMs } from "./retry-after.ts";
import { smsText } from "./sms-text.ts";
import type { HttpReply } from "./wire.ts";
import { ExchangeFailed } from "./wire.ts";

const deadlineMs = 10_000;

/** Twilio's codes that say: this number will never get our SMS. */
const permanentCodes: Readonly<Record<number, string>> = {
  21211: "This is not a working phone number.",
  21214: "This phone number cannot be reached.",
  21217: "This is not a working phone number.",
  21610: "This number has sent STOP and gets no more SMS from us.",
  21614: "This number cannot receive SMS.",
  30004: "This number blocks our SMS.",
  30005: "This phone number does not exist any more.",
  30006: "This number cannot receive SMS.",
};

const phoneNumber = z
  .string()
  .max(40)
  .transform((text, context) => {
    const parsed = parsePhoneNumberFromString(text.trim());
    if (parsed?.isPossible() && text.trim().startsWith("+")) return parsed.number as string;
    context.addIssue({ code: "custom", message: "Write the number with + and its country code, like +15005550006." });
    return z.NEVER;
  });

const settings = z.object({
  accountSid: z
    .string()
    .regex(/^AC[0-9a-zA-Z]{8,40}$/)
    .meta({ title: "Account SID" }),
  authToken: z.string().min(8).max(200).meta({ title: "Auth token", secret: true }),
  from: z
    .string()
    .regex(/^(\+[1-9]\d{6,14}|MG[0-9a-zA-Z]{8,40}|[A-Za-z0-9 ]{1,11})$/)
    .meta({ title: "Sender: a number, a messaging service (MG…) or a name" }),
  baseUrl: z.url().default("https://api.twilio.com").meta({ title: "API address" }),
  statusCallbackUrl: z.url().optional().meta({ title: "Where Twilio reports what became of an SMS" }),
});

type SmsSettings = z.infer<typeof settings>;

/** The key rides in the callback's address, which the signature covers: so a report settles an attempt whose answer was lost (R6). */
function statusCallback(from: SmsSettings, message: Message): Record<string, string> {
  if (from.statusCallbackUrl === undefined) return {};
  const url = new URL(from.statusCallbackUrl);
  url.searchParams.set("key", message.idempotencyKey);
  return { StatusCallback: url.href };
}

function form(from: SmsSettings, to: string, message: Message): string {
  const sender: Record<string, string> = from.from.startsWith("MG") ? { MessagingServiceSid: from.from } : { From: from.from };
  return new URLSearchParams({ To: to, ...sender, Body: smsText(message), ...statusCallback(from, message) }).toString();
}

const answer = z.object({ sid: z.string().max(64).optional(), code: z.number().optional() });

function read(body: string): z.infer<typeof answer> {
  try {
    return answer.catch({}).parse(JSON.parse(body));
  } catch {
    return {};
  }
}

/** 4xx was certainly not sent; 5xx may have been. */
function outcomeOf(reply: HttpReply, nowMs: number): Outcome {
  const { sid, code } = read(reply.body);
  if (reply.status >= 200 && reply.status < 300) return { outcome: "ok", providerId: sid ?? null, delivered: false };
  if (reply.status === 429) return { outcome: "failed", reason: "The SMS provider asks us to slow down.", permanent: false, ...retryAfterMs(reply, nowMs) };
  if (reply.status >= 500) return { outcome: "unknown", reason: `The SMS provider had a fault (${reply.status}) and may or may not have sent it.` };
  const known = code === undefined ? undefined : permanentCodes[code];
  if (known !== undefined) return { outcome: "failed", reason: `${known} (${code})`, permanent: true };
  return { outcome: "failed", reason: `The SMS provider refused it (${code ?? reply.status}).`, permanent: false };
}

/** Twilio's signature: HMAC-SHA1 over the address it called and the sorted form, compared in constant time. */
function signed(authToken: string, callback: Callback, params: URLSearchParams): boolean {
  const given = Buffer.from(callback.headers["x-twilio-signature"] ?? "", "base64");
  const names = [...new Set(params.keys())].sort();
  const text =
    callback.url +
    names
      .map((name) =>
        [...new Set(params.getAll(name))]
          .sort()
          .map((value) => name + value)
          .join(""),
      )
      .join("");
  const expected = createHmac("sha1", authToken).update(text, "utf8").digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const states: Readonly<Record<string, "sent" | "delivered" | "failed">> = {
  sent: "sent",
  delivered: "delivered",
  read: "delivered",
  undelivered: "failed",
  failed: "failed",
  canceled: "failed",
};

function statusReceipt(params: URLSearchParams, url: string): Receipt[] {
  const state = states[params.get("MessageStatus") ?? ""];
  const providerId = params.get("MessageSid");
  if (state === undefined || providerId === null) return [];
  const code = Number(params.get("ErrorCode") ?? "0");
  const known = permanentCodes[code];
  const reason = state !== "failed" ? "" : (known ?? `The SMS was not delivered (${code === 0 ? "no reason given" : code}).`);
  const key = URL.canParse(url) ? new URL(url).searchParams.get("key") : null;
  return [{ kind: "receipt", providerId: oneLine(providerId, 64), key, state, permanent: state === "failed" && known !== undefined, reason }];
}

function receive(from: SmsSettings, callback: Callback): Receipt[] {
  const params = new URLSearchParams(callback.rawBody);
  if (!signed(from.authToken, callback, params)) return [{ kind: "forged", reason: "The signature does not fit." }];
  if (params.get("AccountSid") !== from.accountSid) return [{ kind: "forged", reason: "It speaks for another account." }];
  if (params.has("MessageStatus") && params.get("MessageStatus") !== "received") return statusReceipt(params, callback.url);
  const [sender, text, providerId] = [params.get("From"), params.get("Body"), params.get("MessageSid")];
  if (sender === null || text === null || providerId === null) return [];
  return [{ kind: "reply", providerId: oneLine(providerId, 64), from: oneLine(sender, 40), text: oneLine(text, 1_600) }];
}

/** SMS: short, wakes people, can be answered. */
export const sms = channel<SmsSettings>("sms", {
  title: "SMS",
  wakes: true,
  settings,
  address: phoneNumber,
  mask: (address) => `${address.slice(0, 3)}•••••${address.slice(-2)}`,
  send: async (wire, from, to, message) => {
    try {
      const reply = await wire.http({
        method: "POST",
        url: `${from.baseUrl.replace(/\/+$/, "")}/2010-04-01/Accounts/${from.accountSid}/Messages.json`,
        headers: {
          authorization: `Basic ${Buffer.from(`${from.accountSid}:${from.authToken}`).toString("base64")}`,
          "content-type": "application/x-www-form-urlencoded",
          accept: "application/json",
        },
        body: form(from, to.address, message),
        deadlineMs,
        trust: "provider",
      });
      return outcomeOf(reply, wire.nowMs());
    } catch (error) {
      if (!(error instanceof ExchangeFailed)) throw error;
      if (error.sent === "unknown") return { outcome: "unknown", reason: "The SMS provider did not answer; the SMS may or may not have gone out." };
      return { outcome: "failed", reason: "The SMS provider could not be reached.", permanent: false };
    }
  },
  receive,
  preview: (message) => ({ text: smsText(message) }),
  examples: [
    { title: "a page", message: pageExample, contains: ["Severity 1, #42: Checkout is down", "Answer: https://quarterdeck.example.test/p/abc123"] },
    { title: "a page in a drill", message: drillExample, contains: ["DRILL Severity 1, #42: Checkout is down"] },
    { title: "a code", message: codeExample, contains: ["123456 is your Quarterdeck code"] },
  ],
});
