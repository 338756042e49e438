/** Raw mail (RFC 5322) read into what the shell asks about: who, to whom, in which words, and whether it is a bounce. */
import PostalMime, { type Address, type Attachment, addressParser, type Email } from "postal-mime";
import type { Bounce, IncomingMail } from "../../shell/hear/mail-in.ts";

const options = { forceRfc822Attachments: true, attachmentEncoding: "utf8", maxNestingDepth: 20, maxHeadersSize: 128 * 1024 } as const;

/** Headers that say where a mail went, beside To and Cc. */
const alsoTo = ["delivered-to", "x-original-to", "envelope-to", "x-forwarded-to"];

/** The mail; null for bytes that are none. */
export async function readMail(bytes: Uint8Array): Promise<IncomingMail | null> {
  const email = await PostalMime.parse(bytes, options).catch(() => null);
  if (email === null || email.headers.length === 0) return null;
  const headers = Object.fromEntries(email.headers.map(({ key, value }) => [key, value]));
  const further = alsoTo.flatMap((name) => (headers[name] === undefined ? [] : [headers[name].replace(/[<>]/g, "").trim()]));
  return {
    from: soleSender(email),
    to: [...plain(email.to ?? []), ...plain(email.cc ?? []), ...further].slice(0, 100),
    subject: email.subject ?? "",
    text: email.text ?? withoutTags(email.html ?? ""),
    messageId: email.messageId ?? null,
    headers,
    bounce: bounceIn(email, headers["content-type"] ?? ""),
  };
}

/** A mail with several senders, or several From lines, is from nobody. */
function soleSender(email: Email): string | null {
  const lines = email.headers.filter(({ key }) => key === "from");
  const [from, ...more] = lines.flatMap(({ value }) => addressParser(value, { flatten: true }));
  return from?.address === undefined || from.address === "" || more.length > 0 || lines.length !== 1 ? null : from.address;
}

function plain(addresses: readonly Address[]): string[] {
  return addresses.flatMap((one) => (one.group ? one.group.map(({ address }) => address) : [one.address])).filter((address) => address !== "");
}

function withoutTags(html: string): string {
  return html
    .slice(0, 20_000)
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, "")
    .replace(/<(br|\/p|\/div)\b[^>]*>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&nbsp;/g, " ");
}

/** A delivery status report (RFC 3464) about a mail of ours that failed; what is only late is none. */
function bounceIn(email: Email, contentType: string): Bounce | null {
  if (!/multipart\/report/i.test(contentType)) return null;
  const report = textOf(email.attachments.find(({ mimeType }) => mimeType === "message/delivery-status"));
  const original = email.attachments.find(({ mimeType }) => mimeType === "message/rfc822" || mimeType === "text/rfc822-headers");
  const status = /^Status:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(report)?.[1];
  const messageId = /^Message-ID:\s*(<[^<>\s]{1,250}>)/im.exec(textOf(original))?.[1];
  if (!/^Action:\s*failed/im.test(report) || status === undefined || messageId === undefined) return null;
  // 5.1 and 5.2 speak of the address; other refusals may be the server's, or about this one mail.
  return { original: messageId, status, permanent: /^5\.[12]\./.test(status) };
}

function textOf(part: Attachment | undefined): string {
  if (part === undefined) return "";
  return typeof part.content === "string" ? part.content : Buffer.from(part.content as ArrayBuffer).toString("utf8");
}
