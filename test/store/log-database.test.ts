/** What only PostgreSQL can show of the log: its own refusals, several nodes, open transactions, lost connections. */
import { describe, expect, it, onTestFinished } from "vitest";
import { here } from "../../src/shell/world.ts";
import type { Store } from "../../src/store/log.ts";
import { postgresStore } from "../../src/store/postgres.ts";
import { ids, postgresBench } from "./benches.ts";
import { all, arrived, benchFor, message, put, signal, writeFor } from "./contract.ts";

type Postgres = Awaited<ReturnType<typeof postgresBench>>;

const opened = () => benchFor(postgresBench) as Promise<Postgres>;

/** Another node on the same database. */
function node({ database }: Postgres, clock: "database" | "manual" = "manual"): Store {
  return postgresStore({ pool: database.pool, clock, id: ids(), facts: () => null, sleep: here.sleep, trouble: () => undefined });
}

/** A transaction that has written and stays open until it is told to end. */
async function heldOpen(store: Store, stream: string, wanted: Parameters<typeof writeFor>[2] = {}) {
  let end: () => void = () => undefined;
  let written: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    written = resolve;
  });
  const done = store.locked(stream, async (transaction) => {
    await transaction.commit(writeFor(transaction, stream, wanted));
    written();
    await new Promise<void>((resolve) => {
      end = resolve;
    });
  });
  await Promise.race([reached, done]);
  return async () => {
    end();
    await done;
  };
}

describe("the log in PostgreSQL", () => {
  it("X-04 refuses every direct change of an event", async () => {
    const { store, database } = await opened();
    await put(store, "a");
    for (const statement of [
      "update event set data = '{}'",
      "update event set erased_at = now()",
      "delete from event",
      "truncate event",
      "truncate stream cascade",
    ]) {
      await expect(database.pool.query(statement)).rejects.toThrow("append-only");
    }
    const erasing = "select set_config('quarterdeck.erasing', 'yes', true); update event set actor = 'person:eve', erased_at = now()";
    await expect(database.pool.query(erasing)).rejects.toThrow("append-only");
    expect((await store.read.verify(all, "a"))?.ok).toBe(true);
  });

  it("erases a payload by law: replaced, marked, and the chain still verifies", async () => {
    const { store, database } = await opened();
    await put(store, "a", { events: [{ data: { text: "private" } }, {}], snapshot: { seq: 2, stamp: "s1", state: {} } });
    await database.pool.query("select erase_payload('a', 1, '{\"text\":\"erased\"}')");
    expect((await store.read.events(all, "a", 0, 9))[0]?.data).toEqual({ text: "erased" });
    expect(await store.read.verify(all, "a")).toEqual({ ok: true, events: 2, brokenAt: null });
    expect((await store.read.state(all, "a", "s1"))?.snapshot).toBeNull();
    await expect(database.pool.query("update event set data = '{}' where seq = 2")).rejects.toThrow("append-only");
  });

  it("X-04 finds an event that was removed at the end", async () => {
    const { store, database } = await opened();
    await put(store, "a", { events: [{}, {}] });
    await database.pool.query("alter table event disable trigger user");
    await database.pool.query("delete from event where seq = 2");
    expect(await store.read.verify(all, "a")).toEqual({ ok: false, events: 1, brokenAt: 2 });
  });

  it("R19 skips no event of a transaction that commits late", async () => {
    const bench = await opened();
    const { store } = bench;
    const end = await heldOpen(store, "slow");
    await put(store, "quick");
    await put(store, "quick");
    const early = await store.read.feed(all, 0, 10);
    expect(early.events).toEqual([]);
    await end();
    const later = await store.read.feed(all, early.position, 2);
    expect(later.events.map(({ stream }) => stream)).toEqual(["slow", "quick"]);
    await put(store, "slow");
    const rest = await store.read.feed(all, later.position, 10);
    expect(rest.events.map(({ stream, seq }) => `${stream}.${seq}`)).toEqual(["quick.2", "slow.2"]);
    expect(await store.read.feed(all, rest.position, 10)).toEqual({ events: [], position: rest.position });
  });

  it("R19 is not held up by a long transaction of another database of the same server", async () => {
    const [bench, other] = [await opened(), await opened()];
    const end = await heldOpen(other.store, "slow");
    await put(bench.store, "quick");
    expect((await bench.store.read.feed(all, 0, 10)).events.map(({ stream }) => stream)).toEqual(["quick"]);
    expect((await other.store.read.feed(all, 0, 10)).events).toEqual([]);
    await end();
    expect((await other.store.read.feed(all, 0, 10)).events.map(({ stream }) => stream)).toEqual(["slow"]);
  });

  it("runs a transaction again that the database ended to break a deadlock, and no other", async () => {
    const { store } = await opened();
    let runs = 0;
    const failing = (code: string, times: number) =>
      store.locked("a", async (transaction) => {
        await transaction.commit(writeFor(transaction, "a", {}));
        if (++runs <= times) throw Object.assign(new Error("ended"), { code });
      });
    await failing("40P01", 2);
    expect(runs).toBe(3);
    expect(await store.read.verify(all, "a")).toEqual({ ok: true, events: 1, brokenAt: null });
    runs = 0;
    await expect(failing("40P01", 9)).rejects.toThrow("ended");
    expect(runs).toBe(3);
    runs = 0;
    await expect(failing("23505", 1)).rejects.toThrow("ended");
    expect(runs).toBe(1);
  });

  it("R2 writes nothing when the connection dies in a transaction, and goes on with another", async () => {
    const { store, database } = await opened();
    const dying = store.locked("a", async (transaction) => {
      await transaction.commit(writeFor(transaction, "a", {}));
      await database.pool.query("select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' and datname = current_database()");
      return transaction.journaled("time", "x");
    });
    await expect(dying).rejects.toThrow();
    expect(await store.read.find(all, "a")).toBeNull();
    expect(await put(store, "a")).toHaveProperty("number");
  });
});

describe("several nodes on one PostgreSQL", () => {
  it("E17 20 commands of two nodes at once make one gap-free stream", async () => {
    const bench = await opened();
    const other = node(bench);
    await Promise.all(Array.from({ length: 20 }, (_, index) => put(index % 2 ? bench.store : other, "a")));
    expect(await other.read.verify(all, "a")).toEqual({ ok: true, events: 20, brokenAt: null });
  });

  it("hears a hint of another node, also after its listening connection was killed", async () => {
    const bench = await opened();
    const other = node(bench);
    let heard = 0;
    onTestFinished(other.listen(() => void heard++));
    const listening = "from pg_stat_activity where query = 'listen quarterdeck' and datname = current_database()";
    const listens = async () => (await bench.database.pool.query(`select 1 ${listening}`)).rowCount;
    await expect.poll(listens, { timeout: 10_000 }).toBe(1);
    let before = heard;
    await put(bench.store, "a");
    await expect.poll(() => heard, { timeout: 10_000 }).toBeGreaterThan(before);
    before = heard;
    await bench.database.pool.query(`select pg_terminate_backend(pid) ${listening}`);
    await expect.poll(() => heard, { timeout: 10_000 }).toBeGreaterThan(before);
    before = heard;
    await put(bench.store, "a");
    await expect.poll(() => heard, { timeout: 10_000 }).toBeGreaterThan(before);
  });

  it("E2 leaves a group whose incident is just ending for later, and routes the others meanwhile", async () => {
    const { store } = await opened();
    await store.signals.accept([arrived("r1", [signal()])]);
    await store.signals.route(10);
    const [opening] = await store.signals.changes(10);
    await put(store, opening!.incident, { claims: { take: ["alert:prom/disk"], free: [] } });
    await store.signals.carried(opening!, { incident: opening!.incident, reason: "" });
    const end = await heldOpen(store, opening!.incident, { claims: { take: [], free: ["alert:prom/disk"] } });
    await store.signals.accept([arrived("r2", [signal(), signal({ group: "cpu" })])]);
    expect(await store.signals.route(10)).toBe(1);
    expect((await store.signals.changes(10)).map(({ group }) => group)).toEqual(["cpu"]);
    await end();
    expect(await store.signals.route(10)).toBe(1);
    const [first, second] = await store.signals.changes(10);
    expect([first?.group, second?.group]).toEqual(["cpu", "disk"]);
    expect(second?.incident).not.toBe(opening!.incident);
  });

  it("R11 decides by the database's clock", async () => {
    const bench = await opened();
    const store = node(bench, "database");
    const now = await store.now();
    expect(Math.abs(Date.parse(now) - Date.parse((await bench.database.pool.query("select now() as now")).rows[0].now.toISOString()))).toBeLessThan(60_000);
    await put(store, "a", { wakeAt: now, queue: [message("m", { job: { notBefore: now } })] });
    expect((await store.due(5)).map(({ stream }) => stream)).toEqual(["a"]);
    expect(await store.jobs.claim("w1", 5, 300)).toHaveLength(1);
    const reclaimed: number[] = [];
    const again = async () => {
      reclaimed.push(...(await store.jobs.claim("w2", 5, 10_000)).map(({ epoch }) => epoch));
      return reclaimed;
    };
    await expect.poll(again, { timeout: 10_000 }).toEqual([2]);
    expect(await store.nextDue()).not.toBeNull();
  });
});
