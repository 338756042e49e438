/**
 * Mail that comes in: a reply answers the page its address names, a bounce ends an address, a customer we wrote to asks public relations, everything
 * else is an alert. Machines' answers do nothing.
 */
import { createHash } from "node:crypto";
import type { Channel } from "../../channels/channel.ts";
import { isRefusal } from "../../core/kernel/refusal.ts";
import { program } from "../../core/kernel/viewer.ts";
import type { Store } from "../../store/log.ts";
import type { Dispatch } from "../dispatch.ts";
import { type Act, carryOut } from "./answers.ts";
import type { Desk, Holder } from "./desk.ts";
import { readReply } from "./reply-words.ts";

/** What a mail server says of a mail that could not be delivered. `original` is the Message-ID of ours. */
export type Bounce = { readonly original: string; readonly permanent: boolean; readonly status: string };

/** One mail, read. Header names are small; addresses plain. */
export type IncomingMail = {
  readonly from: string | null;
  /** Everybody it went to, as its headers say. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly messageId: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly bounce: Bounce | null;
};

/** What became of it. */
export type MailCame = "alert" | "answered" | "asked" | "bounced" | "ignored";
export type ReceiveMail = (mail: IncomingMail) => Promise<MailCame>;

/** What receiving mail is made of. */
export type MailParts = {
  readonly channels: readonly Pick<Channel, "name" | "address">[];
  readonly jobs: Pick<Store["jobs"], "receipt">;
  readonly dispatch: Dispatch;
  readonly desk: Desk;
};

const channel = "email";
/** So many characters of a customer's mail are their question. */
const mostAsked = 4_000;
const ours = /^<message\.[0-9a-f]{32}@/;

/** A receiver of mail. */
export function mailReceiverOf(parts: MailParts): ReceiveMail {
  return async (mail) => {
    if (mail.bounce) return bounced(parts, mail.bounce);
    const token = mail.to.map((address) => /\+([0-9a-f]{40})@/i.exec(address)?.[1]?.toLowerCase()).find((one) => one !== undefined);
    if (token !== undefined) return byMachine(mail) ? "ignored" : replied(parts, mail, token);
    if (answersByItself(mail)) return "ignored";
    return (await askedByCustomer(parts, mail)) ? "asked" : "alert";
  };
}

async function bounced({ jobs, desk }: MailParts, { original, permanent, status }: Bounce): Promise<MailCame> {
  const reason = `The mail came back: ${permanent ? "this address does not work" : "it could not be delivered"} (${status}).`;
  const told = await jobs.receipt(channel, { providerId: original, key: null, state: "failed", permanent, reason });
  if (told?.dead) await desk.markDead(told.method, reason);
  return "bounced";
}

/** Whether no person wrote it: a robot's mail answers nothing (RFC 3834). */
function byMachine({ headers, from }: IncomingMail): boolean {
  const submitted = (headers["auto-submitted"] ?? "no").trim().toLowerCase();
  const precedence = (headers.precedence ?? "").trim().toLowerCase();
  return !/^no\b/.test(submitted) || /^(bulk|junk|list|auto_reply)\b/.test(precedence) || saysSo(headers) || fromDaemon(from, headers);
}

/** Whether it is an answer that a mailbox gives by itself, or our own mail come back: never an alert. Alerts themselves are often `auto-generated` and `bulk`. */
function answersByItself({ headers, from, messageId }: IncomingMail): boolean {
  const submitted = (headers["auto-submitted"] ?? "").trim().toLowerCase();
  return submitted.startsWith("auto-replied") || saysSo(headers) || fromDaemon(from, headers) || ours.test(messageId ?? "");
}

function saysSo(headers: IncomingMail["headers"]): boolean {
  return headers["x-autoreply"] !== undefined || headers["x-autorespond"] !== undefined || headers["x-auto-reply"] !== undefined;
}

function fromDaemon(from: string | null, headers: IncomingMail["headers"]): boolean {
  return from === null || /^(mailer-daemon|postmaster)@/i.test(from) || headers["return-path"]?.trim() === "<>";
}

/** Only with the token of the page, from a proven address of whom it was made for; each mail once. */
async function replied(parts: MailParts, mail: IncomingMail, token: string): Promise<MailCame> {
  const asked = await parts.desk.replyToken(token);
  const address = parts.channels.find(({ name }) => name === channel)?.address.safeParse(mail.from ?? "");
  if (!asked || !address?.success) return "ignored";
  const holder = (await parts.desk.holders(channel, address.data)).find(({ person }) => person === asked.person);
  if (!holder) return "ignored";
  const id = idOf(mail, token);
  if (await parts.desk.heard(channel, id)) return "answered";
  const act = actOf(mail.text);
  const answering = { stream: asked.stream, page: asked.page, person: asked.person, how: "mail", key: `mail:${id}` };
  const words = act === null ? "Please answer OK if you are on it, or NO and why you cannot come." : (await carryOut(parts.dispatch, answering, act)).words;
  await parts.desk.hear(channel, id, { lines: [words], keys: [] });
  await tell(parts.desk, holder, address.data, words);
  return "answered";
}

/** What a customer writes about what we wrote to them stands in the queue of public relations, where the process has one (GD-38). */
async function askedByCustomer({ channels, desk, dispatch }: MailParts, mail: IncomingMail): Promise<boolean> {
  const address = channels.find(({ name }) => name === channel)?.address.safeParse(mail.from ?? "");
  const about = address?.success && !byMachine(mail) ? await desk.customer(address.data) : null;
  if (about === null) return false;
  const text = (ownWords(mail.text) || mail.subject).slice(0, mostAsked);
  const input = { text, customer: about.customer, how: "email" };
  const wish = { stream: about.stream, name: "log-customer-question", input, key: `mail:${idOf(mail, about.stream)}` };
  return !isRefusal(await dispatch({ ...wish, actor: "source:mail", viewer: program }));
}

async function tell(desk: Desk, holder: Holder, address: string, words: string): Promise<void> {
  if (await desk.mayAnswer(channel, address)) await desk.tell(holder, channel, words);
}

function idOf({ messageId, text }: IncomingMail, token: string): string {
  return createHash("sha256")
    .update(`${token} ${messageId ?? text}`)
    .digest("hex");
}

/** The first line that the person wrote themselves; mail knows yes and no, the rest is in the room. */
function actOf(text: string): Act | null {
  const word = readReply(ownWords(text).split("\n")[0] ?? "");
  switch (word.does) {
    case "answer":
    case "answer-all":
      return { does: "answer" };
    case "start":
      return word.answers ? { does: "answer" } : null;
    case "decline":
      return { does: "decline", reason: word.reason };
    default:
      return null;
  }
}

const quoteBegins = /^(>|-{2,}\s?original message|_{5,}|on .{0,200} wrote:|am .{0,200} schrieb|le .{0,200} a écrit|from: )/i;

/** The text without what it quotes. */
function ownWords(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").slice(0, 20_000).split("\n");
  const quote = lines.findIndex((line) => quoteBegins.test(line.trim()));
  return (quote < 0 ? lines : lines.slice(0, quote)).join("\n").trim();
}
