/** Messages as signed HTTP requests to an address of the person's own, after the Standard Webhooks specification. */
import { createHash } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import type { Destination, Outcome } from "./channel.ts";
import { channel } from "./channel.ts";
import { codeExample, drillExample, pageExample } from "./examples.ts";
import type { Message } from "./message.ts";
import { oneLine, safe } from "./plain-text.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { HttpReply } from "./wire.ts";
import { ExchangeFailed } from "./wire.ts";

const deadlineMs = 5_000;

/** Only the text is checked here; where it leads is checked at every attempt. */
const target = z
  .string()
  .trim()
  .max(2_000)
  .refine(
    (text) => URL.canParse(text) && /^https?:\/\//i.test(text) && !/[\s\p{Cc}#]/u.test(text),
    "Write a whole address, like https://hooks.example.test/quarterdeck.",
  )
  .transform((text) => new URL(text))
  .refine((url) => url.username === "" && url.password === "", "The address must not hold a user name or password.")
  .transform((url) => url.href);

const settings = z.object({});

type Settings = z.infer<typeof settings>;

/** `whsec_` and the base64 of 24 to 64 random bytes (S7: at least 192 bits). */
const secret = z.string().refine((text) => {
  const bytes = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1];
  const length = bytes === undefined ? 0 : Buffer.from(bytes, "base64").length;
  return length >= 24 && length <= 64;
}, "A secret is whsec_ and the base64 of 24 to 64 bytes.");

/** The idempotency key where it is fit for a header, else a digest of it: the same for every attempt, never for two messages. */
function idOf(message: Message): string {
  const key = message.idempotencyKey;
  return /^[\w.:/@-]{1,200}$/.test(key) ? key : createHash("sha256").update(key).digest("hex");
}

/** The payload: what the message says, in parts. Documents are named, not sent. */
function payload(message: Message) {
  const parts = safe(message);
  const { incident } = message;
  return {
    message: idOf(message),
    urgency: message.urgency,
    drill: message.drill,
    headline: parts.headline,
    paragraphs: parts.paragraphs,
    facts: parts.facts,
    action: parts.action,
    links: parts.links,
    documents: message.documents.map((part) => ({ filename: oneLine(part.filename, 120), contentType: oneLine(part.contentType, 120) })),
    incident:
      incident === null
        ? null
        : {
            id: oneLine(incident.id),
            number: incident.number,
            title: oneLine(incident.title),
            severity: incident.severity === null ? null : oneLine(incident.severity),
          },
    language: oneLine(message.language, 35),
  };
}

/** Every secret signs: during a rotation the receiver accepts either. A new attempt keeps the id and takes a new timestamp. */
function request(to: Destination, message: Message, nowMs: number) {
  const at = new Date(nowMs);
  const id = idOf(message);
  const body = JSON.stringify({ type: `message.${message.template}`, timestamp: at.toISOString(), data: payload(message) });
  const headers = {
    "content-type": "application/json",
    "user-agent": "Quarterdeck-Webhooks",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(nowMs / 1_000)),
    "webhook-signature": to.secrets.map((key) => new Webhook(key).sign(id, at, body)).join(" "),
  };
  return { method: "POST", url: to.address, headers, body, deadlineMs, trust: "guarded" } as const;
}

/** The receiver sees a repeat by its id, so a fault answer is simply tried again. */
function outcomeOf(reply: HttpReply, nowMs: number): Outcome {
  const { status } = reply;
  if (status >= 200 && status < 300) return { outcome: "ok", providerId: null, delivered: true };
  if (status === 410) return { outcome: "failed", reason: "The receiver says this address is gone for good (410).", permanent: true };
  if (status >= 300 && status < 400)
    return { outcome: "failed", reason: `The receiver points elsewhere (${status}); redirects are not followed.`, permanent: false };
  return {
    outcome: "failed",
    reason: `The receiver answered ${status}.`,
    permanent: false,
    ...(status === 429 || status === 503 ? retryAfterMs(reply, nowMs) : {}),
  };
}

/** Webhook: for people's own tools. */
export const webhook = channel<Settings>("webhook", {
  title: "Webhook",
  wakes: false,
  settings,
  address: target,
  addressSecret: secret,
  mask: (address) => `${new URL(address).origin}/•••`,
  send: async (wire, _settings, to, message) => {
    if (to.secrets.length === 0) return { outcome: "failed", reason: "This webhook has no signing secret.", permanent: false };
    try {
      return outcomeOf(await wire.http(request(to, message, wire.nowMs())), wire.nowMs());
    } catch (error) {
      if (!(error instanceof ExchangeFailed)) throw error;
      if (error.sent === "unknown") return { outcome: "unknown", reason: "The receiver did not answer in time." };
      const reason = error.message.startsWith("refused: ") ? `Not sent: ${error.message.slice("refused: ".length)}.` : "The receiver could not be reached.";
      return { outcome: "failed", reason, permanent: false };
    }
  },
  preview: (message) => ({ text: JSON.stringify({ type: `message.${message.template}`, data: payload(message) }, null, 2) }),
  examples: [
    { title: "a page", message: pageExample, contains: ['"type": "message.page"', '"headline": "Severity 1, #42: Checkout is down"'] },
    { title: "a page in a drill", message: drillExample, contains: ['"headline": "DRILL Severity 1, #42: Checkout is down"', '"drill": true'] },
    { title: "a code", message: codeExample, contains: ['"incident": null'] },
  ],
});
