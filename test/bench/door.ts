/** Commands through the door, on one incident and on many, over a real database in a folder of its own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Pool } from "pg";
import { openEngineRoom } from "../../src/shell/engine-room.ts";
import { realWorld } from "../../src/shell/outside.ts";
import { openKeyring } from "../../src/store/access/secrets.ts";
import { inTransaction } from "../../src/store/directory/change.ts";
import { foundOrganisation } from "../../src/store/directory/organisation.ts";
import { addPerson } from "../../src/store/directory/people.ts";
import { openPool } from "../../src/store/embedded/pool.ts";
import { startEmbedded } from "../../src/store/embedded.ts";
import { migrate } from "../../src/store/migrate.ts";
import { silent } from "../postgres.ts";

/** Commands a second. */
export type DoorRates = { readonly one: number; readonly many: number };

const parallel = 16;
const by = { actor: "system", ip: null, node: "bench" } as const;

/** An empty, migrated database as the server would start it. */
export async function onDatabase<T>(work: (pool: Pool, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "quarterdeck-bench-"));
  const database = await startEmbedded({ dataFolder: join(folder, "data"), log: silent });
  const pool = openPool({ ...database.config, max: 20 }, silent);
  try {
    await migrate(pool);
    return await work(pool, folder);
  } finally {
    await pool.end();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Messages written by a person: all to one incident, then each of 16 writers to their own. */
export async function doorRates(pool: Pool, folder: string, seconds: number): Promise<DoorRates> {
  const world = realWorld();
  const keys = await openKeyring(join(folder, "key"), world.random, true);
  const state = { over: false };
  const failed = (what: string, error: unknown) => void (state.over || process.stderr.write(`${what}: ${String(error)}\n`));
  const room = await openEngineRoom({
    ...{
      pool,
      intake: pool,
      house: pool,
      keeping: { alerts: 90, messages: 400 },
      keys,
      world,
      channels: [],
      settings: () => undefined,
      publicUrl: "http://127.0.0.1",
      node: "bench",
      version: "0",
      rehearsal: false,
      heartbeatUrls: [],
      works: false,
    },
    packsFolder: fileURLToPath(new URL("../../packs", import.meta.url)),
    log: { attempt: () => undefined, alarm: failed, repaired: () => undefined, failed },
  });
  const person = world.id();
  await inTransaction(room.db, async (tx) => {
    await foundOrganisation(tx, by, { name: "Demo Works", zone: "UTC", process: "sitrep" });
    await addPerson(tx, by, { id: person, name: "Demo Ana", email: "ana@example.test", admin: true });
    return { id: person };
  });
  const wish = async (stream: string | null, name: string, input: object) => {
    const said = await room.dispatch({ stream, name, input, actor: `person:${person}`, viewer: { person, all: false } });
    if (!("seq" in said)) throw new Error(`${name}: ${JSON.stringify(said)}`);
    return said.stream;
  };
  const declare = () => wish(null, "declare", { title: "Checkout is down", severity: 2 });
  const rate = async (streams: readonly string[]) => {
    const began = performance.now();
    let done = 0;
    const writer = async (stream: string) => {
      for (; performance.now() - began < seconds * 1_000; done += 1) await wish(stream, "post-message", { text: "We look at the database." });
    };
    await Promise.all(streams.map(writer));
    return done / ((performance.now() - began) / 1_000);
  };
  const own = await Promise.all(Array.from({ length: parallel }, declare));
  const rates = { one: await rate(Array.from({ length: parallel }, () => own[0]!)), many: await rate(own) };
  state.over = true;
  await room.stop(0);
  await world.close();
  return rates;
}
