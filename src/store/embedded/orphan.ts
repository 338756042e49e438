/** Ends what an earlier run left behind: a server whose parent was killed, or the children of a killed server. */
import { execFile } from "node:child_process";
import { readdir, readFile, readlink, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { StoreRefused } from "../refused.ts";
import type { Log } from "./log.ts";

const POLL_MS = 20;
/** After so many milliseconds the next harder signal is sent. */
const IMMEDIATE_MS = 10_000;
const CHILDREN_MS = 1_000;
const KILL_MS = 20_000;
const GIVE_UP_MS = 30_000;

/**
 * Returns when no process of this cluster is left. The caller holds the data folder's lock, so such a process has no living owner.
 * An orphan is stopped, not adopted: so every server we use has our settings, and is our child whose end we see at once.
 */
export async function settleOld(cluster: string, log: Log): Promise<void> {
  const started = performance.now();
  const sent = new Set<string>();
  for (;;) {
    const server = await readPid(cluster);
    const alive = await processesOf(cluster, server);
    if (alive.length === 0) break;
    const waited = performance.now() - started;
    if (waited > GIVE_UP_MS)
      throw new StoreRefused("server-did-not-start", `Processes ${alive.join(", ")} of an earlier database server in ${cluster} do not end.`);
    const orphan = server !== undefined && alive.includes(server);
    for (const pid of orphan ? [server] : alive) {
      const signal = nextSignal(waited, orphan);
      if (signal === undefined || sent.has(`${pid} ${signal}`)) continue;
      sent.add(`${pid} ${signal}`);
      log.warn({ pid, signal }, orphan ? "stopping the database server that a killed process left running" : "ending a child of a killed database server");
      end(pid, signal);
    }
    await sleep(POLL_MS);
  }
  await removeMisleadingPidFile(cluster);
}

function nextSignal(waitedMs: number, orphan: boolean): NodeJS.Signals | undefined {
  if (waitedMs > KILL_MS) return "SIGKILL";
  if (orphan) return waitedMs > IMMEDIATE_MS ? "SIGQUIT" : "SIGINT";
  return waitedMs > CHILDREN_MS ? "SIGQUIT" : undefined;
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** The process id in postmaster.pid; undefined when there is none. */
async function readPid(cluster: string): Promise<number | undefined> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number.parseInt(text, 10);
  return pid > 0 ? pid : undefined;
}

/** Living PostgreSQL processes that work in this cluster: a number in a file alone proves nothing, since numbers are reused. */
async function processesOf(cluster: string, server: number | undefined): Promise<number[]> {
  if (process.platform !== "linux") return (await runsHere(server, cluster)) ? [server as number] : [];
  const found: number[] = [];
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const [cwd, program] = await Promise.all([readlink(`/proc/${name}/cwd`), readlink(`/proc/${name}/exe`)]).catch(() => ["", ""]);
    if (cwd === cluster && /^postgres( \(deleted\))?$/.test(basename(program))) found.push(Number(name));
  }
  return found;
}

async function runsHere(server: number | undefined, cluster: string): Promise<boolean> {
  if (server === undefined) return false;
  const { stdout } = await promisify(execFile)("ps", ["-o", "command=", "-p", String(server)]).catch(() => ({ stdout: "" }));
  return stdout.includes(`-D ${cluster}`);
}

/** PostgreSQL would take any living process with the old number for its predecessor; that number now belongs to another program. */
async function removeMisleadingPidFile(cluster: string): Promise<void> {
  const pid = await readPid(cluster);
  if (pid === undefined || process.platform !== "linux") return;
  const taken = await readlink(`/proc/${pid}/cwd`).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== "ENOENT",
  );
  if (taken) await rm(join(cluster, "postmaster.pid"), { force: true });
}
