/** The auditor: an open incident that nothing would wake is found, woken and told of, and what rightly sleeps is left alone. */
import { expect, it } from "vitest";
import { isRefusal } from "../../src/core/kernel/refusal.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import { auditorOf } from "../../src/shell/watch/auditor.ts";
import { selfAlarmsOf } from "../../src/shell/watch/self-alarm.ts";
import { here } from "../../src/shell/world.ts";
import { adminIds } from "../../src/store/directory/people.ts";
import { suspects } from "../../src/store/watch/asleep.ts";
import { organisation, person, type Watching, watching } from "./watching.ts";

function auditor(at: Watching, repaired: string[] = []) {
  const { db, store, door } = at.room;
  const alarm = selfAlarmsOf({ jobs: store.jobs, admins: () => adminIds(db), now: store.now });
  return auditorOf({ db, door, alarm, repaired: (stream) => void repaired.push(stream), monotonicMs: here.monotonicMs });
}

async function declared(at: Watching): Promise<string> {
  await organisation(at);
  const ana = await person(at, "Demo Ana", true);
  const input = { title: "Checkout is down", severity: 1 };
  const answer = await at.room.dispatch({ stream: null, name: "declare", input, actor: `person:${ana}`, viewer: { person: ana, all: false } });
  if (isRefusal(answer) || "elsewhere" in answer) throw new Error(JSON.stringify(answer));
  return answer.stream;
}

const wakeOf = async (at: Watching, stream: string) =>
  (await at.fresh.pool.query<{ wake_at: Date | null }>("select wake_at from stream where id = $1", [stream])).rows[0]!.wake_at;
const alarms = async (at: Watching) => (await at.room.store.jobs.outbox(program, { limit: 50 })).filter(({ template }) => template === "self-alarm");

it("E3 R23 an incident whose wake was lost is found, woken, and its administrators are told once an hour", async () => {
  const at = await watching({ works: false });
  const stream = await declared(at);
  const before = await wakeOf(at, stream);
  expect(before).not.toBeNull();
  const repaired: string[] = [];
  const { look } = auditor(at, repaired);
  expect(await look()).toMatchObject({ asleep: 0, overdue: 0 });
  for (let planted = 0; planted < 2; planted++) {
    await at.fresh.pool.query("update stream set wake_at = null where id = $1", [stream]);
    expect(await look()).toMatchObject({ asleep: 1 });
    expect(Number(await wakeOf(at, stream))).toBeLessThanOrEqual(Date.now());
  }
  expect(repaired).toEqual([stream, stream]);
  expect(await alarms(at)).toMatchObject([{ urgency: "page" }]);
  const key = "the tick that follows";
  expect(isRefusal(await at.room.dispatch({ stream, name: "tick", input: {}, actor: "time", viewer: program, key }))).toBe(false);
  expect(await wakeOf(at, stream)).toEqual(before);
  expect(await look()).toMatchObject({ asleep: 0 });
}, 60_000);

it("E3 what rightly sleeps is judged once, and again when something happened there", async () => {
  const at = await watching({ works: false });
  const stream = await declared(at);
  await at.fresh.pool.query("update stream set wake_at = null where id = $1", [stream]);
  await at.fresh.pool.query("update duty set state = 'withdrawn' where stream = $1", [stream]);
  expect(await suspects(at.room.db, await at.room.store.now(), 10)).toEqual([]);
  expect(await auditor(at).look()).toMatchObject({ asleep: 0 });
  await at.fresh.pool.query("update duty set state = 'open' where stream = $1", [stream]);
  expect(await auditor(at).look()).toMatchObject({ asleep: 1 });
}, 60_000);

it("R23 what is due for over a minute is told of, and counted at every look while it lasts", async () => {
  const at = await watching({ works: false });
  const stream = await declared(at);
  await at.fresh.pool.query("update stream set wake_at = now() - interval '2 minutes' where id = $1", [stream]);
  const { look } = auditor(at);
  expect([await look(), await look()]).toMatchObject([{ overdue: 1 }, { overdue: 1 }]);
  expect(await alarms(at)).toHaveLength(1);
  await at.fresh.pool.query("update stream set quarantined = 'stopped' where id = $1", [stream]);
  expect(await look()).toMatchObject({ overdue: 0 });
}, 60_000);

it("E3 an administrator learns nothing of a confidential incident but that there is something to look after", async () => {
  const at = await watching({ works: false });
  const stream = await declared(at);
  await at.fresh.pool.query("update stream set wake_at = null, confidential = true where id = $1", [stream]);
  await auditor(at).look();
  const { rows } = await at.fresh.pool.query<{ effect: { params: object } }>("select effect from job where id like 'self-alarm/%'");
  expect(JSON.stringify(rows.map(({ effect }) => effect.params))).not.toMatch(/Checkout|incident \d/);
}, 60_000);

it("R23 a planted stuck incident is found within 60 seconds: a node looks every 30", async () => {
  const at = await watching({ works: false });
  const stream = await declared(at);
  const clock = { ms: 1_000_000 };
  const { db, store, door } = at.room;
  const repaired: string[] = [];
  const alarm = selfAlarmsOf({ jobs: store.jobs, admins: () => adminIds(db), now: store.now });
  const { step } = auditorOf({ db, door, alarm, repaired: (one) => void repaired.push(one), monotonicMs: () => clock.ms });
  await step();
  await at.fresh.pool.query("update stream set wake_at = null where id = $1", [stream]);
  clock.ms += 29_000;
  await step();
  expect(repaired).toEqual([]);
  clock.ms += 1_000;
  await step();
  expect(repaired).toEqual([stream]);
  expect(at.room.node).toBeNull();
}, 60_000);

it("R23 its query stays cheap with 10,000 open incidents (the time is printed, not judged)", async () => {
  const at = await watching({ works: false });
  await at.fresh.pool.query(`
    insert into stream (id, seq, hash, wake_at, last_at, confidential, participants, title, phase, process, drill, reported_at, published)
      select 'i' || n, 1, '', case when n % 4 = 0 then null else now() + interval '1 hour' end, now(), false, '{}', 'x', 'active', 'sitrep', false, now(), '[]'
      from generate_series(1, 10000) n`);
  await at.fresh.pool.query(`
    insert into duty (stream, key, rule, what, who, due, state, cites, opened_at)
      select 'i' || n, 'd' || k, 'x', 'x', '{}', now() + interval '1 hour', case when n % 8 = 0 or n % 4 > 0 then 'open' else 'met' end, '{}', now()
      from generate_series(1, 10000) n, generate_series(1, 4) k`);
  await at.fresh.pool.query("analyze stream, duty");
  const now = await at.room.store.now();
  const times: number[] = [];
  for (let run = 0; run < 5; run++) {
    const begun = performance.now();
    expect(await suspects(at.room.db, now, 20_000)).toHaveLength(1_250);
    times.push(performance.now() - begun);
  }
  console.info(`the auditor's query at 10,000 open incidents: ${times.map((ms) => `${ms.toFixed(1)} ms`).join(", ")}`);
}, 60_000);
