/** One's own calendar: what is a meeting in it, what the core reads of it, and the answer that calendar programs act on. */
import ical from "node-ical";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { addressOfContact } from "../../src/shell/access/send.ts";
import { replyTo } from "../../src/shell/oncall/meeting-reply.ts";
import { refreshOwnCalendars } from "../../src/shell/oncall/own-calendars.ts";
import { readFact } from "../../src/store/directory/facts.ts";
import { loopbackServer } from "../fakes/http-server.ts";
import { type Caller, type Server, startServer } from "./server.ts";

type Who = Caller & { readonly person: string; readonly email: string };
let server: Server;
let ben: Who;
let calendar: Awaited<ReturnType<typeof loopbackServer>>;
let body = "";
let status = 200;

const hour = 3_600_000;
const at = (hours: number) => new Date(Math.floor(Date.now() / hour) * hour + hours * hour).toISOString();
const stamp = (iso: string) => iso.replaceAll(/[-:]|\.000/g, "");
const path = "/api/v1/me/calendar";
const put = (who: Caller, payload: object) => who.ask({ method: "PUT", url: path, payload });

/** A meeting that Lea called, unless `more` says otherwise. */
const meeting = (uid: string, hours: number, more: readonly string[] = []) => [
  ...["BEGIN:VEVENT", `UID:${uid}`, "DTSTAMP:20260301T000000Z", "SEQUENCE:3", `SUMMARY:Meeting ${uid}`, `DTSTART:${stamp(at(hours))}`],
  ...[`DTEND:${stamp(at(hours + 1))}`, "ORGANIZER;CN=Demo Lea:mailto:lea@example.test", `ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:${ben.email.toUpperCase()}`],
  ...[...more, "END:VEVENT"],
];
const file = (...events: readonly (readonly string[])[]) =>
  `${["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Demo//EN", ...events.flat(), "END:VCALENDAR"].join("\r\n")}\r\n`;
const query = () => ({ query: async (text: string, values: unknown[]) => server.fresh.pool.query(text, values) }) as unknown as Parameters<typeof readFact>[0];
const known = async () => (await readFact(query(), "meetings", ben.person))?.meetings ?? [];

beforeAll(async () => {
  server = await startServer({ reachable: ["127.0.0.1"] });
  ben = await server.member(await server.setUp(), "Demo Ben");
  calendar = await loopbackServer((_request, response) => {
    response.writeHead(status, { "content-type": "text/calendar" });
    response.end(body);
  });
});
afterAll(async () => {
  await calendar.close();
  await server.stop();
});
beforeEach(() => {
  status = 200;
});

it("GD2-24 a file is read once: what is free, declined, all day or over is no meeting", async () => {
  const declined = meeting("no", 3).map((line) => line.replace("ACCEPTED", "DECLINED"));
  const day = ["BEGIN:VEVENT", "UID:day", `DTSTART;VALUE=DATE:${stamp(at(24)).slice(0, 8)}`, "SUMMARY:Holiday", "END:VEVENT"];
  const text = file(meeting("planning", 2), meeting("free", 2, ["TRANSP:TRANSPARENT"]), declined, day, meeting("past", -50), meeting("far", 24 * 90));
  const set = await put(ben, { file: text });
  expect([set.status, set.body]).toMatchObject([
    200,
    { kind: "file", url: null, problem: null, meetings: [{ title: "Meeting planning", organiser: "Demo Lea" }] },
  ]);
  expect(await known()).toMatchObject([{ title: "Meeting planning", from: at(2), until: at(3), organiser: "Demo Lea", writable: true }]);
  expect((await put(ben, { file: "no calendar" })).body).toMatchObject({ code: "invalid_value" });
  expect(await known()).toHaveLength(1);
});

it("GD2-25 the answer is a REPLY that says who does not come to which occurrence, to whoever called it", async () => {
  await put(ben, { file: file(meeting("weekly", 2, ["RRULE:FREQ=DAILY;COUNT=3"])) });
  const [, second] = await known();
  expect(await addressOfContact(server.parts, second!.uid)).toEqual({ channel: "email", address: "lea@example.test", secrets: [], name: "Demo Lea" });
  const text = (await replyTo(server.parts.db, second!.uid, at(0)))!;
  const lines = text.replaceAll("\r\n ", "").split("\r\n");
  expect(lines).toEqual(
    expect.arrayContaining(["METHOD:REPLY", "UID:weekly", "SEQUENCE:3", `RECURRENCE-ID:${stamp(second!.from)}`, "ORGANIZER:mailto:lea@example.test"]),
  );
  expect(lines).toContain(`ATTENDEE;PARTSTAT=DECLINED;CN="Demo Ben":mailto:${ben.email}`);
  expect(Object.values(ical.sync.parseICS(text)).filter((one) => one?.type === "VEVENT")).toHaveLength(1);
});

it("whoever calls their own meetings has nobody to write to", async () => {
  await put(ben, { file: file(meeting("mine", 2).map((line) => (line.startsWith("ORGANIZER") ? `ORGANIZER:mailto:${ben.email}` : line))) });
  const [mine] = await known();
  expect(mine).toMatchObject({ organiser: null, writable: false });
  expect(await addressOfContact(server.parts, mine!.uid)).toBeNull();
  expect(await replyTo(server.parts.db, mine!.uid, at(0))).toBeNull();
});

it("an address is read again: the same meeting keeps its id, and what stood stays when it fails", async () => {
  body = file(meeting("planning", 2));
  expect((await put(ben, { url: `${calendar.url}/ben.ics` })).body).toMatchObject({ kind: "address", url: `${calendar.url}/ben.ics` });
  const [first] = await known();
  const again = async () => {
    await server.fresh.pool.query("update own_calendar set tried_at = now() - interval '1 hour'");
    return refreshOwnCalendars({ ...server.parts });
  };
  body = file(meeting("planning", 2), meeting("review", 4));
  expect(await again()).toBe(1);
  expect((await known()).map(({ uid, title }) => [uid === first!.uid, title])).toEqual([
    [true, "Meeting planning"],
    [false, "Meeting review"],
  ]);
  status = 500;
  await again();
  expect((await ben.get(path)).body).toMatchObject({ problem: "The other side answered with 500.", meetings: [{}, {}] });
  expect((await server.fresh.pool.query("select url from own_calendar")).rows[0].url).not.toContain("127.0.0.1");
  expect((await ben.del(path)).status).toBe(200);
  expect([(await ben.get(path)).status, await known()]).toEqual([404, []]);
});
