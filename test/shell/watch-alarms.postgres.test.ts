/** What administrators are told of besides what the auditor finds: storms of alerts, and an audit log that somebody changed. */
import { expect, it } from "vitest";
import { program } from "../../src/core/kernel/viewer.ts";
import { auditChainWatch } from "../../src/shell/watch/audit-chain.ts";
import { selfAlarmsOf } from "../../src/shell/watch/self-alarm.ts";
import { stormWatch } from "../../src/shell/watch/storms.ts";
import { adminIds } from "../../src/store/directory/people.ts";
import { organisation, person, type Watching, watching } from "./watching.ts";

async function told(at: Watching) {
  const { db, store } = at.room;
  await organisation(at);
  await person(at, "Demo Ana", true);
  await person(at, "Demo Ben", false);
  const alarm = selfAlarmsOf({ jobs: store.jobs, admins: () => adminIds(db), now: store.now });
  const alarms = async () => (await store.jobs.outbox(program, { limit: 50 })).filter(({ template }) => template === "self-alarm");
  return { db, alarm, alarms };
}

it("R18 a storm is told to every administrator, once an hour, and no more when it is over", async () => {
  const at = await watching({ works: false });
  const { db, alarm, alarms } = await told(at);
  const clock = { ms: 0 };
  const { step } = stormWatch(db, alarm, () => clock.ms);
  await step();
  expect(await alarms()).toEqual([]);
  await at.fresh.pool.query(`
    insert into signal_group (source, group_key, generation, incident, change, carried, count, firing, title, text, labels, links, first_at, last_at, opened_at, storm, joined_groups, joined_count)
      values ('s1', 'g1', 1, 'i1', 1, 1, 1, 1, 'Pod 1', '', '{}', '[]', now(), now(), now(), 'head', 559, 5600)`);
  clock.ms += 59_000;
  await step();
  expect(await alarms()).toEqual([]);
  for (let minutes = 0; minutes < 3; minutes++) {
    clock.ms += 60_000;
    await step();
  }
  const [one, ...others] = await alarms();
  expect(others).toEqual([]);
  expect(one).toMatchObject({ urgency: "notice" });
  const { rows } = await at.fresh.pool.query<{ effect: { params: { text: string } } }>("select effect from job where id like 'self-alarm/storm%'");
  expect(rows[0]!.effect.params.text).toContain("5600 alerts in 559 groups");
  await at.fresh.pool.query("delete from job; update signal_group set closed = 'closed'");
  clock.ms += 60_000;
  await step();
  expect(await alarms()).toEqual([]);
}, 60_000);

it("S17 a line of the audit log that was changed behind our back pages every administrator", async () => {
  const at = await watching({ works: false });
  const { db, alarm, alarms } = await told(at);
  const clock = { ms: 0 };
  const chain = auditChainWatch(db, alarm, () => clock.ms);
  await chain.step();
  expect([chain.ok(), await alarms()]).toEqual([true, []]);
  await at.fresh.pool.query("alter table audit disable trigger audit_append_only");
  await at.fresh.pool.query("update audit set action = 'nothing' where seq = 1");
  clock.ms += 3_600_000;
  await chain.step();
  expect(chain.ok()).toBe(false);
  expect(await alarms()).toMatchObject([{ urgency: "page" }]);
}, 60_000);
