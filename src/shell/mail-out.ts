/** Mail out over SMTP: a few kept connections per server, one deadline per mail, and whether the mail's content had left when something failed. */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { Mail, MailServer } from "../channels/wire.ts";
import { ExchangeFailed, MailRefused } from "../channels/wire.ts";

/** Times in milliseconds. */
export type MailOutOptions = { readonly connectMs: number; readonly deadlineMs: number };

const keptPerServer = 4;
const idleMs = 20_000;

type Kept = { readonly connection: SMTPConnection; readonly timer: NodeJS.Timeout };
type Failure = Error & { responseCode?: number; command?: string; code?: string; response?: string };

/** The way out for mail. `close` ends every kept connection. */
export function mailOut(options: MailOutOptions) {
  const pool = connectionPool();

  async function send(server: MailServer, mail: Mail): Promise<string> {
    const content = await compose(mail);
    const key = poolKey(server);
    const attempt: Attempt = { connection: pool.take(key), contentLeft: false, over: false };
    const line = await withDeadline(attempt, options.deadlineMs, async () => {
      if (attempt.connection !== null) {
        const line = await deliver(attempt, mail, content).catch((error: Failure) => staleOrThrow(attempt, error));
        if (line !== null) return line;
      }
      attempt.connection = await connected(server, options, attempt);
      return deliver(attempt, mail, content);
    });
    if (attempt.connection !== null) pool.keep(key, attempt.connection);
    return line;
  }

  return { send, close: pool.close };
}

/** Idle connections by server, at most four each, closed after twenty seconds. */
function connectionPool() {
  const idle = new Map<string, Kept[]>();
  const take = (key: string): SMTPConnection | null => {
    const kept = idle.get(key)?.pop();
    if (kept === undefined) return null;
    clearTimeout(kept.timer);
    return kept.connection.destroyed ? take(key) : kept.connection;
  };
  const keep = (key: string, connection: SMTPConnection): void => {
    const list = idle.get(key) ?? [];
    if (connection.destroyed || list.length >= keptPerServer) {
      connection.close();
      return;
    }
    const timer = setTimeout(() => connection.close(), idleMs);
    timer.unref();
    list.push({ connection, timer });
    idle.set(key, list);
  };
  const close = (): void => {
    for (const { connection, timer } of [...idle.values()].flat()) {
      clearTimeout(timer);
      connection.close();
    }
    idle.clear();
  };
  return { take, keep, close };
}

/** `over`: the caller has been told; nothing may leave any more. */
type Attempt = { connection: SMTPConnection | null; contentLeft: boolean; over: boolean };

/** A kept connection that the server has closed meanwhile is no failure as long as the content has not left: a new one is tried. */
function staleOrThrow(attempt: Attempt, error: Failure): null {
  if (attempt.over || attempt.contentLeft || error instanceof MailRefused) throw error;
  attempt.connection?.close();
  attempt.connection = null;
  return null;
}

function poolKey(server: MailServer): string {
  return createHash("sha256")
    .update(JSON.stringify([server.host, server.port, server.secure, server.user, server.password]))
    .digest("base64");
}

/** The finished message. Content is only ever text we hold: file and URL access are off. */
function compose(mail: Mail): Promise<Buffer> {
  return new MailComposer({
    from: { name: mail.from.name, address: mail.from.address },
    to: { name: "", address: mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    headers: { ...mail.headers },
    attachments: mail.attachments.map((part) => ({ filename: part.filename, contentType: part.contentType, content: part.content })),
    ...(mail.calendar === undefined ? {} : { icalEvent: { method: mail.calendar.method, filename: "invite.ics", content: mail.calendar.content } }),
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: "win",
  })
    .compile()
    .build();
}

async function withDeadline(attempt: Attempt, deadlineMs: number, work: () => Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error("no answer in time"), { code: "ETIMEDOUT" })), deadlineMs);
  });
  try {
    return await Promise.race([work(), late]);
  } catch (error) {
    attempt.over = true;
    attempt.connection?.close();
    throw asWireError(error as Failure, attempt.contentLeft);
  } finally {
    clearTimeout(timer);
  }
}

async function connected(server: MailServer, options: MailOutOptions, attempt: Attempt): Promise<SMTPConnection> {
  const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(server.host);
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.secure,
    requireTLS: !server.secure && server.user !== undefined && !loopback,
    ...(loopback ? { ignoreTLS: true } : {}),
    connectionTimeout: options.connectMs,
    greetingTimeout: options.connectMs,
    dnsTimeout: options.connectMs,
    socketTimeout: options.deadlineMs + idleMs,
    socketCloseTimeout: 0,
    allowInternalNetworkInterfaces: true,
  });
  attempt.connection = connection;
  await new Promise<void>((resolve, reject) => {
    connection.on("error", reject);
    connection.once("end", () => reject(new Error("the mail server closed the connection")));
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
  if (server.user === undefined || server.user === "") return connection;
  const credentials = { user: server.user, pass: server.password ?? "" };
  await new Promise<void>((resolve, reject) => connection.login(credentials, (error) => (error ? reject(error) : resolve())));
  return connection;
}

function deliver(attempt: Attempt, mail: Mail, content: Buffer): Promise<string> {
  const { connection } = attempt;
  if (connection === null || attempt.over) return Promise.reject(new ExchangeFailed("too late", "no"));
  // The client reads this stream only once the server has said "go ahead" to DATA: the first read is the moment of no return.
  const stream = new Readable({
    highWaterMark: 0,
    read() {
      if (attempt.over) return void this.destroy(new Error("too late"));
      attempt.contentLeft = true;
      this.push(content);
      this.push(null);
    },
  });
  const envelope = { from: mail.from.address, to: [mail.to], size: content.length };
  return new Promise((resolve, reject) => {
    connection.send(envelope, stream, (error, info) => (error ? reject(asWireError(error, attempt.contentLeft)) : resolve(info?.response ?? "")));
  });
}

/** Sorts a failure by what it says about the mail: refused with a code, certainly not sent, or not known. */
function asWireError(error: Failure, contentLeft: boolean): Error {
  if (error instanceof MailRefused || error instanceof ExchangeFailed) return error;
  const code = error.responseCode;
  if (code !== undefined && code >= 400) {
    const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(error.response ?? "")?.[1];
    const about = error.command === "RCPT TO" && (enhanced === undefined || /^[45]\.(1|2)\./.test(enhanced)) ? "recipient" : "other";
    return new MailRefused(`the mail server said no (${enhanced ?? code})`, code, about);
  }
  const reason = `the mail server did not take it${typeof error.code === "string" ? ` (${error.code})` : ""}`;
  return new ExchangeFailed(reason, contentLeft ? "unknown" : "no");
}
