/** The synthetic page goes the whole way once a minute, nobody sees it, and only when it comes back is anybody outside told that all is well. */
import { expect, it } from "vitest";
import { program } from "../../src/core/kernel/viewer.ts";
import { forgetPages, lastAnswered } from "../../src/store/watch/synthetic-pages.ts";
import { claimTurn } from "../../src/store/watch/turns.ts";
import { until } from "../until.ts";
import { person, watching } from "./watching.ts";

const back = (at: Awaited<ReturnType<typeof watching>>) => until("the page comes back", () => lastAnswered(at.room.db));

it("R23 a page to nobody goes from alert to answer through every part, and leaves the house as a heartbeat", async () => {
  const at = await watching({ heartbeatUrls: ["https://watch.example.test/ping/secret", "https://other.example.test/x"] });
  const page = await back(at);
  expect(page.seconds).toBeLessThan(60);
  await until("both were told", () => at.asked.length >= 2);
  expect(at.asked.map(({ url, method, trust }) => [url, method, trust]).sort()).toEqual([
    ["https://other.example.test/x", "GET", "guarded"],
    ["https://watch.example.test/ping/secret", "GET", "guarded"],
  ]);
  await until("it is noted", async () => (await lastAnswered(at.room.db))?.told);
  const events = await at.room.store.read.events(program, `synthetic/${page.id}`, 0, 100);
  expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(["reported", "declared", "paged", "page-answered", "cancelled"]));
  const figures = await at.room.watched();
  expect(figures).toMatchObject({ syntheticPage: { node: "one" }, heartbeats: [{ problem: null }, { problem: null }] });
  expect(JSON.stringify(figures)).not.toContain("secret");
  expect(at.failures).toEqual([]);
}, 60_000);

it("R23 nobody sees anything of it: no list, no duty, no message, no news, no rest, no number", async () => {
  const at = await watching();
  const ana = await person(at, "Demo Ana", true);
  await back(at);
  await until("it is over", async () => (await at.fresh.pool.query("select 1 from stream where phase = 'cancelled'")).rows.length > 0);
  const viewer = { person: ana, all: false };
  const { read, jobs } = at.room.store;
  expect(await read.incidents(viewer, { limit: 10 })).toEqual([]);
  expect(await read.duties(viewer, { limit: 10 })).toEqual([]);
  expect(await jobs.outbox(viewer, { limit: 10 })).toEqual([]);
  expect((await read.feed(viewer, 0, 10)).events).toEqual([]);
  const count = async (table: string) => Number((await at.fresh.pool.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n);
  expect(await count("engagement")).toBe(0);
  expect((await at.fresh.pool.query("select number, confidential from stream")).rows).toEqual([{ number: null, confidential: true }]);
}, 60_000);

it("R23 what does not come back is told to nobody: with paging held our silence is the alarm", async () => {
  const at = await watching({ heartbeatUrls: ["https://watch.example.test/"], works: false });
  await at.room.store.jobs.paging("held");
  const held = await watching({ heartbeatUrls: ["https://watch.example.test/"], fresh: at.fresh });
  await until("the message waits", async () => (await held.fresh.pool.query("select 1 from job where state = 'queued'")).rows.length > 0);
  expect(await lastAnswered(held.room.db)).toBeNull();
  expect(held.asked).toEqual([]);
  expect((await held.room.watched()).syntheticPageAgeSeconds).not.toBeNull();
  await at.room.store.jobs.paging("running");
  await back(held);
  await until("the receiver hears", () => held.asked.length > 0);
  await held.stop();
}, 60_000);

it("R23 a receiver that does not hear is told again, and its problem is known; the others are not told twice", async () => {
  let refusals = 0;
  const at = await watching({
    heartbeatUrls: ["https://deaf.example.test/", "https://good.example.test/"],
    http: async ({ url }) => ({ status: url.includes("deaf") && ++refusals < 2 ? 500 : 200, headers: {}, body: "" }),
  });
  await back(at);
  await until("the deaf one was asked", () => refusals > 0);
  const deaf = async () => (await at.room.watched()).heartbeats.find(({ host }) => host.startsWith("deaf"));
  expect(await until("it is noted", deaf)).toMatchObject({ problem: "It answered 500", sentAt: null });
  await until("it heard at last", async () => (await lastAnswered(at.room.db))?.told, 30_000);
  // Another minute may have begun meanwhile: at most once for each page.
  const { rows } = await at.fresh.pool.query("select 1 from synthetic_page where answered_at is not null");
  expect(at.asked.filter(({ url }) => url.includes("good")).length).toBeLessThanOrEqual(rows.length);
}, 60_000);

it("turns are claimed once, and by another node than the last time where there is one", async () => {
  const at = await watching({ works: false });
  const claim = (number: number, node: string, evenIfLast = false) => claimTurn(at.room.db, { what: "demo", number, node, evenIfLast });
  expect(await Promise.all([claim(1, "one"), claim(1, "two"), claim(1, "three")]).then((won) => won.filter(Boolean))).toHaveLength(1);
  const last = (await at.fresh.pool.query<{ node: string }>("select node from watch_turn where what = 'demo'")).rows[0]!.node;
  expect(await claim(2, last)).toBe(false);
  expect(await claim(2, last, true)).toBe(true);
  expect(await claim(3, "another")).toBe(true);
  expect(await claim(3, last)).toBe(false);
});

it("what is over is forgotten as a whole, the newest that came back stays, and no other stream can be forgotten", async () => {
  const at = await watching();
  const { id } = await back(at);
  await until("it is over", async () => (await at.fresh.pool.query("select 1 from stream where phase = 'cancelled'")).rows.length > 0);
  await at.stop();
  const later = new Date(Date.now() + 3_600_000).toISOString();
  expect(await forgetPages(at.room.db, later)).toBe(0);
  await at.fresh.pool.query("insert into synthetic_page (id, node, started_at, answered_at) values ('newer', 'one', now(), now() + interval '1 minute')");
  expect(await forgetPages(at.room.db, later)).toBe(1);
  const tables = ["stream", "event", "job", "journal", "duty", "claim", "watch", "snapshot", "signal", "arrival", "signal_group", "group_fingerprint"];
  for (const table of tables) expect([table, (await at.fresh.pool.query(`select * from ${table}`)).rows]).toEqual([table, []]);
  expect(id).not.toBe("newer");
  await expect(at.fresh.pool.query("select forget_stream('incident-1')")).rejects.toThrow();
}, 60_000);
