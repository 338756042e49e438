/** Mail through any SMTP server. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Outcome } from "./channel.ts";
import { channel } from "./channel.ts";
import { htmlBody, textBody } from "./email-body.ts";
import { codeExample, drillExample, pageExample } from "./examples.ts";
import type { Message } from "./message.ts";
import { announced, oneLine } from "./plain-text.ts";
import type { Mail, MailServer } from "./wire.ts";
import { ExchangeFailed, MailRefused } from "./wire.ts";

const plainAddress = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email())
  .transform((address) => address.slice(0, address.lastIndexOf("@")) + address.slice(address.lastIndexOf("@")).toLowerCase());

const settings = z.object({
  host: z.string().trim().min(1).max(253).meta({ title: "Mail server" }),
  port: z.number().int().min(1).max(65_535).default(587).meta({ title: "Port" }),
  secure: z.boolean().default(false).meta({ title: "TLS from the first byte (port 465); otherwise STARTTLS where the server has it" }),
  user: z.string().max(320).optional().meta({ title: "User" }),
  password: z.string().max(1_000).optional().meta({ title: "Password", secret: true }),
  fromName: z.string().trim().min(1).max(100).default("Quarterdeck").meta({ title: "Sender's name" }),
  fromAddress: plainAddress.meta({ title: "Sender's address" }),
  replyTo: plainAddress.optional().meta({ title: "Where replies arrive that answer a page; each gets its own +token" }),
  settingsUrl: z.url().optional().meta({ title: "Where people choose how they are reached" }),
});

type EmailSettings = z.infer<typeof settings>;

/** The subject line: severity and topic for an incident, the headline otherwise; one line whatever the title holds (SR-19, SR-40). */
function subjectOf(message: Message): string {
  const { incident } = message;
  if (incident === null) return announced(message);
  const severity = incident.severity === null ? "" : `[${oneLine(incident.severity, 60)}] `;
  const number = incident.number === null ? "" : `#${incident.number} `;
  return `${message.drill ? "DRILL " : ""}${severity}${number}${oneLine(incident.title, 200)}`;
}

/** All mails of one incident hang on one thread id, and the same message has the same id at every attempt. */
function threadHeaders(message: Message, domain: string): Record<string, string> {
  if (message.incident === null) return {};
  const thread = `<incident.${digest(message.incident.id)}@${domain}>`;
  return { "In-Reply-To": thread, References: thread };
}

/** Replies to a page carry a token that nobody can guess, in the address they go to. */
function replyHeaders({ replyTo }: EmailSettings, message: Message): Record<string, string> {
  const token = /^[a-z0-9]{20,50}$/.exec(message.answerable?.handle ?? "")?.[0];
  if (replyTo === undefined || token === undefined) return {};
  const at = replyTo.lastIndexOf("@");
  return { "Reply-To": `<${replyTo.slice(0, at)}+${token}${replyTo.slice(at)}>` };
}

/** Leaving is done where people choose how they are reached: one press in a mail program must not make anybody unreachable. */
function leaveHeaders({ settingsUrl }: EmailSettings): Record<string, string> {
  return settingsUrl === undefined ? {} : { "List-Unsubscribe": `<${settingsUrl}>` };
}

/** Stable over retries: made of the idempotency key. */
function messageIdOf(from: EmailSettings, message: Message): string {
  return `<message.${digest(message.idempotencyKey)}@${domainOf(from)}>`;
}

function domainOf(from: EmailSettings): string {
  return from.fromAddress.slice(from.fromAddress.lastIndexOf("@") + 1);
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/** The method of a message between calendar programs; null for any other document. */
function methodOf({ contentType }: Message["documents"][number]): string | null {
  return /^text\/calendar; ?method=([A-Z]{3,20})$/.exec(contentType)?.[1] ?? null;
}

function calendarOf({ documents }: Message): Pick<Mail, "calendar"> {
  const found = documents.flatMap((part) => {
    const method = methodOf(part);
    return method === null ? [] : [{ method, content: part.content }];
  });
  return found[0] === undefined ? {} : { calendar: found[0] };
}

const replyNote = "You can also answer this mail: OK if you are on it, or NO and why you cannot come.";

function mailOf(from: EmailSettings, to: string, given: Message): Mail {
  const reply = replyHeaders(from, given);
  const message = reply["Reply-To"] === undefined ? given : { ...given, paragraphs: [...given.paragraphs, replyNote] };
  return {
    from: {
      name: message.sender === undefined ? oneLine(from.fromName, 100) : oneLine(`${message.sender} (${from.fromName})`, 100),
      address: from.fromAddress,
    },
    to,
    subject: subjectOf(message),
    text: textBody(message),
    html: htmlBody(message),
    messageId: messageIdOf(from, message),
    headers: {
      ...threadHeaders(message, domainOf(from)),
      ...reply,
      ...leaveHeaders(from),
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
    },
    ...calendarOf(message),
    attachments: message.documents
      .filter((part) => methodOf(part) === null)
      .map((part) => ({
        filename: oneLine(part.filename, 120).replace(/[\\/:*?"<>|]/gu, "-"),
        contentType: /^[a-z]+\/[a-z0-9.+-]+(; ?charset=[a-z0-9-]+)?$/i.test(part.contentType) ? part.contentType : "application/octet-stream",
        content: part.content,
      })),
  };
}

function serverOf(from: EmailSettings): MailServer {
  const { host, port, secure, user, password } = from;
  return { host, port, secure, ...(user === undefined || user === "" ? {} : { user }), ...(password === undefined ? {} : { password }) };
}

/** A no to the recipient for good ends this address; every other no may be the server's or the configuration's. */
function outcomeOf(error: unknown): Outcome {
  if (error instanceof MailRefused) {
    const permanent = error.about === "recipient" && error.smtpCode >= 500 && error.smtpCode < 600;
    return {
      outcome: "failed",
      reason: permanent
        ? `The mail server says this address does not work (${error.smtpCode}).`
        : `The mail server refused the mail for now (${error.smtpCode}).`,
      permanent,
    };
  }
  if (error instanceof ExchangeFailed) {
    if (error.sent === "unknown") return { outcome: "unknown", reason: "The mail server went silent after it had the mail." };
    return { outcome: "failed", reason: "The mail server could not be reached.", permanent: false };
  }
  throw error;
}

/** Mail: reaches everybody, wakes nobody. */
export const email = channel<EmailSettings>("email", {
  title: "E-mail",
  wakes: false,
  settings,
  address: plainAddress,
  mask: (address) => `${address.slice(0, 1)}•••${address.slice(address.lastIndexOf("@"))}`,
  send: async (wire, from, to, message) => {
    try {
      await wire.mail(serverOf(from), mailOf(from, to.address, message));
      return { outcome: "ok", providerId: messageIdOf(from, message), delivered: false };
    } catch (error) {
      return outcomeOf(error);
    }
  },
  preview: (message) => ({ subject: subjectOf(message), text: textBody(message), html: htmlBody(message) }),
  examples: [
    { title: "a page", message: pageExample, contains: ["[Severity 1] #42 Checkout is down", "https://quarterdeck.example.test/p/abc123"] },
    { title: "a page in a drill", message: drillExample, contains: ["DRILL [Severity 1] #42 Checkout is down", "This is a drill."] },
    { title: "a code", message: codeExample, contains: ["123456 is your Quarterdeck code"] },
  ],
});
