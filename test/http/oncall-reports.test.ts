/** What being on call costs, who could be reached, and public holidays. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readinessRoutes } from "../../src/http/oncall/reports.ts";
import { calendarOf, calendarStatement } from "../../src/shell/oncall/holidays.ts";
import { factStatement } from "../../src/store/directory/facts.ts";
import { postgresStore } from "../../src/store/postgres.ts";
import { type Caller, type Server, startServer } from "./server.ts";

type Who = Caller & { readonly person: string };
let server: Server;
let admin: Who;
let ben: Who;

beforeAll(async () => {
  server = await startServer({ plugins: [readinessRoutes(async () => [{ rank: 1, name: "Critical" }])] });
  admin = await server.setUp();
  ben = await server.member(admin, "Demo Ben");
  expect((await ben.patch("/api/v1/people/me", { version: 1, name: "=Demo Ben" })).status).toBe(200);
  const organisation = (await admin.get("/api/v1/organisation")).body as unknown as { version: number };
  const set = await admin.patch("/api/v1/organisation", { version: organisation.version, holidayRegion: "DE-BY", zone: "Europe/Berlin" });
  expect(set.status, set.text).toBe(200);
  const rotation = {
    id: "main",
    name: "Main",
    zone: "Europe/Berlin",
    begins: "2026-01-05T00:00",
    every: { n: 1, unit: "week" },
    rosters: [{ from: "2026-01-05T00:00", slots: [[ben.person], [admin.person]] }],
  };
  const made = await admin.post("/api/v1/schedules", { key: "web", title: "Web", zone: "Europe/Berlin", rotations: [rotation] });
  expect(made.status, made.text).toBe(201);
});
afterAll(() => server.stop());

describe("the report", () => {
  const easter = "/api/v1/reports/on-call?from=2026-03-30T00:00:00%2B02:00&until=2026-04-13T00:00:00%2B02:00";
  type Row = { person: string; schedule: string | null; hours: number; nights: number; weekends: number; holidays: number; pages: number; answered: number };
  const rowsOf = async (who: Who, path = easter) => {
    const reply = await who.get(path);
    expect(reply.status, reply.text).toBe(200);
    return (reply.body as unknown as { rows: Row[] }).rows.filter(({ schedule }) => schedule !== "commander");
  };

  it("counts hours, nights, weekends and holidays by person and schedule", async () => {
    const rows = await rowsOf(admin);
    const own = (person: string) => rows.find((row) => row.person === person)!;
    // Ben has the week with Good Friday and Easter Sunday, Ana that with Easter Monday.
    expect(own(ben.person)).toMatchObject({ schedule: "web", hours: 168, weekends: 1, pages: 0 });
    expect(own(ben.person).holidays).toBeGreaterThanOrEqual(1);
    expect(own(admin.person).holidays).toBe(1);
    expect(own(ben.person).nights).toBeGreaterThanOrEqual(7);
  });

  it("counts pages with the schedule in which somebody was on call, and whether they answered; drills are no pages", async () => {
    const { pool } = server.fresh;
    let position = 1;
    const happens = (stream: string, type: string, at: string, data: object) =>
      pool.query(
        `insert into event (stream, seq, type, v, at, actor, data, seen_by, payload_hash, hash, position)
         values ($1, $2::int, $3, 1, $4, 'system', $5, 'all', '', '', $2::int)`,
        [stream, position++, type, at, JSON.stringify(data)],
      );
    for (const [id, drill] of [
      ["real", false],
      ["drill", true],
    ] as const)
      await pool.query(
        `insert into stream (id, seq, hash, last_at, confidential, participants, title, phase, process, drill, reported_at, published)
         values ($1, 0, '', now(), false, '{}', 'x', 'active', 'sitrep', $2, now(), '[]')`,
        [id, drill],
      );
    // The first in Ben's week, answered; the second in Ana's, so outside any shift of Ben's; the third is a drill's.
    await happens("real", "paged", "2026-04-01T12:00:00Z", { page: "p1", person: ben.person, why: "", team: true });
    await happens("real", "page-answered", "2026-04-01T12:01:00Z", { page: "p1", person: ben.person, how: "web" });
    await happens("real", "paged", "2026-04-08T12:00:00Z", { page: "p2", person: ben.person, why: "", team: true });
    await happens("drill", "paged", "2026-04-01T12:00:00Z", { page: "p3", person: ben.person, why: "", team: true });
    const own = (await rowsOf(admin)).filter(({ person }) => person === ben.person);
    expect(own.find(({ schedule }) => schedule === "web")).toMatchObject({ pages: 1, answered: 1 });
    expect(own.find(({ schedule }) => schedule === null)).toMatchObject({ pages: 1, answered: 0, hours: 0 });
  });

  it("others see their own rows only", async () => {
    expect(new Set((await rowsOf(ben)).map(({ person }) => person))).toEqual(new Set([ben.person]));
  });

  it("S4 as a file no cell is a formula, and that it was taken is written down", async () => {
    const reply = await admin.get(`${easter}&format=csv`);
    expect(reply).toMatchObject({ status: 200, headers: { "content-type": "text/csv; charset=utf-8" } });
    const lines = reply.text.split("\r\n");
    expect(lines[0]).toBe("name,schedule,hours,nightHours,nights,weekendHours,weekends,holidayHours,holidays,pages,answered");
    expect(lines.find((line) => line.includes(",Web,") && line.includes("Ben"))).toMatch(/^"'=Demo Ben",Web,168,/);
    const audit = (await admin.get("/api/v1/audit?subject=on-call.csv")).body.lines as unknown as object[];
    expect(audit).toMatchObject([{ action: "exported" }]);
  });

  it("refuses stretches that are none or too long", async () => {
    expect(await admin.get("/api/v1/reports/on-call?from=2026-03-02T00:00:00Z&until=2026-03-01T00:00:00Z")).toMatchObject({
      status: 422,
      body: { pointer: "/until" },
    });
    expect((await admin.get("/api/v1/reports/on-call?from=2020-03-02T00:00:00Z&until=2026-03-01T00:00:00Z")).status).toBe(422);
    expect((await admin.get("/api/v1/reports/on-call?from=2026-03-02T00:00:00Z&until=2026-03-05T00:00:00Z&format=xml")).status).toBe(422);
  });
});

describe("readiness", () => {
  it("field 14 says who could really be reached now, for each severity, and where nobody is on call", async () => {
    const always = await admin.post("/api/v1/schedules", { key: "gappy", title: "Gappy", zone: "UTC", rotations: [] });
    expect(always.status, always.text).toBe(201);
    const reply = await ben.get("/api/v1/readiness/on-call");
    expect(reply.status, reply.text).toBe(200);
    type Reach = { person: string; methods: string[]; wakes: boolean; says: string };
    const { schedules, severities } = reply.body as unknown as {
      schedules: { schedule: { id: string }; now: Reach[]; week: Reach[]; gaps: object[]; problems: string[] }[];
      severities: { rank: number; reachable: boolean; says: string; people: Reach[] }[];
    };
    const of = (id: string) => schedules.find(({ schedule }) => schedule.id === id)!;
    expect(of("gappy")).toMatchObject({ now: [], problems: expect.arrayContaining(["Nobody is on call now."]) });
    expect(of("gappy").gaps).toHaveLength(1);
    // Ana's mail is proven and wakes nobody; Ben has proven nothing.
    expect(of("web").week.find(({ person }) => person === admin.person)).toMatchObject({ methods: ["email"], wakes: false });
    expect(of("web").week.find(({ person }) => person === ben.person)).toMatchObject({ wakes: false });
    expect(severities).toMatchObject([{ rank: 1, name: "Critical", reachable: false }]);
    await server.fresh.pool.query(
      "insert into contact_method (id, person, channel, address, verified_at) values (gen_random_uuid(), $1, 'sms', '+15005550006', now())",
      [admin.person],
    );
    const after = (await ben.get("/api/v1/readiness/on-call")).body as unknown as { severities: object[] };
    expect(after.severities).toMatchObject([{ reachable: true }]);
  });
});

describe("holidays", () => {
  it("are a region's own, a year back and three ahead; what is no region has none", async () => {
    const bavaria = (await calendarOf("DE-BY", 2026))!;
    expect(bavaria.holidays).toMatchObject({ "2026-01-06": expect.any(String), "2026-12-25": expect.any(String) });
    expect((await calendarOf("DE-BE", 2026))!.holidays["2026-01-06"]).toBeUndefined();
    expect(Object.keys(bavaria.holidays).map((date) => date.slice(0, 4))).toEqual(expect.arrayContaining(["2025", "2029"]));
    expect((await calendarOf("FR", 2026))!.holidays["2026-07-14"]).toBeDefined();
    for (const none of ["XX", "DE-XX", "de", "", "DE_BY", "../etc"]) expect(await calendarOf(none, 2026)).toBeNull();
  });

  it("stand on the calendar, and a region that nobody knows is refused", async () => {
    const view = await ben.get("/api/v1/schedules/web/calendar?from=2026-12-20T00:00:00Z&until=2026-12-31T00:00:00Z");
    expect(view.body.holidays).toEqual(expect.arrayContaining([expect.objectContaining({ date: "2026-12-25", region: "DE-BY" })]));
    const { version } = (await admin.get("/api/v1/organisation")).body as unknown as { version: number };
    expect(await admin.patch("/api/v1/organisation", { version, holidayRegion: "ZZ" })).toMatchObject({ status: 422, body: { pointer: "/holidayRegion" } });
  });

  it("are the fact calendar in the store", async () => {
    const facts = (kind: string) => (kind === "calendar" ? calendarStatement({ nowMs: () => Date.UTC(2026, 2, 1) }) : factStatement(kind));
    const store = postgresStore({
      pool: server.fresh.pool,
      intake: server.fresh.pool,
      clock: "database",
      id: () => "x",
      facts,
      sleep: async () => undefined,
      trouble: () => undefined,
    } as never);
    expect((await store.read.fact("calendar", "FR")).value).toMatchObject({ region: "FR", holidays: { "2026-07-14": expect.any(String) } });
    expect((await store.read.fact("calendar", "XX")).value).toBeNull();
  });
});
