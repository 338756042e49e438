/** Section 6 of the promises, retention: what is old goes in small batches, incidents and the audit log stay, and nobody is in the way. */
import { expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { forget, lastForgotten } from "../../src/store/retention.ts";
import { postgresBench } from "./benches.ts";
import { all, arrived, attempt, benchFor, claimOne, entry, message, put, signal } from "./contract.ts";

const keeping = { alerts: 90, messages: 400 };
const opened = async () => {
  const bench = (await benchFor(postgresBench)) as Awaited<ReturnType<typeof postgresBench>>;
  const { pool } = bench.database;
  const count = async (table: string) => Number((await pool.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]!.n);
  /** Makes everything of a table look older. */
  const age = (table: string, column: string, days: number) => pool.query(`update ${table} set ${column} = now() - interval '${days} days'`);
  return { ...bench, pool, count, age };
};

it("retention: bodies of alerts go after 90 days, the incident's counts stay; signals that wait to be counted stay whatever their age", async () => {
  const { store, pool, count, age } = await opened();
  await store.signals.accept([arrived("r1", [signal()])]);
  await store.signals.route(10);
  await store.signals.accept([arrived("r2", [signal({ group: "other" })])]);
  await age("arrival", "at", 89);
  await age("signal", "at", 89);
  expect(await forget(pool, keeping)).toEqual({});
  await age("arrival", "at", 91);
  await age("signal", "at", 91);
  expect(await forget(pool, keeping)).toEqual({ requests: 2, signals: 1 });
  expect([await count("arrival"), await count("signal"), await count("signal_group")]).toEqual([0, 1, 1]);
});

it("retention: what changed goes after 90 days, as bodies of alerts do", async () => {
  const { store, pool, count, age } = await opened();
  const change = { kind: "deploy" as const, summary: "shop 4.3", service: "", area: null, at: "2020-01-01T00:00:00.000Z", link: "" };
  await store.signals.accept([arrived("r1", [], { changes: ["a", "b"].map((key) => ({ ...change, key })) })]);
  await age("arrival", "at", 1);
  await age("change_event", "came_at", 89);
  expect(await forget(pool, keeping)).toEqual({});
  await pool.query("update change_event set came_at = now() - interval '91 days' where key = 'a'");
  expect(await forget(pool, keeping)).toEqual({ changes: 1 });
  expect(await count("change_event")).toBe(1);
});

it("retention: messages that came to an end go after 400 days with their attempts, those that wait do not", async () => {
  const { store, pool, count, age } = await opened();
  await put(store, "a", { queue: [message("first")] });
  await store.jobs.finish(await claimOne(store, "w"), "w", { to: "sent", attempt: attempt(1), body: "text" });
  await put(store, "a", { queue: [message("second")] });
  await age("job", "queued_at", 401);
  expect(await forget(pool, keeping)).toEqual({ messages: 1 });
  expect([await count("job"), await count("job_attempt")]).toEqual([1, 0]);
});

it("retention: more than a batch goes in one round, and a row that somebody is busy with waits for the next", async () => {
  const { pool, count } = await opened();
  await pool.query("insert into arrival (id, source, payload, at) select 'r' || n, 'prom', '{}', now() - interval '100 days' from generate_series(1, 2500) n");
  const busy = await pool.connect();
  await busy.query("begin; select from arrival where id = 'r7' for update");
  expect(await forget(pool, keeping)).toEqual({ requests: 2499 });
  await busy.query("rollback");
  busy.release();
  expect(await forget(pool, keeping)).toEqual({ requests: 1 });
  expect(await count("arrival")).toBe(0);
  expect((await lastForgotten(pool))?.removed).toEqual({ requests: 1 });
});

it("retention: of a source's requests the last 200 stay, and keys two days: looked after every minute", async () => {
  const { pool, count } = await opened();
  for (const source of ["a", "b"])
    await pool.query("insert into arrival (id, source, payload, at) select $1 || n, $1, '{}', now() from generate_series(1, 850) n", [source]);
  await pool.query("insert into arrival_key (source, key, at) select 'a', 'k' || n, now() - n * interval '1 day' from generate_series(0, 3) n");
  expect(await forget(pool, keeping, "often")).toEqual({ requests: 1300, "idempotency keys": 2 });
  expect([await count("arrival"), await count("arrival_key"), await lastForgotten(pool)]).toEqual([400, 2, null]);
});

it("retention: one node at a time; what a round cannot do is thrown, and its lock is free again", async () => {
  const { pool } = await opened();
  const other = await pool.connect();
  await other.query("select pg_advisory_lock(8004)");
  expect(await forget(pool, keeping)).toBeNull();
  await other.query("select pg_advisory_unlock(8004)");
  other.release();
  await pool.query("alter table arrival rename to gone");
  await expect(forget(pool, keeping)).rejects.toThrow(/arrival/);
  await pool.query("alter table gone rename to arrival");
  expect(await forget(pool, keeping)).toEqual({});
});

it("retention: a tick that did nothing is forgotten after two days, wishes of people never", async () => {
  const { store, pool, count, age } = await opened();
  await put(store, "a", { journal: [entry("a", "tick:a:1", { name: "tick", actor: "time" }), entry("a", "k1")] });
  await put(store, "a", { journal: [entry("a", "tick:a:2", { name: "tick", actor: "time", firstSeq: 2, lastSeq: 2 })] });
  await age("journal", "at", 3);
  expect(await forget(pool, keeping)).toEqual({ ticks: 1 });
  expect(await count("journal")).toBe(2);
});

it("retention: a closed incident that owes nothing watches no facts any more, an open one does", async () => {
  const { store, pool, setFact, age, count } = await opened();
  await setFact("person", "ana", { id: "ana" });
  const watches = [{ kind: "person" as const, key: "ana", version: 1 }];
  const closedAt = "2020-01-01T00:00:00.000Z";
  await put(store, "open", { watches });
  await put(store, "closed", { watches, summary: { phase: "closed", closedAt } });
  expect(await forget(pool, keeping)).toEqual({ watches: 1 });
  await age("stream", "closed_at", 2);
  await pool.query("update stream set wake_at = now() where id = 'open'");
  expect(await forget(pool, keeping)).toEqual({});
  expect(await count("watch")).toBe(1);
});

it("retention: a synthetic page goes as a whole after an hour; X-04 nothing else leaves the log", async () => {
  const { store, pool, count } = await opened();
  await put(store, "synthetic/1", { journal: [entry("synthetic/1", "k")], queue: [message("page")] });
  await put(store, "a", { events: [{}, {}] });
  await pool.query("update stream set last_at = now() - interval '59 minutes'");
  expect(await forget(pool, keeping)).toEqual({});
  await pool.query("update stream set last_at = now() - interval '61 minutes'");
  expect(await forget(pool, keeping)).toEqual({ "synthetic pages": 1 });
  expect([await count("stream"), await count("event"), await count("job"), await count("journal")]).toEqual([1, 2, 0, 0]);
  expect((await store.read.verify(all, "a"))?.ok).toBe(true);
  await expect(pool.query("select forget_stream('a')")).rejects.toThrow("only synthetic");
  await expect(pool.query("select set_config('quarterdeck.forgetting', 'a', true); delete from event where stream = 'a'")).rejects.toThrow("append-only");
});

it("retention: how long is a setting; what is not understood, too short or too long is refused", () => {
  const read = (text: string) => readConfig({ QUARTERDECK_RETENTION: text }, () => "");
  expect(readConfig({}, () => "")).toMatchObject({ retention: keeping });
  expect(read("alerts 30d")).toMatchObject({ retention: { alerts: 30, messages: 400 } });
  expect(read("messages 800d, alerts 365d")).toMatchObject({ retention: { alerts: 365, messages: 800 } });
  for (const wrong of ["alerts 29d", "alerts 9999d", "audit 90d", "alerts", "90d"]) expect(read(wrong), wrong).toHaveProperty("problems");
});
