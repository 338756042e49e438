/** One real PostgreSQL for a whole test run (vitest's global setup), and a fresh, migrated database for each test that asks. */

import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool } from "pg";
import type { TestProject } from "vitest/node";
import type { Log } from "../src/store/embedded/log.ts";
import { settleOld } from "../src/store/embedded/orphan.ts";
import { openPool } from "../src/store/embedded/pool.ts";
import { type ConnectionConfig, withClient } from "../src/store/embedded/server.ts";
import { startEmbedded } from "../src/store/embedded.ts";
import { lockFolder } from "../src/store/folder-lock.ts";
import { migrate } from "../src/store/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgres: ConnectionConfig;
  }
}

const PREFIX = "quarterdeck-test-";
const ABANDONED_MS = 600_000;
const TEMPLATE = "quarterdeck_template";

/** A log that keeps nothing. */
export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Starts the server with the same settings as in production and makes the migrated template. Vitest calls what it returns at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  const dataFolder = await mkdtemp(join(tmpdir(), PREFIX));
  const database = await startEmbedded({ dataFolder, log: silent });
  const teardown = async () => {
    await database.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
  try {
    await withClient(database.config, (client) => client.query(`create database ${TEMPLATE}`));
    await withClient({ ...database.config, database: TEMPLATE }, (client) => migrate(client));
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide("postgres", database.config);
  return teardown;
}

/** A database of its own for one test. Call `drop` at the end (afterEach, onTestFinished). */
export type FreshDatabase = { config: ConnectionConfig; pool: Pool; drop(): Promise<void> };

/** Copies the migrated template into a new database; `empty` gives one without any table. Some tens of milliseconds. */
export async function freshDatabase(options: { empty?: boolean } = {}): Promise<FreshDatabase> {
  // Loaded here because the global setup runs outside the test environment.
  const { inject } = await import("vitest");
  const server = inject("postgres");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await withClient(server, (client) => client.query(`create database ${name} template ${options.empty === true ? "template0" : TEMPLATE}`));
  const config = { ...server, database: name };
  const pool = openPool({ ...config, max: 10 }, silent);
  const drop = async () => {
    await pool.end();
    await withClient(server, (client) => client.query(`drop database if exists ${name} with (force)`));
  };
  return { config, pool, drop };
}

/** Ends the servers of test runs that were killed and removes their folders: old enough, and nobody holds the lock. */
async function sweep(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    const { uid, mtimeMs } = (await stat(folder).catch(() => undefined)) ?? { uid: undefined, mtimeMs: 0 };
    if (uid !== process.getuid?.() || Date.now() - mtimeMs < ABANDONED_MS) continue;
    const lock = await lockFolder(folder).catch(() => undefined);
    if (lock === undefined) continue;
    await settleOld(join(folder, "database/cluster"), silent);
    await lock.release();
    await rm(folder, { recursive: true, force: true });
  }
}
