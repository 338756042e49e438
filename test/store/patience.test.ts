/** R10: a database that has gone silent is given up, and its connection with it. */
import { createServer, connect as dial, type Socket } from "node:net";
import { sql } from "kysely";
import { expect, it, onTestFinished } from "vitest";
import { openPool } from "../../src/store/embedded/pool.ts";
import { databaseOf } from "../../src/store/postgres/connection.ts";
import { freshDatabase, silent } from "../postgres.ts";

/** A wire to the database that can stop carrying without closing: a network that swallows everything. */
async function wireTo({ host, port }: { readonly host: string; readonly port: number }) {
  const state = { swallows: false };
  const ends = new Set<Socket>();
  const server = createServer((client) => {
    const database = dial({ path: `${host}/.s.PGSQL.${port}` });
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      ends.add(from);
      from.on("data", (bytes) => void (state.swallows || to.write(bytes)));
      from.on("close", () => void (state.swallows || to.destroy()));
      from.on("error", () => undefined);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const end of ends) end.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { state, port: (server.address() as { port: number }).port };
}

it("R10 a statement without an answer fails within its time, takes its connection along, and the next one works when the network does", async () => {
  const fresh = await freshDatabase();
  onTestFinished(fresh.drop);
  const wire = await wireTo(fresh.config);
  const pool = openPool({ ...fresh.config, host: "127.0.0.1", port: wire.port, max: 1, connectionTimeoutMillis: 200 }, silent);
  onTestFinished(() => pool.end());
  const db = databaseOf(pool);
  const ask = async () => (await sql<{ one: number }>`select 1 as one`.execute(db)).rows;
  expect(await ask()).toEqual([{ one: 1 }]);
  wire.state.swallows = true;
  await expect(db.transaction().execute((tx) => sql`select 2`.execute(tx))).rejects.toThrow(/timeout|does not answer/);
  expect(pool.totalCount).toBe(0);
  await expect(ask()).rejects.toThrow(/timeout/);
  wire.state.swallows = false;
  expect(await ask()).toEqual([{ one: 1 }]);
});
