/** The two stores, ready to be tested: both with a clock that only the test moves. */
import { here } from "../../src/shell/world.ts";
import { memoryStore } from "../../src/store/memory.ts";
import { postgresStore, setClock } from "../../src/store/postgres.ts";
import { freshDatabase } from "../postgres.ts";
import { type Bench, start } from "./contract.ts";

/** Ids in their order. */
export function ids(): () => string {
  let last = 0;
  return () => `id-${++last}`;
}

/** A fresh store in memory. */
export async function memoryBench(): Promise<Bench> {
  const clock = { now: start };
  const store = memoryStore({ now: () => clock.now, id: ids() });
  return {
    store,
    setNow: async (now) => {
      clock.now = now;
    },
    setFact: async (kind, key, value) => store.setFact(kind, key, value),
    tamper: async (stream, seq, data) => {
      const events = store.tables.streams.get(stream)!.events;
      events[seq - 1] = { ...events[seq - 1]!, data };
    },
    close: async () => undefined,
  };
}

/** A fresh store in a database of its own, with a table of facts as a directory would have them. */
export async function postgresBench(): Promise<Bench & { readonly database: Awaited<ReturnType<typeof freshDatabase>> }> {
  const database = await freshDatabase();
  const { pool } = database;
  await pool.query("create table given_fact (kind text, key text, value json, primary key (kind, key))");
  await setClock(pool, start);
  const store = postgresStore({
    pool,
    clock: "manual",
    id: ids(),
    facts: (kind) => ({
      sql: `select value from given_fact where kind = '${kind}' and key = $1`,
      takes: () => true,
      read: (row) => (row as { value: unknown }).value,
    }),
    sleep: here.sleep,
    trouble: () => undefined,
  });
  return {
    store,
    database,
    setNow: async (now) => void (await setClock(pool, now)),
    setFact: async (kind, key, value) => {
      const put = "insert into given_fact values ($1, $2, $3) on conflict (kind, key) do update set value = excluded.value";
      await pool.query(put, [kind, key, JSON.stringify(value)]);
      await pool.query("select bump_fact($1, $2)", [kind, key]);
    },
    tamper: async (stream, seq, data) => {
      await pool.query("alter table event disable trigger user");
      await pool.query("update event set data = $3 where stream = $1 and seq = $2", [stream, seq, JSON.stringify(data)]);
      await pool.query("alter table event enable trigger user");
    },
    close: database.drop,
  };
}
