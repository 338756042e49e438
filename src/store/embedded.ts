/** The built-in database: a real PostgreSQL server in the data folder, started, watched, restarted and stopped by this process. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { checkDurability } from "./durability.ts";
import { chooseAccount } from "./embedded/account.ts";
import { findBinaries } from "./embedded/binaries.ts";
import { DATABASE_USER, ensureCluster, prepareBase } from "./embedded/cluster.ts";
import type { Log } from "./embedded/log.ts";
import { choosePlace } from "./embedded/place.ts";
import { type ConnectionConfig, connectionTo, type Recipe, type Server, type ServerExit, startServer, withClient } from "./embedded/server.ts";
import { type FolderLock, lockFolder } from "./folder-lock.ts";
import { StoreRefused } from "./refused.ts";

/** "restarting" is the time between an unexpected end and the next answer. */
export type EmbeddedState = "ready" | "restarting" | "stopped";

/** The running database. */
export type EmbeddedDatabase = {
  /** For `new Pool(config)`; it stays true over restarts. */
  config: ConnectionConfig;
  /** The same as a connection string. It holds the password: never log it. */
  url: string;
  state(): EmbeddedState;
  /** The process id of the server; undefined while there is none. */
  pid(): number | undefined;
  /** Calls the listener each time the server ends unexpectedly; returns how to stop listening. */
  onExit(listener: (exit: ServerExit) => void): () => void;
  /** Cuts open sessions, writes everything to disk, waits for the end and releases the folder. May be called twice. */
  stop(): Promise<void>;
};

/** `lock`: the caller already holds the lock of the data folder and keeps it. `packageFolder`: another copy of the programs (tests). */
export type EmbeddedOptions = { dataFolder: string; log: Log; lock?: FolderLock; packageFolder?: string };

type Running = { recipe: Recipe; server: Server | undefined; state: EmbeddedState; abort: AbortController; listeners: Set<(exit: ServerExit) => void> };

const FIRST_START_MS = 10_000;
const RETRY_MS = 200;
const LONGEST_BACKOFF_MS = 10_000;
const STEADY_MS = 60_000;

/**
 * Starts the database and resolves when it answers and is known to write to disk before it acknowledges.
 * Throws StoreRefused: "folder-in-use", "server-account", "no-server-for-this-system", "server-did-not-start", "database-password", "unsafe-setting".
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const lock = options.lock ?? (await lockFolder(options.dataFolder));
  const releaseLock = async () => (options.lock === undefined ? lock.release() : undefined);
  try {
    const abort = new AbortController();
    const recipe = await prepare(options, abort.signal);
    const server = await firstStart(recipe);
    const running: Running = { recipe, server, state: "ready", abort, listeners: new Set() };
    try {
      await ensureDatabase(recipe);
      await withClient(connectionTo(recipe, DATABASE_USER), checkDurability);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return handle(running, supervise(running), releaseLock);
  } catch (error) {
    await releaseLock();
    throw error;
  }
}

async function prepare({ dataFolder, log, packageFolder }: EmbeddedOptions, signal: AbortSignal): Promise<Recipe> {
  const account = await chooseAccount(join(dataFolder, "database"));
  const base = await prepareBase(dataFolder, account);
  const binaries = await findBinaries(account, base, packageFolder);
  const place = await choosePlace(base, account);
  const password = await ensureCluster(place, account, binaries);
  return { place, account, binaries, password, log, signal };
}

/** The first starts after a crash may fail until the dead server's shared memory is free. */
async function firstStart(recipe: Recipe): Promise<Server> {
  const started = performance.now();
  for (;;) {
    try {
      return await startServer(recipe);
    } catch (error) {
      const hopeless = error instanceof StoreRefused && error.code === "database-password";
      if (hopeless || performance.now() - started > FIRST_START_MS) throw error;
      recipe.log.warn({ reason: String(error) }, "the database server did not start; trying again");
      await sleep(RETRY_MS);
    }
  }
}

async function ensureDatabase(recipe: Recipe): Promise<void> {
  await withClient(connectionTo(recipe, "postgres"), async (client) => {
    const found = await client.query("select 1 from pg_database where datname = $1", [DATABASE_USER]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE_USER}`);
  });
}

/** Watches the server until `stop`, and starts it again whenever it ends; it never gives up. */
async function supervise(running: Running): Promise<void> {
  const { recipe, abort } = running;
  const stopped = aborted(abort.signal);
  let failures = 0;
  while (running.server !== undefined && !abort.signal.aborted) {
    const started = performance.now();
    const exit = await Promise.race([running.server.exited, stopped]);
    if (exit === undefined) return;
    if (performance.now() - started > STEADY_MS) failures = 0;
    running.state = "restarting";
    running.server = undefined;
    recipe.log.error({ ...exit, failures }, "the database server ended unexpectedly; starting it again");
    for (const listener of running.listeners) listener(exit);
    while (running.server === undefined && !abort.signal.aborted) {
      await sleep(failures === 0 ? 0 : Math.min(RETRY_MS * 2 ** (failures - 1), LONGEST_BACKOFF_MS), undefined, { signal: abort.signal }).catch(
        () => undefined,
      );
      running.server = await startAgain(recipe);
      failures += 1;
    }
    if (running.server !== undefined) running.state = "ready";
  }
}

async function startAgain(recipe: Recipe): Promise<Server | undefined> {
  try {
    const server = await startServer(recipe);
    recipe.log.warn({ pid: server.pid }, "the database server runs again");
    return server;
  } catch (error) {
    if (!recipe.signal.aborted) recipe.log.error({ reason: String(error) }, "the database server did not start; trying again");
    return undefined;
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
}

function handle(running: Running, supervision: Promise<void>, releaseLock: () => Promise<void>): EmbeddedDatabase {
  const config = connectionTo(running.recipe, DATABASE_USER);
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    running.abort.abort();
    await supervision;
    await running.server?.stop();
    running.server = undefined;
    running.state = "stopped";
    await releaseLock();
  };
  return {
    config,
    url: urlOf(config),
    state: () => running.state,
    pid: () => running.server?.pid,
    onExit: (listener) => {
      running.listeners.add(listener);
      return () => running.listeners.delete(listener);
    },
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** A connection string in the form that libpq and `pg` both understand. */
export function urlOf(config: ConnectionConfig): string {
  const { host, port, user, password, database } = config;
  const account = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  if (!host.startsWith("/")) return `postgresql://${account}@${host}:${port}/${encodeURIComponent(database)}`;
  return `postgresql://${account}@/${encodeURIComponent(database)}?host=${encodeURIComponent(host)}&port=${port}`;
}
