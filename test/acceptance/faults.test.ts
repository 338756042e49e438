/** Three processes (http, worker, both) on one PostgreSQL, killed at random in a storm: nothing accepted is lost, nothing is counted, opened or sent twice without a kill to explain it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClusterNode } from "../cluster.ts";
import { until } from "../until.ts";
import { counted, type Fleet, generousSource, openFleet, repeated, streamTo, unsent } from "./fleet.ts";

let fleet: Fleet;

beforeAll(async () => {
  fleet = await openFleet();
}, 180_000);

afterAll(() => fleet?.remove(), 60_000);

/** Numbers that are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** As a supervisor does: a node that could not start, because its database was killed just then, is started again. */
async function supervised(node: ClusterNode, times = 3): Promise<void> {
  for (let time = 1; ; time += 1) {
    try {
      await node.start();
      return;
    } catch (failed) {
      if (time === times) throw failed;
    }
  }
}

const groups = 6;

describe("kill -9 of nodes and database under three processes", { timeout: 400_000 }, () => {
  it("R1 R2 R5 E1 E2 E6 a storm over two nodes with eight kills of nodes and two of the database", async () => {
    const { cluster, receiver } = fleet;
    const sources = [await generousSource(fleet), await generousSource(fleet)];
    const streams = [
      streamTo(cluster.http.url, sources[0]!, { groups, senders: 3, name: "Http" }),
      streamTo(cluster.both.url, sources[1]!, { groups, senders: 3, name: "Both" }),
    ];
    const roll = dice(7);
    const cuts: { readonly began: number; readonly over: number }[] = [];
    for (let round = 0; round < 8; round += 1) {
      await Promise.all(streams.map((stream) => stream.passes(25)));
      const began = performance.now();
      if (round === 3) cluster.killDatabase();
      if (round === 6) cluster.stopDatabaseImmediately();
      const node = cluster.all[roll(3)]!;
      await node.kill();
      await supervised(node);
      cuts.push({ began, over: performance.now() });
    }
    await Promise.all(streams.map((stream) => stream.passes(25)));
    const accepted = (await Promise.all(streams.map((stream) => stream.end()))).flat();
    await until("every accepted alert is counted", async () => (await counted(cluster, sources)).waiting === 0, 120_000, 200);
    await until("every group is an incident", async () => (await counted(cluster, sources)).nowhere === 0, 120_000, 200);
    expect(await counted(cluster, sources)).toEqual({ counted: accepted.length, keys: accepted.length, waiting: 0, groups: 2 * groups, twice: 0, nowhere: 0 });
    await until("everybody was told", async () => (await unsent(cluster)) === 0, 120_000, 200);
    // Who does not answer is paged again in time; each of these messages has come, and everybody has one of each incident.
    const { rows: sent } = await cluster.pool.query<{ id: string; whom: string }>(
      `select id, stream || ' ' || person as whom from job where page is not null and state in ('sent', 'delivered')
        and stream in (select incident from signal_group where source = any ($1))`,
      [sources.map(({ id }) => id)],
    );
    expect(new Set(sent.map(({ whom }) => whom)).size).toBe(2 * groups * fleet.people.length);
    const came = new Set(receiver.pages().map(({ id }) => id));
    expect(sent.filter(({ id }) => !came.has(id))).toEqual([]);
    const again = repeated(receiver.arrivals);
    for (const [id, count] of again) {
      const times = receiver.arrivals.filter((one) => one.id === id).map(({ at }) => at);
      const explained = times.every((at, index) => index === 0 || cuts.some(({ began, over }) => times[index - 1]! < over && at >= began));
      expect({ id, count, explained }).toEqual({ id, count, explained: true });
    }
    expect([...again.values()].reduce((sum, count) => sum + count - 1, 0)).toBeLessThanOrEqual(cuts.length);
    const { rows } = await cluster.pool.query<{ id: string }>("select id from stream where strpos(id, '/') = 0");
    for (const { id } of rows) expect(await fleet.admin.get(`/incidents/${id}/verify`)).toMatchObject({ ok: true });
  });
});
