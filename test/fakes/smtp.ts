/** A mail server on loopback whose mailbox tests can read, and whose behaviour they can switch. */
import type { AddressInfo } from "node:net";
import type { Email } from "postal-mime";
import PostalMime from "postal-mime";
import type { SMTPServerDataStream, SMTPServerOptions, SMTPServerSession } from "smtp-server";
import { SMTPServer } from "smtp-server";

/**
 * `reject-550`, `reject-451`, `policy-550`: the answer to RCPT TO. `hang`: never answers RCPT TO. `hang-after-data`: takes the content and goes silent.
 * `accept-then-drop`: keeps the mail and cuts the connection before it says so.
 */
export type MailBehaviour = "accept" | "reject-550" | "reject-451" | "policy-550" | "hang" | "hang-after-data" | "accept-then-drop";

/** One mail that arrived: parsed, as raw bytes in text, and its envelope. */
export type Received = { readonly parsed: Email; readonly raw: string; readonly from: string; readonly to: readonly string[] };

const refusals = {
  "reject-550": { responseCode: 550, message: "5.1.1 no such user" },
  "reject-451": { responseCode: 451, message: "4.3.0 try again later" },
  "policy-550": { responseCode: 550, message: "5.7.1 relaying denied" },
} as const;

type Login = { readonly user: string; readonly password: string };
type Mood = { behaviour: MailBehaviour; connections: number };

/** Starts the server. `login`: the user and password it asks for; without it nobody needs to log in. */
export async function fakeSmtp(login?: Login) {
  const mailbox: Received[] = [];
  const state: Mood = { behaviour: "accept", connections: 0 };
  /** Cuts every open connection, as a server restart would. */
  const cut = () => {
    for (const connection of server.connections) (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
  };
  const server = new SMTPServer({
    ...loginOptions(login),
    logger: false,
    closeTimeout: 100,
    onConnect: (_session, done) => {
      state.connections += 1;
      done();
    },
    onRcptTo: (_address, _session, done) => {
      if (state.behaviour === "hang") return;
      const refusal = refusals[state.behaviour as keyof typeof refusals];
      done(refusal === undefined ? null : Object.assign(new Error(refusal.message), refusal));
    },
    onData: (stream, session, done) => {
      void received(stream, session).then((mail) => {
        mailbox.push(mail);
        if (state.behaviour === "accept-then-drop") cut();
        else if (state.behaviour !== "hang-after-data") done();
      }, done);
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return { port, mailbox, state, cut, close: () => new Promise<void>((resolve) => server.close(resolve)) };
}

function loginOptions(login: Login | undefined): SMTPServerOptions {
  if (login === undefined) return { disabledCommands: ["AUTH", "STARTTLS"], authOptional: true };
  return {
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => {
      if (auth.username === login.user && auth.password === login.password) done(null, { user: auth.username });
      else done(Object.assign(new Error("bad credentials"), { responseCode: 535 }));
    },
  };
}

async function received(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const from = session.envelope.mailFrom === false ? "" : session.envelope.mailFrom.address;
  return { parsed: await PostalMime.parse(raw), raw: raw.toString("utf8"), from, to: session.envelope.rcptTo.map((one) => one.address) };
}
