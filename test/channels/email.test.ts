/** Mail against a real mail server: what arrives, and what each of its moods comes to. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { email } from "../../src/channels/email.ts";
import { codeExample, pageExample } from "../../src/channels/examples.ts";
import type { Message } from "../../src/channels/message.ts";
import { calendarReply } from "../../src/channels/templates/calendar-event.ts";
import type { RealWire } from "../../src/shell/outside.ts";
import { realWire } from "../../src/shell/outside.ts";
import { fakeSmtp } from "../fakes/smtp.ts";

let server: Awaited<ReturnType<typeof fakeSmtp>>;
let wire: RealWire;
const to = { address: "ana@example.test", secrets: [] };
const settings = () => email.settings.parse({ host: "127.0.0.1", port: server.port, fromName: "Demo Quarterdeck", fromAddress: "quarterdeck@example.test" });
const send = (message: Message) => email.send(wire, settings(), to, message);

beforeAll(async () => {
  server = await fakeSmtp();
  wire = realWire({ mailDeadlineMs: 700, connectMs: 500 });
});
afterAll(async () => {
  await wire.close();
  await server.close();
});
beforeEach(() => {
  server.mailbox.length = 0;
  server.state.behaviour = "accept";
});

describe("what arrives", () => {
  test("a page has text, HTML, thread and the marks of an automatic mail", async () => {
    expect(await send(pageExample)).toMatchObject({ outcome: "ok", delivered: false });
    const [received] = server.mailbox;
    const header = (name: string) => received?.parsed.headers.find((one) => one.key === name)?.value;
    expect(received?.to).toEqual(["ana@example.test"]);
    expect(received?.parsed.from).toMatchObject({ name: "Demo Quarterdeck", address: "quarterdeck@example.test" });
    expect(received?.parsed.subject).toBe("[Severity 1] #42 Checkout is down");
    expect(received?.parsed.text).toContain("https://quarterdeck.example.test/p/abc123");
    expect(received?.parsed.html).toContain('<meta name="color-scheme" content="light dark">');
    expect(received?.parsed.html).not.toMatch(/<img|<script|src=|@import|url\(/);
    expect(header("auto-submitted")).toBe("auto-generated");
    expect(header("x-auto-response-suppress")).toBe("All");
    expect(header("references")).toMatch(/^<incident\.[0-9a-f]{32}@example\.test>$/);
    expect(header("in-reply-to")).toBe(header("references"));
  });

  test("GD2-25 an answer between calendar programs stands beside the words (RFC 6047), in the name of whoever speaks", async () => {
    const reply = calendarReply({
      ...{
        uid: "weekly@example.test",
        sequence: 3,
        recurrence: "2026-03-02T10:30:00.000Z",
        stamp: "2026-03-02T10:00:00.000Z",
        from: "2026-03-02T10:30:00.000Z",
      },
      ...{
        organiser: "lea@example.test",
        attendee: "ben@example.test\r\nX-EVIL:1",
        name: 'Demo "Ben"\r\nX-EVIL:1',
        comment: "Works on it; sorry, really\nSee you",
      },
    });
    const documents = [{ filename: "invite.ics", contentType: "text/calendar; method=REPLY", content: reply }];
    await send({ ...pageExample, incident: null, sender: "Demo Ana", documents });
    const [received] = server.mailbox;
    expect(received?.parsed.from).toMatchObject({ name: "Demo Ana (Demo Quarterdeck)", address: "quarterdeck@example.test" });
    const [head = "", parts = ""] = [received?.raw.split("\r\n\r\n")[0], received?.raw];
    expect(head).toMatch(/content-type: multipart\/mixed/i);
    expect(parts).toMatch(
      /content-type: multipart\/alternative[\s\S]*content-type: text\/html[\s\S]*content-type: text\/calendar; charset=utf-8; method=REPLY/i,
    );
    expect(reply.split("\r\n").filter((line) => line.startsWith("X-EVIL"))).toEqual([]);
    expect(reply.split("\r\n")).toEqual(expect.arrayContaining(["METHOD:REPLY", "UID:weekly@example.test", "SEQUENCE:3", "RECURRENCE-ID:20260302T103000Z"]));
    expect(reply.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });

  test("R6 the same message has the same Message-ID at every attempt, another message another", async () => {
    const first = await send(pageExample);
    await send(pageExample);
    await send({ ...pageExample, idempotencyKey: "page-0009" });
    const ids = server.mailbox.map((one) => one.parsed.messageId);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
    expect(first).toMatchObject({ providerId: ids[0] });
  });

  test("mails of one incident share a thread, a mail about an account has none", async () => {
    await send(pageExample);
    await send({ ...pageExample, idempotencyKey: "x", template: "update" });
    await send(codeExample);
    expect(server.mailbox[0]?.parsed.references).toBe(server.mailbox[1]?.parsed.references);
    expect(server.mailbox[2]?.parsed.references).toBeUndefined();
    expect(server.mailbox[2]?.parsed.subject).toBe("123456 is your Quarterdeck code");
  });

  test("a subject in any script arrives as it was written, on encoded lines", async () => {
    const title = "Größte Störung: 決済が停止しました 🔥";
    await send({ ...pageExample, incident: { ...pageExample.incident!, title } });
    expect(server.mailbox[0]?.parsed.subject).toBe(`[Severity 1] #42 ${title}`);
    expect(server.mailbox[0]?.raw.split("\r\n\r\n")[0]).toMatch(/^[\t\r\n\x20-\x7e]*$/);
  });

  test("documents are attached, with tame names", async () => {
    const content = "# Bericht\n\nZürich war kurz weg.\n";
    await send({ ...pageExample, documents: [{ filename: "../../etc/report\r\nX: y.md", contentType: "text/markdown; charset=utf-8", content }] });
    const [attached] = server.mailbox[0]?.parsed.attachments ?? [];
    expect(attached?.filename).toBe("..-..-etc-report X- y.md");
    expect(
      Buffer.from(attached?.content as ArrayBuffer)
        .toString("utf8")
        .replaceAll("\r\n", "\n"),
    ).toBe(content);
  });

  test("connections are kept and used again", async () => {
    const before = server.state.connections;
    await send(pageExample);
    await send(pageExample);
    await send(pageExample);
    expect(server.state.connections - before).toBeLessThanOrEqual(1);
  });

  test("a kept connection that the server has cut meanwhile costs nothing", async () => {
    await send(pageExample);
    server.cut();
    expect(await send(pageExample)).toMatchObject({ outcome: "ok" });
    expect(server.mailbox).toHaveLength(2);
  });
});

describe("what each behaviour comes to", () => {
  test.each([
    ["reject-550", { outcome: "failed", permanent: true }],
    ["reject-451", { outcome: "failed", permanent: false }],
    ["policy-550", { outcome: "failed", permanent: false }],
    ["hang", { outcome: "failed", permanent: false }],
  ] as const)("R7 %s was certainly not sent", async (behaviour, outcome) => {
    server.state.behaviour = behaviour;
    expect(await send(pageExample)).toMatchObject(outcome);
    expect(server.mailbox).toHaveLength(0);
  });

  test.each(["hang-after-data", "accept-then-drop"] as const)("R6 %s is unknown, and the mail is there once", async (behaviour) => {
    server.state.behaviour = behaviour;
    expect(await send(pageExample)).toMatchObject({ outcome: "unknown" });
    expect(server.mailbox).toHaveLength(1);
  });

  test("R7 a server that is not there, and a name that does not exist, are failed", async () => {
    const gone = await fakeSmtp();
    await gone.close();
    expect(await email.send(wire, { ...settings(), port: gone.port }, to, pageExample)).toMatchObject({ outcome: "failed", permanent: false });
    expect(await email.send(wire, { ...settings(), host: "mail.invalid" }, to, pageExample)).toMatchObject({ outcome: "failed", permanent: false });
  });

  test("S12 a wrong password is the configuration's fault, and the reason holds neither password nor address", async () => {
    const guarded = await fakeSmtp({ user: "demo", password: "right" });
    const wrong = { ...settings(), port: guarded.port, user: "demo", password: "wrong-secret" };
    const outcome = await email.send(wire, wrong, to, pageExample);
    expect(outcome).toMatchObject({ outcome: "failed", permanent: false });
    expect(JSON.stringify(outcome)).not.toMatch(/wrong-secret|ana@example/);
    expect(await email.send(wire, { ...wrong, password: "right" }, to, pageExample)).toMatchObject({ outcome: "ok" });
    await guarded.close();
  });
});

describe("addresses", () => {
  test.each([
    ["Ana@Example.TEST ", "Ana@example.test"],
    ["a.b+c@example.test", "a.b+c@example.test"],
  ])("%s is read as %s", (given, address) => expect(email.address.parse(given)).toBe(address));

  test.each([
    "",
    "ana",
    "ana@",
    "ana@example.test, ben@example.test",
    "Ana <ana@example.test>",
    "ana@example.test\r\nBcc: x@example.test",
    `${"a".repeat(260)}@example.test`,
  ])("%j is refused", (given) => expect(email.address.safeParse(given).success).toBe(false));

  test("are shown masked", () => expect(email.mask("ana@example.test")).toBe("a•••@example.test"));
});

describe("replies and leaving", () => {
  const token = "0123456789abcdef0123456789abcdef01234567";
  const answering = () =>
    email.settings.parse({ ...settings(), replyTo: "Quarterdeck@in.example.test", settingsUrl: "https://quarterdeck.example.test/settings" });
  const headerOf = (name: string) => server.mailbox.at(-1)?.parsed.headers.find((one) => one.key === name)?.value;

  test("a page can be answered by replying: to an address of its own, and the words say so", async () => {
    await email.send(wire, answering(), to, { ...pageExample, answerable: { handle: token } });
    expect(headerOf("reply-to")).toBe(`Quarterdeck+${token}@in.example.test`);
    expect(headerOf("references")).toMatch(/^<incident\.[0-9a-f]{32}@example\.test>$/);
    expect(server.mailbox[0]!.parsed.text).toContain("You can also answer this mail: OK");
    expect(server.mailbox[0]!.parsed.html).toContain("You can also answer this mail: OK");
  });

  test("without a token, or where no mail comes in, nothing invites a reply", async () => {
    await email.send(wire, answering(), to, codeExample);
    await email.send(wire, answering(), to, pageExample);
    await email.send(wire, settings(), to, { ...pageExample, answerable: { handle: token } });
    for (const { parsed } of server.mailbox) {
      expect(parsed.headers.some(({ key }) => key === "reply-to")).toBe(false);
      expect(parsed.text).not.toContain("answer this mail");
    }
  });

  test("field 4.6 List-Unsubscribe leads to one's settings: one press in a mail program makes nobody unreachable", async () => {
    await email.send(wire, answering(), to, pageExample);
    expect(headerOf("list-unsubscribe")).toBe("<https://quarterdeck.example.test/settings>");
    expect(headerOf("list-unsubscribe-post")).toBeUndefined();
  });
});
