/** A schedule's stream over a real database: found by the census, woken by what people change, its notices in the queue once. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engineOf } from "../../src/core/engines.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import { doorOf } from "../../src/shell/dispatch.ts";
import { calendarStatement } from "../../src/shell/oncall/holidays.ts";
import { census } from "../../src/shell/oncall/streams.ts";
import { statesOf } from "../../src/shell/states.ts";
import { wakeDue } from "../../src/shell/wake.ts";
import { here } from "../../src/shell/world.ts";
import { factStatement } from "../../src/store/directory/facts.ts";
import { postgresStore } from "../../src/store/postgres.ts";
import { type Caller, type Server, startServer } from "../http/server.ts";

const day = 86_400_000;
const at = (days: number) => new Date(Math.floor(Date.now() / day) * day + days * day).toISOString();

let server: Server;
let admin: Caller & { readonly person: string };
let ben: Caller & { readonly person: string };
let cleo: Caller & { readonly person: string };

beforeAll(async () => {
  server = await startServer();
  admin = await server.setUp();
  ben = await server.member(admin, "Demo Ben");
  cleo = await server.member(admin, "Demo Cleo");
});
afterAll(() => server.stop());

/** A node's door over the same database. */
function node() {
  const { pool } = server.fresh;
  const facts = (kind: string) => (kind === "calendar" ? calendarStatement(here) : factStatement(kind));
  const store = postgresStore({ pool, intake: pool, clock: "database", id: here.id, facts, sleep: here.sleep, trouble: () => undefined });
  const shelf = { active: async () => null, version: async () => null, defaultKey: async () => "none" };
  const parts = { store, engineOf, packs: shelf, states: statesOf(engineOf, store, "test"), id: here.id };
  const dispatch = doorOf(parts);
  const alarms: string[] = [];
  const waker = { parts, dispatch, alarm: (_stream: string, reason: string) => void alarms.push(reason), failures: new Map<string, number>() };
  return { store, dispatch, alarms, wake: async () => void (await wakeDue(waker)) };
}

describe("schedule streams", () => {
  it("field 15 census, changes and answers each bring their notices once, whichever node looks", async () => {
    const begins = at(0).slice(0, 16);
    const rotation = {
      id: "main",
      name: "Main",
      zone: "UTC",
      begins,
      every: { n: 1, unit: "day" },
      rosters: [{ from: begins, slots: [[ben.person], [cleo.person]] }],
    };
    expect((await admin.post("/api/v1/schedules", { key: "web", title: "Web", zone: "UTC", rotations: [rotation] })).status).toBe(201);
    const [one, other] = [node(), node()];
    const found = await Promise.all([census(server.parts.db, one.dispatch), census(server.parts.db, other.dispatch)]);
    expect(Math.max(...found)).toBe(2);
    expect(await census(server.parts.db, one.dispatch)).toBe(0);
    const looked = async () => {
      await Promise.all([one.wake(), other.wake()]);
      await one.wake();
      const rows = await one.store.jobs.outbox(program, { stream: "schedule/web", limit: 100 });
      return rows.map(({ template, person }) => `${template} ${person}`).sort();
    };
    expect(await looked()).toEqual([`shift-begins ${ben.person}`]);
    const asked = await ben.post("/api/v1/schedules/web/cover-requests", { from: at(4), until: at(5) });
    expect(asked.status, asked.text).toBe(201);
    expect(await looked()).toEqual([`cover-asked ${cleo.person}`, `shift-begins ${ben.person}`]);
    expect((await cleo.post(`/api/v1/cover-requests/${asked.body.id}/accept`)).status).toBe(200);
    const told = await looked();
    expect(told.filter((line) => line.startsWith("cover-answered"))).toEqual([`cover-answered ${ben.person}`, `cover-answered ${cleo.person}`].sort());
    expect(told.filter((line) => line.startsWith("schedule-changed"))).toEqual([]);
    // Somebody is added from the day after tomorrow on: everyone whose shifts change is told.
    const next = { ...rotation, rosters: [...rotation.rosters, { from: at(2).slice(0, 16), slots: [[ben.person], [cleo.person], [admin.person]] }] };
    expect((await admin.patch("/api/v1/schedules/web", { version: 1, rotations: [next] })).status).toBe(200);
    const changed = (await looked()).filter((line) => line.startsWith("schedule-changed"));
    expect(changed).toEqual([admin.person, ben.person, cleo.person].map((person) => `schedule-changed ${person}`).sort());
    expect((await looked()).length).toBe(told.length + 3);
    expect([...one.alarms, ...other.alarms]).toEqual([]);
    const { rows } = await server.fresh.pool.query("select wake_at > now() as ahead, quarantined from stream where id = 'schedule/web'");
    expect(rows).toEqual([{ ahead: true, quarantined: null }]);
  });
});
