/** Opens the database a node works on: the embedded one in the data folder, or the one that DATABASE_URL names; brings it to this program's schema. */
import { createWriteStream } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Pool, PoolConfig } from "pg";
import { backup } from "../store/backup.ts";
import { checkDurability } from "../store/durability.ts";
import type { Log } from "../store/embedded/log.ts";
import { openPool } from "../store/embedded/pool.ts";
import { withClient } from "../store/embedded/server.ts";
import { startEmbedded } from "../store/embedded.ts";
import { migrate } from "../store/migrate.ts";
import { here } from "./world.ts";

/** An open database. */
export type Database = {
  readonly pool: Pool;
  /** Connections for alerts on their way in alone: nothing else may make them wait. */
  readonly intake: Pool;
  /** Connections for what may take its time: nothing that is due waits for them. */
  readonly house: Pool;
  readonly ready: () => boolean;
  readonly close: () => Promise<void>;
};

/** Tables whose rows are worth nothing after a restore: who was signed in, what was tried, what was leased. */
export const ephemeral: readonly string[] = ["session", "setup_token", "contact_code", "chat_code", "attempt"];

/** Connections of one node; the database's own limit is shared by all nodes. */
const connections = 24;

/** Connections kept for alerts on their way in: one commits while the next batch gathers. */
const intakeConnections = 2;

/** The pools of one node, and how to close them. */
function poolsOf(config: PoolConfig, log: Log, max: number): Pick<Database, "pool" | "intake" | "house" | "close"> {
  const pool = openPool({ ...config, max }, log);
  const intake = openPool({ ...config, max: intakeConnections }, log);
  const house = openPool({ ...config, max: 2 }, log);
  return { pool, intake, house, close: async () => void (await Promise.all([pool.end(), intake.end(), house.end()])) };
}

/** Where a running embedded server tells other commands of the same machine how to reach it; readable by its owner only. */
const addressFile = (dataFolder: string) => join(dataFolder, "database-address.json");

/** Opens it for a serving node. The automatic backup before a migration stands in `<data>/backups`. */
export async function openDatabase(settings: { readonly data: string; readonly databaseUrl: string | null }, log: Log): Promise<Database> {
  if (settings.databaseUrl !== null) {
    const pools = poolsOf({ connectionString: settings.databaseUrl }, log, connections);
    const client = await patiently(() => pools.pool.connect(), log);
    await checkDurability(client).finally(() => client.release());
    await upgrade(pools.pool, settings.data);
    return { ...pools, ready: () => true };
  }
  const server = await startEmbedded({ dataFolder: settings.data, log });
  const pools = poolsOf(server.config, log, connections);
  try {
    await upgrade(pools.pool, settings.data);
  } catch (failed) {
    await pools.close();
    await server.stop();
    throw failed;
  }
  await writeFile(addressFile(settings.data), JSON.stringify(server.config), { mode: 0o600 });
  return {
    ...pools,
    ready: () => server.state() === "ready",
    close: async () => {
      await rm(addressFile(settings.data), { force: true });
      await pools.close();
      await server.stop();
    },
  };
}

/** How long a database that is not there yet is waited for, and how often it is asked. */
const patience = { times: 120, everyMs: 500 };

/** What a server that is starting, or not started yet, says: anything else, a wrong password, is said at once. */
const notYet: readonly unknown[] = ["57P03", "57P01", "57P02", "ECONNREFUSED", "ECONNRESET", "ENOENT", "ENOTFOUND", "EAI_AGAIN"];

async function patiently<T>(connect: () => Promise<T>, log: Log): Promise<T> {
  for (let time = 1; ; time += 1) {
    try {
      return await connect();
    } catch (error) {
      const { code, message } = error as Error & { code?: unknown };
      if (time === patience.times || !notYet.includes(code)) throw error;
      if (time === 1) log.warn({ code: String(code) }, `the database is not there yet: ${message}`);
      await here.sleep(patience.everyMs);
    }
  }
}

/** Opens it for a command beside a server that may be running: connects to that one, else starts the embedded one for as long as the command takes. */
export async function joinDatabase(settings: { readonly data: string; readonly databaseUrl: string | null }, log: Log): Promise<Database> {
  if (settings.databaseUrl === null) {
    const running = await runningServer(settings.data);
    if (running) {
      return { ...poolsOf(running, log, 2), ready: () => true };
    }
  }
  return openDatabase(settings, log);
}

async function runningServer(dataFolder: string): Promise<PoolConfig | null> {
  const text = await readFile(addressFile(dataFolder), "utf8").catch(() => null);
  if (text === null) return null;
  const config = JSON.parse(text) as { host: string; port: number; user: string; password: string; database: string };
  const answers = await withClient(config, async (client) => client.query("select 1")).then(
    () => true,
    () => false,
  );
  return answers ? config : null;
}

async function upgrade(pool: Pool, dataFolder: string): Promise<void> {
  await migrate(pool, {
    backupFirst: async ({ from, to }) => {
      const folder = join(dataFolder, "backups");
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await backup(pool, createWriteStream(join(folder, `before-${from}-to-${to}-${await stamp(pool)}.ndjson.gz`), { mode: 0o600 }), { ephemeral });
    },
  });
}

/** The database's time as it may stand in a file's name. */
async function stamp(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ at: string }>("select to_char(now() at time zone 'utc', 'YYYYMMDD\"T\"HH24MISS\"Z\"') as at");
  return rows[0]?.at ?? "";
}
