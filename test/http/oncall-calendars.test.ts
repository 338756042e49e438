/** Calendars out and in: what calendar programs read back, and what stays when the other side fails. */
import ical from "node-ical";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { refreshStale } from "../../src/shell/oncall/external.ts";
import { icsLimits } from "../../src/shell/oncall/read-ics.ts";
import { loopbackServer } from "../fakes/http-server.ts";
import { type Caller, type Server, startServer } from "./server.ts";

type Who = Caller & { readonly person: string };
let server: Server;
let admin: Who;
let ben: Who;
const day = 86_400_000;
const at = (days: number, hours = 0) => new Date(Math.floor(Date.now() / day) * day + days * day + hours * 3_600_000).toISOString();
/** An instant as calendars write it. */
const stamp = (iso: string) => iso.replaceAll(/[-:]|\.000/g, "");

let body = "";
let status = 200;
let calendar: Awaited<ReturnType<typeof loopbackServer>>;

beforeAll(async () => {
  server = await startServer({ reachable: ["127.0.0.1"] });
  admin = await server.setUp();
  ben = await server.member(admin, "Demo Ben");
  calendar = await loopbackServer((_request, response) => {
    response.writeHead(status, { "content-type": "text/calendar", ...(status === 302 ? { location: "http://169.254.169.254/" } : {}) });
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

let made = 0;
async function daily(title = "Web, shop; night"): Promise<string> {
  made += 1;
  const begins = at(0).slice(0, 16);
  const rotation = {
    id: "main",
    name: "Main",
    zone: "UTC",
    begins,
    every: { n: 1, unit: "day" },
    rosters: [{ from: begins, slots: [[ben.person], [admin.person]] }],
  };
  const reply = await admin.post("/api/v1/schedules", { key: `c${made}`, title, zone: "Europe/Berlin", rotations: [rotation] });
  expect(reply.status, reply.text).toBe(201);
  return `c${made}`;
}

type Address = { readonly id: string; readonly url: string; readonly webcal: string; readonly json: string };
async function address(who: Who, schedule: string | null): Promise<Address> {
  const reply = await who.post("/api/v1/calendar-addresses", { schedule });
  expect(reply.status, reply.text).toBe(201);
  return reply.body as unknown as Address;
}
/** A program without any session. */
const read = (url: string, headers: Record<string, string> = {}) => server.caller().ask({ method: "GET", url: new URL(url).pathname, headers });
const eventsIn = (text: string) =>
  Object.values(ical.sync.parseICS(text)).filter((one) => one?.type === "VEVENT") as {
    uid: string;
    start: Date;
    end: Date;
    summary: string;
    description: string;
    alarms?: object[];
  }[];

describe("out", () => {
  it("a person's own shifts are read back as they are, in UTC, with their alarm, without signing in", async () => {
    await daily();
    await ben.patch(`/api/v1/people/${ben.person}`, {
      version: ((await ben.get(`/api/v1/people/${ben.person}`)).body as unknown as { version: number }).version,
      shiftNoticeMinutes: 90,
    });
    const own = await address(ben, null);
    expect(own.webcal).toMatch(/^webcal:\/\/.*\.ics$/);
    // 256 bits of chance, nothing less.
    expect(own.url.split("/").at(-1)!.replace(".ics", "").length).toBeGreaterThanOrEqual(43);
    const file = await read(own.url);
    expect(file).toMatchObject({ status: 200, headers: { "content-type": "text/calendar; charset=utf-8" } });
    const shifts = eventsIn(file.text).filter(({ summary }) => summary.includes("night"));
    expect(shifts.map(({ start, end }) => [start.toISOString(), end.toISOString()]).slice(0, 2)).toEqual([
      [at(0), at(1)],
      [at(2), at(3)],
    ]);
    expect(shifts[0]).toMatchObject({ summary: "On call: Web, shop; night" });
    expect(shifts[0]!.alarms).toMatchObject([{ trigger: "-PT1H30M" }]);
    expect(file.text).toMatch(/^DTSTART:\d{8}T\d{6}Z\r$/m);
    for (const wanted of ["METHOD:PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:PT15M", "X-PUBLISHED-TTL:PT15M", "DTSTAMP:"]) expect(file.text).toContain(wanted);
    expect(file.text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });

  it("a shift keeps its UID whatever else changes, and its end moves with it", async () => {
    const key = await daily("Stable");
    const all = await address(ben, key);
    const before = new Map(eventsIn((await read(all.url)).text).map((one) => [one.start.toISOString(), one]));
    const short = { from: at(2, 12), until: at(3), kind: "replace", person: admin.person, insteadOf: ben.person };
    expect((await admin.post(`/api/v1/schedules/${key}/overrides`, short)).status).toBe(201);
    const after = new Map(eventsIn((await read(all.url)).text).map((one) => [one.start.toISOString(), one]));
    expect(after.get(at(2))).toMatchObject({ uid: before.get(at(2))!.uid, end: new Date(at(2, 12)), summary: "Demo Ben: Stable" });
    expect(after.get(at(4))!.uid).toBe(before.get(at(4))!.uid);
    expect(new Set([...after.values()].map(({ uid }) => uid)).size).toBe(after.size);
  });

  it("is sent again only when something changed, and tells programs the same as JSON", async () => {
    const key = await daily("Etag");
    const all = await address(ben, key);
    const first = await read(all.url);
    const etag = String(first.headers.etag);
    expect((await read(all.url, { "if-none-match": etag })).status).toBe(304);
    expect((await read(all.url, { "if-none-match": '"other"' })).status).toBe(200);
    await admin.post(`/api/v1/schedules/${key}/overrides`, { from: at(2), until: at(3), kind: "replace", person: admin.person, insteadOf: ben.person });
    const second = await read(all.url, { "if-none-match": etag });
    expect(second.status).toBe(200);
    const json = await read(all.json);
    const shifts = json.body.shifts as unknown as { uid: string; from: string; person: { id: string } }[];
    expect(new Set(shifts.map(({ uid }) => uid))).toEqual(new Set(eventsIn(second.text).map(({ uid }) => uid)));
    expect(shifts.find(({ from }) => from === at(0))).toMatchObject({ person: { id: ben.person }, until: at(1) });
  });

  it("unknown, revoked and orphaned addresses answer alike; only their owner or an admin revokes them", async () => {
    const key = await daily("Secret");
    const [own, other] = [await address(ben, key), await address(ben, null)];
    const unknown = await read(own.url.replace(/[\w-]+\.ics$/, "nobody-knows-this-one-nobody-knows-this-one.ics"));
    expect((await admin.get("/api/v1/calendar-addresses")).body).toEqual({ addresses: [] });
    const listed = (await ben.get("/api/v1/calendar-addresses")).body.addresses as unknown as Address[];
    expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining([own.id, other.id]));
    expect(JSON.stringify(listed)).not.toContain(own.url.split("/").at(-1)!.slice(0, 20));
    const nosy = await server.member(admin, "Demo Nosy Two");
    expect((await nosy.del(`/api/v1/calendar-addresses/${own.id}`)).status).toBe(404);
    expect((await ben.del(`/api/v1/calendar-addresses/${own.id}`)).body).toEqual({ revoked: own.id });
    const revoked = await read(own.url);
    const alike = ({ body: { request: _request, ...problem }, status: code }: Awaited<ReturnType<typeof read>>) => ({ code, problem });
    expect(alike(revoked)).toEqual(alike(unknown));
    expect(revoked.status).toBe(404);
    const leaver = await server.member(admin, "Demo Leaver");
    const theirs = await address(leaver, key);
    expect((await read(theirs.url)).status).toBe(200);
    await admin.post(`/api/v1/people/${leaver.person}/deactivate`);
    expect(alike(await read(theirs.url))).toEqual(alike(unknown));
    expect(server.logged.join("\n")).not.toContain(other.url.split("/").at(-1)!.slice(0, 20));
  });

  it("S13 who guesses is slowed down", async () => {
    const guesser = server.caller();
    const replies = [];
    for (let turn = 0; turn < 70; turn++) replies.push((await guesser.get(`/calendar/guess-${turn}.ics`)).status);
    expect(replies.slice(0, 50).every((one) => one === 404)).toBe(true);
    expect(replies.at(-1)).toBe(429);
  });

  it("refuses a schedule that is not there, and more addresses than anybody needs", async () => {
    expect(await ben.post("/api/v1/calendar-addresses", { schedule: "nowhere" })).toMatchObject({ status: 422, body: { pointer: "/schedule" } });
    const many = await server.member(admin, "Demo Many");
    for (let turn = 0; turn < 20; turn++) await address(many, null);
    expect((await many.post("/api/v1/calendar-addresses", {})).status).toBe(422);
  });
});

const event = (fields: string) => `BEGIN:VEVENT\r\nUID:${Math.random()}\r\nDTSTAMP:20260101T000000Z\r\n${fields}\r\nEND:VEVENT\r\n`;
const file = (...events: string[]) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Demo//EN\r\n${events.join("")}END:VCALENDAR\r\n`;
const times = (from: string, until: string) => `DTSTART:${stamp(from)}\r\nDTEND:${stamp(until)}`;
type External = { shifts: { from: string; until: string; people: string[] }[]; problem: string | null; unmatched: string[]; url: string; names: object };

describe("in", () => {
  const follow = async (who: Who = admin, more: object = {}) => {
    const key = await daily("Followed");
    const reply = await who.ask({ method: "PUT", url: `/api/v1/schedules/${key}/external`, payload: { url: `${calendar.url}/secret/rota.ics`, ...more } });
    return { key, reply, external: reply.body as unknown as External };
  };

  it("events become shifts: by name, by e-mail, by what an admin says, several at once; who is nobody is named", async () => {
    body = file(
      event(`${times(at(1), at(2))}\r\nSUMMARY:[L1] demo  BEN`),
      event(`${times(at(2), at(3))}\r\nSUMMARY:demo.ben@example.test \\, Demo Ana`),
      event(`${times(at(3), at(4))}\r\nSUMMARY:Night crew`),
      event(`${times(at(4), at(5))}\r\nSUMMARY:Somebody Unknown`),
      event(`${times(at(5), at(6))}\r\nSUMMARY:Rota\r\nATTENDEE;CN=Ben:mailto:demo.ben@example.test`),
      event(`${times(at(6), at(7))}\r\nSTATUS:CANCELLED\r\nSUMMARY:Demo Ben`),
    );
    const { key, reply, external } = await follow(admin, { names: { "night crew": admin.person } });
    expect(reply.status, reply.text).toBe(200);
    expect(external.shifts).toEqual([
      { from: at(1), until: at(2), people: [ben.person] },
      { from: at(2), until: at(3), people: [ben.person, admin.person] },
      { from: at(3), until: at(4), people: [admin.person] },
      { from: at(5), until: at(6), people: [ben.person] },
    ]);
    expect(external.unmatched).toEqual(["Somebody Unknown"]);
    expect(external.problem).toContain("Somebody Unknown");
    const seen = (await ben.get(`/api/v1/schedules/${key}/external`)).body as unknown as External;
    expect(seen.url).not.toContain("secret");
    const view = await ben.get(`/api/v1/schedules/${key}/calendar?from=${at(0)}&until=${at(7)}`);
    expect(view.body.warnings).toEqual(expect.arrayContaining([expect.objectContaining({ code: "external" })]));
    const { rows } = await server.fresh.pool.query("select url from external_calendar where schedule = $1", [key]);
    expect(rows[0].url).not.toContain("secret");
  });

  it("recurrence keeps its wall clock over the change of clocks, leaves exceptions out, and floating times are the schedule's", async () => {
    const year = new Date().getUTCFullYear() + (new Date().getUTCMonth() >= 2 ? 1 : 0);
    const march = new Date(Date.UTC(year, 2, 31));
    const lastSunday = 31 - march.getUTCDay();
    const two = (value: number) => String(value).padStart(2, "0");
    // The Friday before clocks go forward in Berlin, then weekly: 09:00 there is 08:00 UTC, then 07:00.
    const friday = `${year}03${two(lastSunday - 2)}`;
    const next = new Date(Date.UTC(year, 2, lastSunday - 2 + 7));
    const skipped = `${next.getUTCFullYear()}${two(next.getUTCMonth() + 1)}${two(next.getUTCDate())}`;
    body = file(
      event(
        `DTSTART;TZID=Europe/Berlin:${friday}T090000\r\nDTEND;TZID=Europe/Berlin:${friday}T170000\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE;TZID=Europe/Berlin:${skipped}T090000\r\nSUMMARY:Demo Ben`,
      ),
      event(`DTSTART:${stamp(at(1)).slice(0, 8)}T120000\r\nDTEND:${stamp(at(1)).slice(0, 8)}T130000\r\nSUMMARY:Demo Ana`),
    );
    const { external } = await follow();
    const [floating, ...weekly] = external.shifts;
    expect(new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit" }).format(new Date(floating!.from))).toBe("12:00");
    const starts = weekly.map(({ from }) => from.slice(11, 16));
    expect(starts[0]).toBe("08:00");
    expect(starts.slice(1)).toEqual(["07:00", "07:00"].slice(0, starts.length - 1));
    expect(starts.length).toBeGreaterThanOrEqual(1);
  });

  it("what cannot be read is refused when it is set, and nothing stays of it", async () => {
    const cases: readonly [string, () => { readonly body?: string; readonly status?: number }, RegExp][] = [
      ["no calendar", () => ({ body: "<html>Sign in</html>" }), /no calendar/],
      ["broken", () => ({ body: file(event("DTSTART:nonsense\r\nRRULE:FREQ=DAILY\r\nSUMMARY:Demo Ben")) }), /cannot be read/],
      ["too large", () => ({ body: `BEGIN:VCALENDAR\r\n${"X".repeat(icsLimits.bytes + 10)}` }), /larger/],
      ["too many", () => ({ body: file(...Array.from({ length: icsLimits.events + 1 }, () => "BEGIN:VEVENT\r\nEND:VEVENT\r\n")) }), /more than/],
      ["an error", () => ({ status: 500 }), /500/],
      ["a redirect", () => ({ status: 302 }), /leads on/],
    ];
    for (const [what, prepare, says] of cases) {
      ({ body = file(), status = 200 } = prepare());
      const { key, reply } = await follow();
      expect(reply, what).toMatchObject({ status: 422, body: { pointer: "/url", detail: expect.stringMatching(says) } });
      expect((await admin.get(`/api/v1/schedules/${key}/external`)).status).toBe(404);
    }
  });

  it("S5 reaches no address inside: refused before anything is dialled", async () => {
    const key = await daily("Guarded");
    const path = `/api/v1/schedules/${key}/external`;
    for (const url of [
      "http://10.0.0.1/rota.ics",
      "http://169.254.169.254/latest",
      "http://localhost:1/rota.ics",
      "http://[::1]/x.ics",
      "https://user:pw@example.test/x.ics",
    ]) {
      const refused = await admin.ask({ method: "PUT", url: path, payload: { url } });
      expect(refused, url).toMatchObject({ status: 422, body: { pointer: "/url" } });
    }
    expect((await admin.ask({ method: "PUT", url: path, payload: { url: "file:///etc/passwd" } })).status).toBe(422);
    expect((await ben.ask({ method: "PUT", url: path, payload: { url: calendar.url } })).status).toBe(403);
  });

  it("a rule that never comes true, or comes true every second, holds nobody up and is named", async () => {
    body = file(
      event(`DTSTART:${stamp(at(-100))}\r\nDURATION:PT1H\r\nRRULE:FREQ=SECONDLY\r\nSUMMARY:Demo Every Second`),
      event("DTSTART:nonsense\r\nSUMMARY:Demo No Time"),
      event(`${times(at(1), at(2))}\r\nSUMMARY:Demo Ben`),
    );
    const { external } = await follow();
    expect(external.shifts).toEqual([{ from: at(1), until: at(2), people: [ben.person] }]);
    expect(external.problem).toContain("Demo Every Second");
    expect(external.problem).toContain("Demo No Time");
  });

  it("is read again every quarter of an hour; on failure the last good shifts stay and the problem is shown", async () => {
    body = file(event(`${times(at(1), at(2))}\r\nSUMMARY:Demo Ben`));
    const { key } = await follow();
    const version = async () =>
      (await server.fresh.pool.query("select version from fact_version where kind = 'schedule' and key = $1", [key])).rows[0].version as string;
    const shown = async () => (await admin.get(`/api/v1/schedules/${key}/external`)).body as unknown as External;
    const later = (minutes: number) => refreshStale({ ...server.parts, now: async () => new Date(Date.now() + minutes * 60_000).toISOString() });
    const before = await version();
    await later(5);
    expect(await shown()).toMatchObject({ problem: null });
    status = 503;
    await later(16);
    expect(await shown()).toMatchObject({ problem: expect.stringContaining("503"), shifts: [{ people: [ben.person] }] });
    expect(await version()).toBe(before);
    status = 200;
    body = file(event(`${times(at(1), at(2))}\r\nSUMMARY:Demo Ana`));
    await later(40);
    expect(await shown()).toMatchObject({ problem: null, shifts: [{ people: [admin.person] }] });
    expect(await version()).not.toBe(before);
    expect((await admin.del(`/api/v1/schedules/${key}/external`)).body).toEqual({ removed: key });
    expect((await admin.get(`/api/v1/schedules/${key}/external`)).status).toBe(404);
  });
});
