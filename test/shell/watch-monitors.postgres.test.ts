/** Heartbeat sources: one missed sign of life is one alert, the next one ends it, whatever dies in between; and two installations that watch each other. */
import { expect, it } from "vitest";
import { after } from "../../src/core/kernel/time.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import { monitorsOf, showMonitors } from "../../src/shell/watch/monitors.ts";
import { here } from "../../src/shell/world.ts";
import { listenedSince, tellOnce, turn, writeSign } from "../../src/store/watch/heartbeats.ts";
import { until } from "../until.ts";
import { organisation, source, type Watching, watching } from "./watching.ts";

const start = "2026-03-02T10:00:00.000Z";
const plus = (seconds: number) => after(start, `PT${seconds}S`);

/** A judge whose clock the test moves; it listens all the time. */
async function judge(at: Watching) {
  const clock = { now: start, ms: 0 };
  const { accept } = at.room.intake;
  const parts = { db: at.room.db, accept, now: async () => clock.now, id: here.id, monotonicMs: () => clock.ms };
  const judges = [monitorsOf(parts), monitorsOf(parts), monitorsOf(parts)];
  const to = async (seconds: number) => {
    for (let s = (Date.parse(clock.now) - Date.parse(start)) / 1_000 + 30; s < seconds; s += 30) await listenedSince(at.room.db, plus(s));
    Object.assign(clock, { now: plus(seconds), ms: clock.ms + 60_000 });
    const told = await Promise.all(judges.map(({ step }) => step()));
    // A judge that finds the row locked by another leaves it for the next look.
    return [...told, await judges[0]!.step()].reduce((sum, one) => sum + one, 0);
  };
  return { to, sign: (id: string, failed = false, note = "") => writeSign(at.room.db, { source: id, failed, note, at: clock.now }) };
}

const signalsOf = async (at: Watching, id: string) =>
  (await at.fresh.pool.query<{ body: { status: string; title: string; text: string } }>("select body from signal where source = $1 order by n", [id])).rows.map(
    ({ body }) => body,
  );

it("E15 one missed sign of life is exactly one alert, judged by three nodes at once; the next sign ends it", async () => {
  const at = await watching({ works: false });
  const id = await source(at, "heartbeat", { every: "PT5M", grace: "PT1M", severity: { default: 2 } });
  const { to, sign } = await judge(at);
  expect(await to(0)).toBe(0);
  expect((await showMonitors(at.room.db, start))[0]).toMatchObject({ state: "new", dueAt: null });
  expect(await to(1_000)).toBe(0);
  await sign(id);
  expect((await showMonitors(at.room.db, plus(1_000)))[0]).toMatchObject({ state: "fine", beats: 1, dueAt: plus(1_360) });
  expect(await to(1_359)).toBe(0);
  expect(await to(1_360)).toBe(1);
  expect(await to(1_390)).toBe(0);
  expect(await to(3_000)).toBe(0);
  expect(await signalsOf(at, id)).toMatchObject([{ status: "firing", title: "No sign of life from Demo heartbeat", severity: 2 }]);
  await sign(id);
  expect(await to(3_030)).toBe(1);
  expect(await to(3_390)).toBe(1);
  expect((await signalsOf(at, id)).map(({ status }) => status)).toEqual(["firing", "resolved", "firing"]);
}, 60_000);

it("E15 word that it failed is an alert at once, with what it said, also from one that never was heard of", async () => {
  const at = await watching({ works: false });
  const id = await source(at, "heartbeat", { every: "P1D", grace: "PT1M" });
  const { to, sign } = await judge(at);
  await to(0);
  await sign(id, true, "Disk full");
  expect(await to(1)).toBe(1);
  await sign(id, true, "Disk still full");
  expect(await to(2)).toBe(0);
  expect(await signalsOf(at, id)).toMatchObject([
    { status: "firing", title: "Demo heartbeat says that it failed", text: expect.stringContaining("Disk full") },
  ]);
  await sign(id);
  expect(await to(3)).toBe(1);
}, 60_000);

it("E15 a node that dies between noticing and telling costs nothing: told once, and in order", async () => {
  const at = await watching({ works: false });
  const id = await source(at, "heartbeat", { every: "PT5M", grace: "PT1M" });
  const { to, sign } = await judge(at);
  await to(0);
  await sign(id);
  await to(10);
  await turn(at.room.db, { source: id, state: "fine" }, "missing");
  const lost = async () => Promise.reject(new Error("the node died"));
  await expect(tellOnce(at.room.db, id, lost)).rejects.toThrow("the node died");
  await sign(id);
  await to(20);
  await to(30);
  expect((await signalsOf(at, id)).map(({ status }) => status)).toEqual(["firing", "resolved"]);
}, 60_000);

it("E15 nobody is missed for what we could not hear: after an outage of ours everybody has their time again", async () => {
  const at = await watching({ works: false });
  const id = await source(at, "heartbeat", { every: "PT5M", grace: "PT1M" });
  const { sign } = await judge(at);
  const clock = { now: start, ms: 0 };
  const { step } = monitorsOf({ db: at.room.db, accept: at.room.intake.accept, now: async () => clock.now, id: here.id, monotonicMs: () => clock.ms });
  await step();
  await sign(id);
  Object.assign(clock, { now: plus(3_600), ms: 3_600_000 });
  expect(await step()).toBe(0);
  for (let s = 3_630; s <= 3_930; s += 30) {
    Object.assign(clock, { now: plus(s), ms: s * 1_000 });
    expect(await step()).toBe(0);
  }
  Object.assign(clock, { now: plus(3_960), ms: 3_960_000 });
  expect(await step()).toBe(1);
}, 60_000);

it("E15 a missed sign of life opens an incident like any alert, and the incident hears when it is back", async () => {
  const at = await watching();
  await organisation(at);
  const id = await source(at, "heartbeat", { every: "PT1S", grace: "PT1S" });
  await at.room.intake.sign(id, { failed: false, note: "" });
  const incidents = () => at.room.store.read.incidents(program, { limit: 10 });
  const [incident] = await until("an incident opens", async () => ((await incidents()).length > 0 ? incidents() : null));
  expect(incident).toMatchObject({ phase: "reported", title: "No sign of life from Demo heartbeat" });
  const cleared = async () => {
    await at.room.intake.sign(id, { failed: false, note: "" });
    const events = await at.room.store.read.events(program, incident!.id, 0, 50);
    return events.some(({ type, data }) => type === "signals-counted" && (data as { what: string }).what === "cleared");
  };
  await until("it hears", cleared, 30_000, 100);
  expect(await incidents()).toHaveLength(1);
}, 60_000);

it("R23 buddies: an engine that stands still at one installation is an alert at the other within 90 seconds", async () => {
  const b = await watching();
  await organisation(b);
  // As documented, every minute and 30 seconds of grace; here in seconds, so that nobody waits.
  const id = await source(b, "heartbeat", { every: "PT5S", grace: "PT1S" });
  const toB = async () => {
    await b.room.intake.sign(id, { failed: false, note: "" });
    return { status: 202, headers: {}, body: "" };
  };
  const a = await watching({ heartbeatUrls: ["https://b.example.test/api/v1/heartbeats/key"], http: toB });
  await until("A tells B that it is well", async () => (await showMonitors(b.room.db, await b.room.store.now()))[0]?.state === "fine");
  await a.stop();
  const [incident] = await until("B opens an incident", async () => {
    const found = await b.room.store.read.incidents(program, { limit: 10 });
    return found.length > 0 ? found : null;
  });
  expect(incident?.title).toBe("No sign of life from Demo heartbeat");
}, 60_000);
