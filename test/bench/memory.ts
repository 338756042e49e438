/** How much memory a server and its database hold, as the kernel counts it. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const megabytes = (kilobytes: number) => kilobytes / 1_024;

/** The resident megabytes of a process; NaN where the system does not say. */
export function residentOf(pid: number): number {
  return megabytes(Number(ask("rss", pid)));
}

/** The megabytes of a database server with all its processes, shared pages once; without /proc the server process alone. */
export function databaseMemory(pid: number): number {
  const pids = [pid, ...children(pid)];
  const shares = pids.map((one) => proportional(one));
  return shares.some(Number.isNaN) ? residentOf(pid) : megabytes(shares.reduce((sum, share) => sum + share, 0));
}

function proportional(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? Number.NaN);
  } catch {
    return Number.NaN;
  }
}

function children(pid: number): number[] {
  const rows = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  return rows.map((row) => row.trim().split(/\s+/).map(Number)).flatMap(([child, parent]) => (parent === pid ? [child!] : []));
}

function ask(column: string, pid: number): string {
  return execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" }).trim();
}
