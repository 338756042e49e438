/** Schedules over HTTP on a real database: saved whole or not at all, previewed by what runs, read however far. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, type Server, startServer } from "./server.ts";

let server: Server;
let admin: Caller & { readonly person: string };
let ben: Caller & { readonly person: string };

beforeAll(async () => {
  server = await startServer();
  admin = await server.setUp();
  ben = await server.member(admin, "Demo Ben");
});
afterAll(() => server.stop());

const rotation = (slots: readonly (readonly string[])[], more: object = {}) => ({
  ...{ id: "primary", name: "Primary", zone: "Europe/Berlin", begins: "2026-03-02T09:00", every: { n: 1, unit: "week" } },
  rosters: [{ from: "2026-03-02T09:00", slots }],
  ...more,
});
let made = 0;
async function schedule(rotations: readonly object[]): Promise<string> {
  made += 1;
  const key = `s${made}`;
  const reply = await admin.post("/api/v1/schedules", { key, title: `Schedule ${made}`, zone: "Europe/Berlin", rotations });
  expect(reply.status, reply.text).toBe(201);
  return key;
}
const year = "from=2026-03-01T00:00:00Z&until=2026-04-30T00:00:00Z";

describe("saving", () => {
  it("keeps what was given, shows everybody of it, and refuses another version", async () => {
    const key = await schedule([rotation([[admin.person], [ben.person]])]);
    const shown = await ben.get(`/api/v1/schedules/${key}`);
    expect(shown.body).toMatchObject({
      id: key,
      version: 1,
      people: [admin.person, ben.person],
      rotations: [{ id: "primary", advance: "active", shadows: {}, ends: null }],
    });
    expect((await admin.patch(`/api/v1/schedules/${key}`, { version: 1, title: "Renamed" })).body).toMatchObject({ title: "Renamed", version: 2 });
    expect((await admin.patch(`/api/v1/schedules/${key}`, { version: 1, title: "Late" })).status).toBe(412);
    expect((await admin.del(`/api/v1/schedules/${key}?version=1`)).status).toBe(412);
    expect((await admin.del(`/api/v1/schedules/${key}?version=2`)).body).toEqual({ removed: key });
    expect((await ben.get(`/api/v1/schedules/${key}`)).status).toBe(404);
  });

  const wrong: readonly [what: string, rotations: () => readonly object[], pointer: string][] = [
    ["an unknown zone", () => [rotation([[admin.person]], { zone: "Mars/Olympus" })], "/rotations/0/zone"],
    ["a zone that is an offset", () => [rotation([[admin.person]], { zone: "+02:00" })], "/rotations/0/zone"],
    ["a date that does not exist", () => [rotation([[admin.person]], { begins: "2026-02-30T09:00" })], "/rotations/0/begins"],
    ["an end before the beginning", () => [rotation([[admin.person]], { ends: "2026-03-01T09:00" })], "/rotations/0/ends"],
    ["a turn of no time", () => [rotation([[admin.person]], { every: { n: 0, unit: "week" } })], "/rotations/0/every/n"],
    ["a number that is none", () => [rotation([[admin.person]], { every: { n: "two", unit: "week" } })], "/rotations/0/every/n"],
    ["two of one name", () => [rotation([[admin.person]]), rotation([[ben.person]])], "/rotations/1/id"],
    ["somebody who does not exist", () => [rotation([[admin.person], ["0192f0c1-0000-7000-8000-000000000001"]])], "/rotations/0/rosters/0/slots/1/0"],
    [
      "a shadow who does not exist",
      () => [rotation([[admin.person]], { shadows: { [admin.person]: "0192f0c1-0000-7000-8000-000000000001" } })],
      `/rotations/0/shadows/`,
    ],
    ["a field nobody knows", () => [{ ...rotation([[admin.person]]), colour: "red" }], "/rotations/0"],
  ];
  it.each(wrong)("refuses %s, and nothing of it is saved", async (_what, rotations, pointer) => {
    const refused = await admin.post("/api/v1/schedules", { key: "wrong", title: "Wrong", zone: "UTC", rotations: rotations() });
    expect(refused.status, refused.text).toBe(422);
    expect(refused.headers["content-type"]).toContain("application/problem+json");
    expect(String(refused.body.pointer)).toContain(pointer);
    expect((await admin.get("/api/v1/schedules/wrong")).status).toBe(404);
    const key = await schedule([rotation([[admin.person]])]);
    expect((await admin.patch(`/api/v1/schedules/${key}`, { version: 1, title: "Half", rotations: rotations() })).status).toBe(422);
    expect((await admin.get(`/api/v1/schedules/${key}`)).body).toMatchObject({ version: 1, people: [admin.person] });
  });

  it("refuses who has left, but where they stood already; then their turns are nobody's and everybody sees the gap", async () => {
    const leaver = await server.member(admin, "Demo Leaver");
    const key = await schedule([rotation([[admin.person], [leaver.person]])]);
    expect((await admin.post(`/api/v1/people/${leaver.person}/deactivate`)).body).toMatchObject({ handOver: { lists: [{ kind: "schedule", id: key }] } });
    expect((await admin.patch(`/api/v1/schedules/${key}`, { version: 1, rotations: [rotation([[admin.person], [leaver.person], [ben.person]])] })).status).toBe(
      200,
    );
    expect((await admin.post("/api/v1/schedules", { key: "late", title: "x", zone: "UTC", rotations: [rotation([[leaver.person]])] })).status).toBe(422);
    const view = await ben.get(`/api/v1/schedules/${key}/calendar?${year}`);
    expect((view.body.gaps as unknown as object[])[0]).toEqual({ from: "2026-03-01T00:00:00.000Z", until: "2026-03-02T08:00:00.000Z" });
    expect((view.body.final as unknown as { people: string[] }[]).flatMap(({ people }) => people)).not.toContain(leaver.person);
  });

  it("R26 is not removed while an escalation policy calls it", async () => {
    const key = await schedule([rotation([[admin.person]])]);
    const policy = { steps: [{ after: "PT0S", to: [{ person: admin.person }, { schedule: key }] }] };
    await server.fresh.pool.query("insert into escalation_policy (key, title, definition) values ('calls', 'Calls it', $1)", [JSON.stringify(policy)]);
    expect(await admin.del(`/api/v1/schedules/${key}?version=1`)).toMatchObject({ status: 409, body: { code: "invalid_state" } });
    await server.fresh.pool.query("delete from escalation_policy where key = 'calls'");
    expect((await admin.del(`/api/v1/schedules/${key}?version=1`)).status).toBe(200);
  });

  it("only admins write; a list of people is the shorthand for all at once", async () => {
    expect((await ben.post("/api/v1/schedules", { key: "mine", title: "Mine", zone: "UTC" })).status).toBe(403);
    const list = await admin.post("/api/v1/schedules", { key: "list", title: "List", zone: "Europe/Paris", people: [ben.person, admin.person] });
    expect(list.body).toMatchObject({
      people: [ben.person, admin.person],
      rotations: [{ id: "everybody", rosters: [{ slots: [[ben.person, admin.person]] }] }],
    });
    expect((await admin.patch("/api/v1/schedules/list", { version: 1, people: [ben.person] })).body).toMatchObject({ people: [ben.person], version: 2 });
    const key = await schedule([rotation([[admin.person], [ben.person]])]);
    expect((await admin.patch(`/api/v1/schedules/${key}`, { version: 1, people: [ben.person] })).body).toMatchObject({ pointer: "/people" });
  });
});

describe("looking", () => {
  it("field 17 the calendar shows rotations, gaps and the change of clocks as they are", async () => {
    const key = await schedule([rotation([[admin.person], [ben.person]])]);
    const view = await ben.get(`/api/v1/schedules/${key}/calendar?${year}`);
    expect(view.status, view.text).toBe(200);
    const shifts = view.body.final as unknown as { from: string; until: string; people: string[] }[];
    // Clocks go forward on 29 March: 09:00 in Berlin is 08:00 before and 07:00 after, by the same wall clock.
    expect(shifts.map(({ from }) => from)).toEqual(expect.arrayContaining(["2026-03-23T08:00:00.000Z", "2026-03-30T07:00:00.000Z"]));
    expect(view.body.names).toMatchObject({ [ben.person]: "Demo Ben" });
    expect(view.body.quality).toMatchObject({ score: expect.any(Number), gapsPercent: expect.any(Number) });
    expect(view.body.warnings).toEqual(expect.arrayContaining([expect.objectContaining({ code: "gap", from: "2026-03-01T00:00:00.000Z" })]));
  });

  it("field 5 the preview of a draft equals the calendar once it is saved", async () => {
    const rotations = [
      rotation([[admin.person], [ben.person]], { every: { n: 1, unit: "day" }, restrictions: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }] }),
    ];
    const stretch = { from: "2026-03-01T00:00:00Z", until: "2026-03-31T00:00:00Z" };
    const preview = await ben.ask({ method: "POST", url: "/api/v1/schedules/new/calendar", payload: { ...stretch, zone: "Europe/Berlin", rotations } });
    expect(preview.status, preview.text).toBe(200);
    const key = await schedule(rotations);
    const saved = await ben.get(`/api/v1/schedules/${key}/calendar?from=${stretch.from}&until=${stretch.until}`);
    expect(saved.body.final).toEqual(preview.body.final);
    expect(saved.body.gaps).toEqual(preview.body.gaps);
    // Nothing was saved by looking, and what cannot be saved cannot be looked at.
    expect((await ben.get("/api/v1/schedules/new")).status).toBe(404);
    const wrong = await ben.post("/api/v1/schedules/new/calendar", { ...stretch, rotations: [rotation([[ben.person]], { zone: "Nowhere" })] });
    expect(wrong).toMatchObject({ status: 422, body: { pointer: "/rotations/0/zone" } });
  });

  it("refuses stretches that are none or too long", async () => {
    const key = await schedule([rotation([[admin.person]])]);
    const at = (from: string, until: string) => ben.get(`/api/v1/schedules/${key}/calendar?from=${from}&until=${until}`);
    expect(await at("2026-03-02T00:00:00Z", "2026-03-01T00:00:00Z")).toMatchObject({ status: 422, body: { pointer: "/until" } });
    expect((await at("2026-03-02T00:00:00Z", "2036-03-01T00:00:00Z")).status).toBe(422);
    expect((await at("yesterday", "2036-03-01T00:00:00Z")).status).toBe(422);
    expect((await ben.get(`/api/v1/schedules/nowhere/calendar?${year}`)).status).toBe(404);
  });

  it("field 11 who is on call says who now, until when, who next, and this week", async () => {
    const key = await schedule([rotation([[admin.person], [ben.person]], { every: { n: 1, unit: "day" } })]);
    const reply = await ben.get("/api/v1/on-call");
    const called = (
      reply.body.onCall as unknown as {
        schedule: { id: string };
        people: { id: string }[];
        until: string;
        next: { from: string; people: { id: string }[] };
        week: object[];
      }[]
    ).find((one) => one.schedule.id === key)!;
    expect(called.people).toHaveLength(1);
    expect(called.next.from).toBe(called.until);
    expect(called.next.people[0]!.id).not.toBe(called.people[0]!.id);
    expect(called.week.length).toBeGreaterThanOrEqual(7);
  });

  it("field 13 a person sees all their shifts, however far, page by page, none twice and none cut", async () => {
    const who = await server.member(admin, "Demo Cleo");
    await schedule([rotation([[who.person], [admin.person], [ben.person]], { zone: "UTC" })]);
    type Shift = { from: string; until: string };
    const all: Shift[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < 100; page++) {
      const reply = await who.get(`/api/v1/people/me/shifts?from=2026-03-02T00:00:00Z&limit=10${cursor === null ? "" : `&cursor=${cursor}`}`);
      expect(reply.status, reply.text).toBe(200);
      all.push(...(reply.body.shifts as unknown as Shift[]));
      cursor = reply.body.next as unknown as string | null;
      if (cursor === null) break;
    }
    const week = 7 * 86_400_000;
    expect(all[0]).toMatchObject({ from: "2026-03-02T09:00:00.000Z", until: "2026-03-09T09:00:00.000Z" });
    all.forEach((shift, place) => {
      expect(Date.parse(shift.from)).toBe(Date.parse(all[0]!.from) + place * 3 * week);
      expect(Date.parse(shift.until) - Date.parse(shift.from)).toBe(week);
    });
    expect(all.at(-1)!.from > "2030-12-01").toBe(true);
  });

  it("a shift without an end says so", async () => {
    const who = await server.member(admin, "Demo Always");
    await admin.post("/api/v1/schedules", { key: "always", title: "Always", zone: "UTC", people: [who.person] });
    const reply = await who.get("/api/v1/people/me/shifts");
    expect(reply.body.shifts).toEqual([{ schedule: { id: "always", name: "Always" }, from: expect.any(String), until: null, beside: null }]);
  });
});
