/** One real PostgreSQL for a whole test run (vitest's global setup), and a fresh, migrated database for each test that asks. */

import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool } from "pg";
import type { TestProject } from "vitest/node";
import { openPool } from "../src/store/embedded/pool.ts";
import { type ConnectionConfig, type Log, withClient } from "../src/store/embedded/server.ts";
import { startEmbedded } from "../src/store/embedded.ts";
import { migrate } from "../src/store/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgres: ConnectionConfig;
  }
}

const TEMPLATE = "quarterdeck_template";

/** A log that keeps nothing. */
export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Starts the server with the same settings as in production and makes the migrated template. Vitest calls what it returns at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = await mkdtemp(join(tmpdir(), "quarterdeck-test-"));
  const database = await startEmbedded({ dataFolder, log: silent });
  await withClient(database.config, (client) => client.query(`create database ${TEMPLATE}`));
  await withClient({ ...database.config, database: TEMPLATE }, (client) => migrate(client));
  project.provide("postgres", database.config);
  return async () => {
    await database.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
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
