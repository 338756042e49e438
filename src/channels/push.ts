/** Web push to browsers and installed apps: encrypted for the one browser (RFC 8291), signed with the server's own key (RFC 8292). */
import { createHash } from "node:crypto";
import webpush from "web-push";
import { z } from "zod";
import type { Destination, Given, Outcome } from "./channel.ts";
import { channel } from "./channel.ts";
import { codeExample, drillExample, pageExample } from "./examples.ts";
import type { Message } from "./message.ts";
import { oneLine, safe } from "./plain-text.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { HttpReply, HttpRequest } from "./wire.ts";
import { ExchangeFailed } from "./wire.ts";

const deadlineMs = 5_000;

/** Seconds the push service keeps what it cannot deliver: a page is of no use when others have long been asked. */
const keptSeconds = { page: 1_800, notice: 86_400 } as const;

const settings = z.object({
  publicKey: z.string().min(80).max(100).meta({ title: "The server's public key (VAPID)" }),
  privateKey: z.string().min(40).max(60).meta({ title: "The server's private key (VAPID)", secret: true }),
  subject: z
    .string()
    .regex(/^(https:\/\/|mailto:)/)
    .meta({ title: "Whom a push service may ask about us" }),
});

type Settings = z.infer<typeof settings>;

/** A new pair of keys for a server: made once, for whoever has subscribed has subscribed to this pair. */
export function newPushKeys(): { readonly publicKey: string; readonly privateKey: string } {
  return webpush.generateVAPIDKeys();
}

/** Only https; this machine itself for tests, where the guard still refuses it unless the operator allows it. */
const endpoint = z
  .string()
  .trim()
  .max(1_000)
  .refine((text) => URL.canParse(text) && isEndpoint(new URL(text)), "This is not the address of a push service.")
  .transform((text) => new URL(text).href);

function isEndpoint(url: URL): boolean {
  const here = url.protocol === "http:" && url.hostname === "127.0.0.1";
  return (url.protocol === "https:" || here) && url.username === "" && url.password === "" && url.hash === "";
}

const bytes = (length: number) =>
  z
    .string()
    .max(200)
    .refine((text) => /^[\w-]+={0,2}$/.test(text) && Buffer.from(text, "base64url").length === length);

/** What `PushSubscription.toJSON()` gives; a browser's public key is an uncompressed point. */
const subscription = z.object({ endpoint: z.string(), keys: z.object({ p256dh: bytes(65), auth: bytes(16) }) });

function take({ address }: Given): { readonly address: string; readonly secrets: readonly string[] } | { readonly problem: string } {
  const parsed = subscription.safeParse(parsedJson(address));
  if (!parsed.success) return { problem: "This is not a push subscription of a browser." };
  return { address: parsed.data.endpoint, secrets: [parsed.data.keys.p256dh, parsed.data.keys.auth] };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What the service worker shows: small enough for every push service (4 KB encrypted). */
function payload(message: Message) {
  const parts = safe(message);
  return {
    title: oneLine(parts.headline, 200),
    body: oneLine(parts.paragraphs.join(" "), 600),
    url: parts.action?.url ?? parts.links[0]?.url ?? null,
    /** The same message again replaces what is shown. */
    tag: digest(message),
    answer: message.answerable !== undefined && parts.action !== null,
    urgent: message.urgency === "page",
  };
}

function digest(message: Message): string {
  return createHash("sha256").update(message.idempotencyKey).digest("base64url").slice(0, 32);
}

function request(from: Settings, to: Destination, message: Message): HttpRequest {
  const [p256dh = "", auth = ""] = to.secrets;
  const details = webpush.generateRequestDetails({ endpoint: to.address, keys: { p256dh, auth } }, JSON.stringify(payload(message)), {
    TTL: keptSeconds[message.urgency],
    urgency: message.urgency === "page" ? "high" : "normal",
    topic: digest(message),
    contentEncoding: "aes128gcm",
    vapidDetails: from,
  });
  const headers = Object.fromEntries(Object.entries(details.headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
  return { method: "POST", url: to.address, headers, body: details.body as Uint8Array, deadlineMs, trust: "guarded" };
}

const gone = "This browser does not take our messages any more. Switch push on again in it.";

function outcomeOf(reply: HttpReply, nowMs: number): Outcome {
  const { status } = reply;
  if (status >= 200 && status < 300) return { outcome: "ok", providerId: null, delivered: false };
  if (status === 404 || status === 410 || status === 403) return { outcome: "failed", reason: `${gone} (${status})`, permanent: true };
  const wait = status === 429 || status === 503 ? retryAfterMs(reply, nowMs) : {};
  return { outcome: "failed", reason: `The push service answered ${status}.`, permanent: false, ...wait };
}

/** Push: wakes people where their device lets it, without any vendor's account. */
export const push = channel<Settings>("push", {
  title: "Push in the browser",
  wakes: true,
  settings,
  address: endpoint,
  mask: (address) => `${new URL(address).origin}/•••`,
  take,
  send: async (wire, from, to, message) => {
    if (to.secrets.length !== 2) return { outcome: "failed", reason: "This browser's keys are missing. Switch push on again in it.", permanent: true };
    try {
      return outcomeOf(await wire.http(request(from, to, message)), wire.nowMs());
    } catch (error) {
      if (!(error instanceof ExchangeFailed)) throw error;
      if (error.sent === "unknown") return { outcome: "unknown", reason: "The push service did not answer in time." };
      const reason = error.message.startsWith("refused: ") ? `Not sent: ${error.message.slice("refused: ".length)}.` : "The push service could not be reached.";
      return { outcome: "failed", reason, permanent: false };
    }
  },
  preview: (message) => ({ subject: payload(message).title, text: JSON.stringify(payload(message), null, 2) }),
  examples: [
    { title: "a page", message: pageExample, contains: ['"title": "Severity 1, #42: Checkout is down"', '"answer": true'] },
    { title: "a page in a drill", message: drillExample, contains: ['"title": "DRILL Severity 1, #42: Checkout is down"'] },
    { title: "a code", message: codeExample, contains: ["123456 is your Quarterdeck code", '"answer": false'] },
  ],
});
