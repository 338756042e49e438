/** Twilio's API for messages and calls on loopback: checks the login, records what was sent, misbehaves on demand, signs callbacks, and talks on the phone. */
import { createHmac } from "node:crypto";
import { loopbackServer, type Request } from "./http-server.ts";

/** A number is an error code answered with status 400. `apply-then-drop`: takes the message and cuts the connection. `drip`: a status, then a body that never ends. */
export type SmsBehaviour = "ok" | "429" | "500" | "hang" | "apply-then-drop" | "drip" | number;

/** One message the provider has taken. */
export type SentSms = { readonly sid: string; readonly to: string; readonly from: string; readonly body: string; readonly statusCallback: string | null };

/** One call the provider has made: the words it came with, or where to ask for them. */
export type MadeCall = {
  readonly sid: string;
  readonly to: string;
  readonly from: string;
  readonly twiml: string | null;
  readonly url: string | null;
  readonly statusCallback: string | null;
};

export const twilioAccount = { accountSid: "ACdemo0000000000000000000000000001", authToken: "demo-token-0000000000000001" };

type Mood = { behaviour: SmsBehaviour; retryAfter: string; requests: number };
type Refused = { readonly status: number; readonly code: number; readonly headers?: Record<string, string> };

/** What it answers instead of taking the request; null: it takes it. */
function refusal({ behaviour, retryAfter }: Mood, request: Request): Refused | null {
  const login = `Basic ${Buffer.from(`${twilioAccount.accountSid}:${twilioAccount.authToken}`).toString("base64")}`;
  if (request.headers.authorization !== login) return { status: 401, code: 20_003 };
  if (request.method !== "POST" || askedFor(request) === null) return { status: 404, code: 20_404 };
  if (typeof behaviour === "number") return { status: 400, code: behaviour };
  if (behaviour === "429") return { status: 429, code: 20_429, headers: { "retry-after": retryAfter } };
  return behaviour === "500" ? { status: 500, code: 20_500 } : null;
}

function askedFor({ path }: Request): "Messages" | "Calls" | null {
  const [, account, what] = /^\/2010-04-01\/Accounts\/(\w+)\/(Messages|Calls)\.json$/.exec(path) ?? [];
  return account === twilioAccount.accountSid ? (what as "Messages" | "Calls") : null;
}

/** Starts the provider. */
export async function fakeTwilio() {
  const messages: SentSms[] = [];
  const calls: MadeCall[] = [];
  const state: Mood = { behaviour: "ok", retryAfter: "7", requests: 0 };
  const keep = (request: Request): string => {
    const form = new URLSearchParams(request.body);
    const call = askedFor(request) === "Calls";
    const sid = `${call ? "CA" : "SM"}${String(messages.length + calls.length + 1).padStart(32, "0")}`;
    const line = { sid, to: form.get("To") ?? "", from: form.get("From") ?? form.get("MessagingServiceSid") ?? "", statusCallback: form.get("StatusCallback") };
    if (call) calls.push({ ...line, twiml: form.get("Twiml"), url: form.get("Url") });
    else messages.push({ ...line, body: form.get("Body") ?? "" });
    return sid;
  };
  const server = await loopbackServer((request, response) => {
    state.requests += 1;
    const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
    const refused = refusal(state, request);
    if (refused) return json(refused.status, { code: refused.code, message: "refused <script>" }, refused.headers);
    if (state.behaviour === "hang") return;
    const sid = keep(request);
    if (state.behaviour === "apply-then-drop") return response.destroy();
    if (state.behaviour === "drip") return response.writeHead(201, { "content-type": "application/json" }).write('{"sid":');
    json(201, { sid, status: "queued" });
  });
  return { url: server.url, state, messages, calls, close: server.close };
}

/** A callback as Twilio would send it: the form body and the signature over its address and parameters. */
export function signedCallback(url: string, params: Readonly<Record<string, string>>, authToken = twilioAccount.authToken) {
  const signed =
    url +
    Object.keys(params)
      .sort()
      .map((name) => name + params[name])
      .join("");
  const signature = createHmac("sha1", authToken).update(signed, "utf8").digest("base64");
  const headers: Record<string, string | undefined> = { "x-twilio-signature": signature, "content-type": "application/x-www-form-urlencoded" };
  return { url, headers, rawBody: new URLSearchParams(params).toString() };
}
