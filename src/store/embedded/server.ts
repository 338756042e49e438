/** One run of the PostgreSQL server process: start until it answers, and stop. */
import { closeSync, openSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { StoreRefused } from "../refused.ts";
import { type Account, runAs } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { DATABASE_USER } from "./cluster.ts";
import type { Log } from "./log.ts";
import { settleOld } from "./orphan.ts";
import { type Place, serverArguments } from "./place.ts";

/** How a program ended. */
export type ServerExit = { code: number | null; signal: NodeJS.Signals | null };

/** A server that answers. `exited` resolves once, when it ends for whatever reason. */
export type Server = { pid: number; exited: Promise<ServerExit>; stop(): Promise<void> };

/** Everything needed to start the server again and again. */
export type Recipe = { place: Place; account: Account; binaries: Binaries; password: string; log: Log; signal: AbortSignal };

/** Connection settings for `pg`: a folder as host is a unix socket. */
export type ConnectionConfig = { host: string; port: number; user: string; password: string; database: string };

const POLL_MS = 15;
/** Replaying a long write-ahead log takes minutes; a server that is alive gets this long. */
const READY_MS = 600_000;
const FAST_STOP_MS = 30_000;
const IMMEDIATE_STOP_MS = 5_000;

/** Starts the server and resolves when it answers. Throws StoreRefused with the server's own last words when it ends before that. */
export async function startServer(recipe: Recipe): Promise<Server> {
  await settleOld(recipe.place.cluster, recipe.log);
  recipe.signal.throwIfAborted();
  const folder = openSync(recipe.place.base, "r");
  const child = runAs(recipe.account, recipe.binaries.postgres, serverArguments(recipe.place), folder);
  closeSync(folder);
  const ended: { exit?: ServerExit; words: string } = { words: "" };
  const exited = new Promise<ServerExit>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", (error) => {
      ended.words = error.message;
      resolve({ code: null, signal: null });
    });
  }).then((exit) => {
    ended.exit = exit;
    return exit;
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on("line", (line) => tell(line));
  }
  const tell = (line: string) => {
    if (/^(FATAL|PANIC):/.test(line)) ended.words = line;
    if (line.startsWith("PANIC:")) recipe.log.error({}, `database: ${line}`);
    else recipe.log.info({}, `database: ${line}`);
  };
  const server = { pid: child.pid ?? 0, exited, stop: () => stopServer((signal) => child.kill(signal), exited) };
  try {
    await untilReady(recipe, ended);
  } catch (error) {
    if (ended.exit === undefined) await server.stop();
    throw error;
  }
  return server;
}

async function untilReady(recipe: Recipe, ended: { exit?: ServerExit; words: string }): Promise<void> {
  const started = performance.now();
  for (;;) {
    recipe.signal.throwIfAborted();
    if (ended.exit !== undefined) {
      const how = ended.exit.signal ?? `exit code ${ended.exit.code}`;
      throw new StoreRefused("server-did-not-start", `The database server ended while starting (${how}): ${ended.words || "no message"}`);
    }
    const refused = await tryConnect(recipe);
    if (refused === undefined) return;
    if (refused.code === "28P01") {
      throw new StoreRefused("database-password", `The database server does not accept the password in ${recipe.place.base}/../database-password.`);
    }
    if (performance.now() - started > READY_MS) {
      throw new StoreRefused("server-did-not-start", `The database server does not answer after ${READY_MS / 1_000} s: ${refused.message}`);
    }
    await sleep(POLL_MS);
  }
}

async function tryConnect(recipe: Recipe): Promise<{ code?: string; message: string } | undefined> {
  try {
    await withClient(connectionTo(recipe, "postgres"), (client) => client.query("select 1"));
    return undefined;
  } catch (error) {
    return error as Error & { code?: string };
  }
}

/** The connection settings of one database of the server. */
export function connectionTo(recipe: Pick<Recipe, "place" | "password">, database: string): ConnectionConfig {
  return { host: recipe.place.host, port: recipe.place.port, user: DATABASE_USER, password: recipe.password, database };
}

/** Runs some work on a connection of its own. */
export async function withClient<T>(config: ConnectionConfig, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ ...config, connectionTimeoutMillis: 10_000 });
  // A connection that breaks between two queries tells so here; the next query then fails and carries the reason.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Fast stop (sessions are cut, everything is on disk), then immediate, then kill. */
async function stopServer(kill: (signal: NodeJS.Signals) => boolean, exited: Promise<ServerExit>): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ["SIGINT", FAST_STOP_MS],
    ["SIGQUIT", IMMEDIATE_STOP_MS],
  ];
  for (const [signal, patience] of steps) {
    kill(signal);
    const giveUp = new AbortController();
    const ended = await Promise.race([exited.then(() => true), sleep(patience, false, { signal: giveUp.signal }).catch(() => false)]);
    giveUp.abort();
    if (ended) return;
  }
  kill("SIGKILL");
  await exited;
}
