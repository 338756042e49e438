/** Mail that comes in, raw, as a mail server hands it over: replies, robots, bounces, alerts. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { channels } from "../../src/channels/index.ts";
import { mailReceiverOf } from "../../src/shell/hear/mail-in.ts";
import { crewed, gracefulWorld, sentTo } from "../rules/graceful-world.ts";
import { type StoryWorld, storyWorld } from "../world.ts";
import { memoryDesk } from "./callbacks-server.ts";
import { incidentServer, sourceKey } from "./incidents-server.ts";

const token = "0123456789abcdef0123456789abcdef01234567";
const replyTo = `quarterdeck+${token}@in.example.test`;
const mailKey = `qs${"b".repeat(40)}`;

async function mailServer() {
  const world = storyWorld({ methods: { ben: ["email"] } });
  const beside = memoryDesk();
  const receiveMail = mailReceiverOf({ channels, jobs: world.store.jobs, dispatch: world.dispatch, desk: beside.desk });
  const server = await incidentServer({ world, more: { receiveMail } });
  server.sources.set(mailKey, { id: "mail-1", kind: "email", settings: {}, perMinute: 600, burst: 1_200 });
  const hand = (raw: string | Buffer, key = mailKey) =>
    server.ask(null, "POST", `/api/v1/mail/${key}`, { payload: raw, headers: { "content-type": "message/rfc822" } });
  const story = await world.open("dan", "declare", { title: "Checkout is down", severity: 3 });
  await story.does("dan", "page", { person: "ben", reason: "You know it" });
  const page = Object.values((await story.state()).pages.pages)[0]!;
  beside.tokens.set(token, { person: "ben", stream: story.stream, page: page.id });
  const state = async () => (await story.state()).pages.pages[page.id]!;
  const arrivals = () => [...world.store.tables.arrivals.values()];
  return { ...beside, server, world, hand, story, state, arrivals };
}

let inbox: Awaited<ReturnType<typeof mailServer>>;
let count = 0;
beforeEach(async () => {
  inbox = await mailServer();
});
afterEach(() => inbox.server.stop());

/** A raw mail; `more` adds headers or replaces them. */
function mail(text: string, more: Readonly<Record<string, string>> = {}): string {
  const headers = {
    From: "Demo Ben <Ben@Example.test>",
    To: `Quarterdeck <${replyTo}>`,
    Subject: "Re: [Severity 3] #1 Checkout is down",
    "Message-ID": `<reply-${++count}@example.test>`,
    "Content-Type": "text/plain; charset=utf-8",
    ...more,
  };
  return `${Object.entries(headers)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}: ${value}`)
    .join("\r\n")}\r\n\r\n${text.replaceAll("\n", "\r\n")}\r\n`;
}

const quoted = "\n\nOn Mon, 2 Mar 2026 at 10:00, Quarterdeck <quarterdeck@example.test> wrote:\n> You are needed.\n> NO STOP 27a\n";

describe("replies", () => {
  test.each(["OK", "ok, on my way", "Yes!", "ja", "I'm on it"])("%j answers the page", async (text) => {
    const answer = await inbox.hand(mail(text + quoted));
    expect(answer).toMatchObject({ status: 202, body: { came: "answered" } });
    expect(await inbox.state()).toMatchObject({ state: "answered" });
    expect(inbox.told).toEqual([{ person: "ben", channel: "email", text: "Thank you. You are on it." }]);
    expect((await inbox.story.events()).find(({ type }) => type === "page-answered")).toMatchObject({ actor: "person:ben", data: { how: "mail" } });
  });

  test("NO declines with the reason, and the quoted text counts for nothing", async () => {
    await inbox.hand(mail(`No, I am on a plane${quoted}`));
    expect(await inbox.state()).toMatchObject({ state: "declined", reason: "I am on a plane" });
  });

  test("HTML alone is read; the token counts in any case and wherever the mail server noted it", async () => {
    const html = "<head><style>p{}</style></head><div>ok</div><blockquote>no</blockquote>";
    await inbox.hand(mail(html, { "Content-Type": "text/html", To: "all@example.test", "Delivered-To": replyTo.toUpperCase() }));
    expect((await inbox.state()).state).toBe("answered");
  });

  test("words that say neither change nothing and are asked again, five times at most", async () => {
    for (let at = 0; at < 7; at++) await inbox.hand(mail("What is going on?\n\nOK?"));
    expect((await inbox.state()).state).toBe("open");
    expect(inbox.told.map(({ text }) => text)).toEqual(Array(5).fill("Please answer OK if you are on it, or NO and why you cannot come."));
  });

  test("STOP and the like in a mail make nobody unreachable", async () => {
    for (const text of ["STOP", "unsubscribe", "cancel"]) await inbox.hand(mail(text));
    expect(inbox.dead).toEqual([]);
  });
});

describe("S6 S22 what answers nothing", () => {
  const untouched = async () => {
    expect((await inbox.state()).state).toBe("open");
    expect(inbox.told).toEqual([]);
    expect(inbox.arrivals()).toEqual([]);
  };

  test.each([
    ["another sender", { From: "eve@example.test" }],
    ["no sender", { From: "" }],
    ["two senders", { From: "ben@example.test, eve@example.test" }],
    ["a name that looks like the address", { From: '"ben@example.test" <eve@example.test>' }],
    ["a token nobody made", { To: `quarterdeck+${"f".repeat(40)}@in.example.test` }],
  ])("S22 %s", async (_what, headers) => {
    expect(await inbox.hand(mail("OK", headers as Record<string, string>))).toMatchObject({ status: 202, body: { came: "ignored" } });
    await untouched();
  });

  test.each([
    ["Auto-Submitted", "auto-replied"],
    ["Auto-Submitted", "auto-generated"],
    ["X-Autoreply", "yes"],
    ["X-Autorespond", "1"],
    ["Precedence", "bulk"],
    ["Precedence", "auto_reply"],
    ["Return-Path", "<>"],
    ["From", "MAILER-DAEMON@example.test"],
    ["From", "postmaster@example.test"],
  ])("a robot's answer never acknowledges: %s: %s", async (name, value) => {
    expect(await inbox.hand(mail("OK", { [name]: value }))).toMatchObject({ body: { came: "ignored" } });
    await untouched();
  });

  test("S6 the same mail again has no second effect", async () => {
    const raw = mail("OK");
    await inbox.hand(raw);
    const events = (await inbox.story.events()).length;
    expect(await inbox.hand(raw)).toMatchObject({ status: 202, body: { came: "answered" } });
    expect((await inbox.story.events()).length).toBe(events);
    expect(inbox.told).toHaveLength(1);
  });

  test("S6 without the key of a source for mail nothing is read", async () => {
    for (const key of [`qs${"c".repeat(40)}`, sourceKey, "x"]) expect((await inbox.hand(mail("OK"), key)).status).toBe(401);
    await untouched();
  });

  test("looking changes nothing: there is no GET", async () => {
    expect((await inbox.server.ask(null, "GET", `/api/v1/mail/${mailKey}`)).status).toBeGreaterThanOrEqual(404);
  });
});

/** A report of a mail server (RFC 3464). */
function report({ action = "failed", status = "5.1.1", original = "<m1@example.test>", type = "text/rfc822-headers" } = {}): string {
  const parts = [
    "Content-Type: text/plain\r\n\r\nI am sorry to have to inform you.",
    `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.test\r\n\r\nFinal-Recipient: rfc822; ben@example.test\r\nAction: ${action}\r\nStatus: ${status}`,
    `Content-Type: ${type}\r\n\r\nFrom: quarterdeck@example.test\r\nMessage-ID: ${original}\r\nSubject: x\r\n`,
  ];
  const head =
    'From: MAILER-DAEMON@mx.example.test\r\nTo: quarterdeck@example.test\r\nSubject: Undelivered Mail\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n';
  return `${head}\r\n${parts.map((part) => `--b\r\n${part}\r\n`).join("")}--b--\r\n`;
}

describe("R7 mails that come back", () => {
  /** The Message-ID of Ben's page, as the mail channel would have made it. */
  const sentId = async () => {
    const { id } = (await inbox.story.outbox({ person: "ben" }))[0]!;
    const attempt = inbox.world.store.tables.jobs.get(id)!.attempts.at(-1)!;
    return Object.assign(attempt, { providerId: `<message.${"a".repeat(32)}@example.test>` }).providerId;
  };

  test.each(["text/rfc822-headers", "message/rfc822"])("R7 an address that does not exist ends the method (%s), once", async (type) => {
    const raw = report({ original: await sentId(), type });
    for (let at = 0; at < 2; at++) expect(await inbox.hand(raw)).toMatchObject({ status: 202, body: { came: "bounced" } });
    expect(inbox.dead).toEqual([{ method: "ben-email", reason: "The mail came back: this address does not work (5.1.1)." }]);
  });

  test("a policy's no fails the message, not the address; a delay is nothing; another mail's bounce is nobody's", async () => {
    const original = await sentId();
    expect(await inbox.hand(report({ original, action: "delayed", status: "4.4.1" }))).toMatchObject({ body: { came: "ignored" } });
    await inbox.hand(report({ original: "<other@example.test>" }));
    await inbox.hand(report({ original, status: "5.7.1" }));
    expect(inbox.dead).toEqual([]);
    expect((await inbox.state()).state).toBe("open");
    expect(inbox.arrivals()).toEqual([]);
  });
});

describe("field 4.5 alerts by mail", () => {
  const alert = (more: Readonly<Record<string, string>> = {}) =>
    mail("97 % used.", {
      From: "monitor@example.test",
      To: "alerts@in.example.test",
      Subject: "[ALERT] Disk of db-1 is full",
      "Auto-Submitted": "auto-generated",
      ...more,
    });

  test("a mail is a signal, on disk before 202; a robot may send it", async () => {
    expect(await inbox.hand(alert())).toMatchObject({ status: 202, body: { accepted: 1 } });
    expect(inbox.arrivals()).toHaveLength(1);
    expect(JSON.stringify(inbox.arrivals()[0])).toContain("Disk of db-1 is full");
  });

  test("an absence note, a daemon and our own mail are no alerts", async () => {
    const robots: Record<string, string>[] = [
      { "Auto-Submitted": "auto-replied (vacation)" },
      { From: "MAILER-DAEMON@example.test" },
      { "Message-ID": `<message.${"a".repeat(32)}@example.test>` },
    ];
    for (const more of robots) expect(await inbox.hand(alert(more))).toMatchObject({ body: { came: "ignored" } });
    expect(inbox.arrivals()).toEqual([]);
  });

  test("R24 what is no mail, too much of it, or poisoned is 4xx or taken, never 5xx", async () => {
    expect((await inbox.hand("")).status).toBe(400);
    expect((await inbox.hand(Buffer.alloc(5 * 1024 * 1024, 120))).status).toBe(413);
    const odd = [
      "\u0000\u0001\u0002",
      "no header at all",
      `${"Received: x\r\n".repeat(20_000)}\r\n`,
      alert({ Subject: "=?utf-8?B?AAAA?= \u0000 x", "Content-Type": 'multipart/mixed; boundary="x"' }),
      `Content-Type: multipart/mixed; boundary="a"\r\nSubject: deep\r\n\r\n${'--a\r\nContent-Type: multipart/mixed; boundary="a"\r\n\r\n'.repeat(300)}`,
    ];
    for (const raw of odd) {
      const { status } = await inbox.hand(raw);
      expect(status === 202 || (status >= 400 && status < 500), `${JSON.stringify(raw.slice(0, 40))} was ${status}`).toBe(true);
    }
  });
});

describe("GD-38 a customer answers what we wrote to them", () => {
  const asks = (more: Readonly<Record<string, string>> = {}) =>
    mail(`Were our orders lost?${quoted}`, { From: "Demo Customer <Customer@Example.test>", To: "Quarterdeck <quarterdeck@in.example.test>", ...more });
  async function customerServer(world: StoryWorld, stream: string) {
    const beside = memoryDesk();
    beside.customers.set("Customer@example.test", { customer: "customer-a", stream });
    const server = await incidentServer({
      world,
      more: { receiveMail: mailReceiverOf({ channels, jobs: world.store.jobs, dispatch: world.dispatch, desk: beside.desk }) },
    });
    server.sources.set(mailKey, { id: "mail-1", kind: "email", settings: {}, perMinute: 600, burst: 1_200 });
    const hand = (raw: string) => server.ask(null, "POST", `/api/v1/mail/${mailKey}`, { payload: raw, headers: { "content-type": "message/rfc822" } });
    return { hand, stop: server.stop };
  }

  test("it stands in the queue of public relations, once, without what it quotes; a robot's mail does not", async () => {
    const world = gracefulWorld();
    const story = await crewed(world, 2);
    const { hand, stop } = await customerServer(world, story.stream);
    const raw = asks();
    for (const _twice of [1, 2]) expect(await hand(raw)).toMatchObject({ status: 202, body: { came: "asked" } });
    const logged = (await story.events()).filter(({ type }) => type === "customer-question-logged");
    expect(logged).toMatchObject([{ actor: "source:mail", data: { customer: "customer-a", text: "Were our orders lost?", how: "email" } }]);
    expect(sentTo(world, "customer-question")).toEqual(["pam"]);
    expect((await hand(asks({ "Auto-Submitted": "auto-generated" }))).body.came).not.toBe("asked");
    expect((await hand(asks({ From: "someone@example.test" }))).body.came).not.toBe("asked");
    await stop();
  });

  test("where the process has no such queue it is an alert, as any other mail", async () => {
    const world = storyWorld();
    const story = await world.open("dan", "declare", { title: "Checkout is down", severity: 3 });
    const { hand, stop } = await customerServer(world, story.stream);
    await hand(asks());
    expect([...world.store.tables.arrivals.values()]).toHaveLength(1);
    await stop();
  });
});
