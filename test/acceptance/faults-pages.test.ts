/** Pages under faults on three nodes: takeover of a killed node's messages, silence after an answer, draining, half-open sockets, and a channel that hangs. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Exit } from "../server.ts";
import { until } from "../until.ts";
import { callerOf } from "./api.ts";
import { password } from "./crew.ts";
import { declare, type Fleet, openFleet, repeated, unsent } from "./fleet.ts";

let fleet: Fleet;

beforeAll(async () => {
  fleet = await openFleet();
}, 180_000);

afterAll(() => fleet?.remove(), 60_000);

beforeEach(async () => {
  const { state } = fleet.receiver;
  Object.assign(state, { delayMs: 0, hangs: () => false });
  await until("nothing of the test before is on its way", async () => (await unsent(fleet.cluster)) === 0, 60_000, 200);
});

const fresh = () => {
  const from = fleet.receiver.arrivals.length;
  return () => fleet.receiver.arrivals.slice(from);
};

/** The nodes whose workers hold messages now, by their names. */
async function holders(): Promise<string[]> {
  const { rows } = await fleet.cluster.pool.query<{ node: string }>("select distinct split_part(worker, '-', 1) as node from job where state = 'sending'");
  return rows.map(({ node }) => node);
}

describe("pages under faults", { timeout: 180_000 }, () => {
  it("R4 a killed node's pages leave from another one within 15 seconds, under the same key", async () => {
    const { cluster, receiver, admin, area } = fleet;
    const came = fresh();
    receiver.state.hangs = () => true;
    await declare(admin, area);
    await until("all three pages are on their way", () => came().length === 3);
    const [name] = await holders();
    const owner = name === "worker" ? cluster.worker : cluster.both;
    const before = new Set(came().map(({ id }) => id));
    await owner.kill();
    receiver.state.hangs = () => false;
    await until("they were taken over", () => came().length >= 6 || repeated(came()).size === 3, 15_000);
    expect(new Set(came().map(({ id }) => id))).toEqual(before);
    await owner.start();
  });

  it("R17 E8 an answer means silence on every node within two seconds: later methods of a page do not leave", async () => {
    const { admin, area, people, cluster } = fleet;
    const second = await fleet.addWay(admin, "/a-second");
    const [first] = (await admin.get<{ methods: { id: string }[] }>(`/people/${admin.id}/methods`)).methods.filter(({ id }) => id !== second);
    const { version } = await admin.get<{ version: number }>(`/people/${admin.id}/rules`);
    const page = [first!.id, second].map((method, index) => ({ method, afterSeconds: index * 3 }));
    expect(await admin.ask("PUT", `/api/v1/people/${admin.id}/rules`, { version, page, notice: [] })).toMatchObject({ status: 200 });
    for (let round = 0; round < 5; round += 1) {
      const { id } = await declare(admin, area, `Answered ${round}`);
      const paged = "select data ->> 'page' as page from event where stream = $1 and type = 'paged' and data ->> 'person' = $2";
      const { rows } = await cluster.pool.query<{ page: string }>(paged, [id, people[0]!.id]);
      // Every other answer comes in at another node than the one that declared.
      const at = round % 2 === 0 ? admin : await signedIn(cluster.both.url);
      await at.does(id, "answer-page", { page: rows[0]!.page });
    }
    await until("nothing is left to send", async () => (await unsent(cluster)) === 0, 60_000, 200);
    const { rows } = await cluster.pool.query<{ answered: number; tried: number; silenced: number }>(
      `with answered as (select stream, data ->> 'page' as page, at from event where type = 'page-answered')
      select (select count(*)::int from answered) as answered,
        (select count(*)::int from answered n join job j on j.stream = n.stream and j.page = n.page join job_attempt a on a.job = j.id
          where a.at > n.at + interval '2 seconds') as tried,
        (select count(*)::int from answered n join job j on j.stream = n.stream and j.page = n.page where j.state = 'superseded') as silenced`,
    );
    expect(rows[0]).toMatchObject({ tried: 0 });
    expect(rows[0]!.answered).toBeGreaterThanOrEqual(5);
    expect(rows[0]!.silenced).toBeGreaterThanOrEqual(5);
  });

  it("R15 SIGTERM with sends under way: exit code 0 within 20 seconds, nothing sent twice, nothing lost", async () => {
    const { cluster, receiver, admin, area } = fleet;
    const came = fresh();
    receiver.state.delayMs = 1_500;
    await Promise.all(Array.from({ length: 10 }, (_, index) => declare(admin, area, `Drained ${index}`)));
    await until("many are on their way", () => came().length >= 10);
    const exit = await Promise.race([cluster.worker.stop(), new Promise<null>((resolve) => setTimeout(resolve, 20_000, null).unref())]);
    expect(exit).toEqual({ code: 0, signal: null } satisfies Exit);
    await until("all have left", async () => (await unsent(cluster)) === 0, 60_000, 200);
    expect(repeated(came())).toEqual(new Map());
    await cluster.worker.start();
  });

  it("R10 a node whose database wire falls silent: another takes over within 15 seconds, and it is back within 15 of the wire", async () => {
    const { cluster, admin, area } = fleet;
    const came = fresh();
    const { wire, url } = cluster.both;
    const pid = cluster.both.pid();
    wire.state.swallows = true;
    await declare(admin, area);
    await until("all three were paged", () => new Set(came().map(({ id }) => id)).size >= 3, 15_000);
    expect((await callerOf(url).ask("GET", "/healthz")).status).toBe(200);
    wire.state.swallows = false;
    await until("the node is ready again", () => fetch(`${url}/readyz`).then(({ ok }) => ok), 15_000, 100);
    expect(cluster.both.pid()).toBe(pid);
  });

  it("R8 a receiver that hangs holds up its own messages and nobody else's", async () => {
    const { receiver, admin, area, people } = fleet;
    const came = fresh();
    receiver.state.hangs = (path) => path === "/b";
    const declared = await Promise.all(Array.from({ length: 8 }, (_, index) => declare(admin, area, `Beside a hanging one ${index}`)));
    const others = () => came().filter(({ path }) => path === "/a" || path === "/c");
    await until("the others were paged at once", () => new Set(others().map(({ id }) => id)).size >= declared.length * (people.length - 1), 10_000);
    receiver.state.hangs = () => false;
  });
});

/** The admin, signed in at another node. */
async function signedIn(url: string) {
  const caller = callerOf(url);
  await caller.post("/session", { email: fleet.admin.email, password });
  return caller;
}
