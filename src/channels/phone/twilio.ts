/** Twilio's REST API for SMS and calls, and the callbacks it signs. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Callback, Outcome } from "../channel.ts";
import { retryAfterMs } from "../retry-after.ts";
import type { HttpReply, Wire } from "../wire.ts";
import { ExchangeFailed } from "../wire.ts";
import type { PhoneProvider } from "./provider.ts";
import { permanentCodes, readCallback } from "./twilio-words.ts";
import { callAnswer, textAnswer } from "./twiml.ts";

const deadlineMs = 5_000;

/** What Twilio needs to know us. */
export const twilioAccount = z.object({
  accountSid: z
    .string()
    .regex(/^AC[0-9a-zA-Z]{8,40}$/)
    .meta({ title: "Account SID" }),
  authToken: z.string().min(8).max(200).meta({ title: "Auth token", secret: true }),
  baseUrl: z.url().default("https://api.twilio.com").meta({ title: "API address" }),
});

type Account = z.infer<typeof twilioAccount>;

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
  if (reply.status === 429) return { outcome: "failed", reason: "The phone provider asks us to slow down.", permanent: false, ...retryAfterMs(reply, nowMs) };
  if (reply.status >= 500) return { outcome: "unknown", reason: `The phone provider had a fault (${reply.status}) and may or may not have sent it.` };
  const known = code === undefined ? undefined : permanentCodes[code];
  if (known !== undefined) return { outcome: "failed", reason: `${known} (${code})`, permanent: true };
  return { outcome: "failed", reason: `The phone provider refused it (${code ?? reply.status}).`, permanent: false };
}

async function post(wire: Wire, account: Account, to: "Messages" | "Calls", fields: Readonly<Record<string, string>>): Promise<Outcome> {
  try {
    const reply = await wire.http({
      method: "POST",
      url: `${account.baseUrl.replace(/\/+$/, "")}/2010-04-01/Accounts/${account.accountSid}/${to}.json`,
      headers: {
        authorization: `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString("base64")}`,
        "content-type": "application/x-www-form-urlencoded",
        accept: "application/json",
      },
      body: new URLSearchParams(fields).toString(),
      deadlineMs,
      trust: "provider",
    });
    return outcomeOf(reply, wire.nowMs());
  } catch (error) {
    if (!(error instanceof ExchangeFailed)) throw error;
    if (error.sent === "unknown") return { outcome: "unknown", reason: "The phone provider did not answer; it may or may not have gone out." };
    return { outcome: "failed", reason: "The phone provider could not be reached.", permanent: false };
  }
}

/** Twilio's signature: HMAC-SHA1 over the address it called and the sorted form, compared in constant time. */
function signed({ authToken }: Account, callback: Callback): boolean {
  const params = new URLSearchParams(callback.rawBody);
  const given = Buffer.from(callback.headers["x-twilio-signature"] ?? "", "base64");
  const names = [...new Set(params.keys())].sort();
  const values = (name: string) => [...new Set(params.getAll(name))].sort().map((value) => name + value);
  const expected = createHmac("sha1", authToken)
    .update(callback.url + names.flatMap(values).join(""), "utf8")
    .digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The provider over one account. */
export function twilio(account: Account): PhoneProvider {
  return {
    name: "twilio",
    canCall: (from) => from.startsWith("+"),
    sendText: (wire, { from, to, text, reportTo }) => {
      const sender: Record<string, string> = from.startsWith("MG") ? { MessagingServiceSid: from } : { From: from };
      const report: Record<string, string> = reportTo === null ? {} : { StatusCallback: reportTo };
      return post(wire, account, "Messages", { To: to, ...sender, Body: text, ...report });
    },
    call: (wire, { from, to, says, askAt, reportTo }) => {
      const script: Record<string, string> = askAt === null ? { Twiml: callAnswer(says, null) } : { Url: askAt, Method: "POST" };
      const report: Record<string, string> = reportTo === null ? {} : { StatusCallback: reportTo, StatusCallbackMethod: "POST" };
      return post(wire, account, "Calls", { To: to, From: from, Timeout: "40", ...script, ...report });
    },
    verify: (callback) => signed(account, callback) && new URLSearchParams(callback.rawBody).get("AccountSid") === account.accountSid,
    parse: readCallback,
    respond: (callback, said) => {
      const call = new URLSearchParams(callback.rawBody).has("CallSid");
      return { type: "text/xml; charset=utf-8", body: call ? callAnswer(said, callback.url) : textAnswer(said) };
    },
  };
}
