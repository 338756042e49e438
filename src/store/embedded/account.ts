/** The system account that runs the database server, because PostgreSQL refuses to run as root, and starting programs under it. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { StoreRefused } from "../refused.ts";

/** The account of the server process; `drop` is false when it is simply ours. */
export type Account = { uid: number; gid: number; drop: boolean };

/** The fd number under which a program sees the folder passed to `runAs`. */
export const FOLDER_FD = 3;

const NOBODY = 65_534;

/**
 * An ordinary user's server runs as that user. Root's server runs as whoever owns the existing database folder, else as the user
 * "quarterdeck", else as "nobody". Throws StoreRefused("server-account") when the folder is another user's.
 */
export async function chooseAccount(base: string): Promise<Account> {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  const owner = await stat(base).catch(() => undefined);
  if (uid !== 0) {
    if (owner === undefined || owner.uid === uid) return { uid, gid, drop: false };
    throw new StoreRefused(
      "server-account",
      `The folder ${base} belongs to user ${owner.uid} and this process runs as user ${uid}. Start it as that user, or choose another data folder.`,
    );
  }
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, drop: true };
  return { ...(await unprivileged()), drop: true };
}

async function unprivileged(): Promise<{ uid: number; gid: number }> {
  const lines = (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n").map((line) => line.split(":"));
  const entry = lines.find(([name]) => name === "quarterdeck") ?? lines.find(([name]) => name === "nobody");
  const [uid, gid] = [Number(entry?.[2]), Number(entry?.[3])];
  // macOS writes nobody as -2.
  return uid > 0 && gid > 0 ? { uid, gid } : { uid: NOBODY, gid: NOBODY };
}

/**
 * Starts a program of the server under the account, with a clean environment (ours may hold secrets) and its own session, so that
 * Ctrl-C in a terminal reaches only us. `folder` is an open directory handed on as FOLDER_FD: through it the program reaches a folder
 * whose parents it may not enter (root's home).
 */
export function runAs(account: Account, file: string, args: string[], folder?: number): ChildProcess {
  const stdio = ["ignore", "pipe", "pipe", ...(folder === undefined ? [] : [folder])] as ("ignore" | "pipe" | number)[];
  return spawn(file, args, {
    stdio,
    cwd: "/",
    detached: true,
    env: { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" },
    ...(account.drop ? { uid: account.uid, gid: account.gid } : {}),
  });
}

/** Runs a program to its end. Never throws: a program that cannot be started has code null and says why in `output`. */
export function finish(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    let output = "";
    const add = (part: Buffer) => {
      output = (output + part.toString("utf8")).slice(-8_192);
    };
    child.stdout?.on("data", add);
    child.stderr?.on("data", add);
    child.on("error", (error) => resolve({ code: null, output: error.message }));
    child.on("close", (code) => resolve({ code, output: output.trim() }));
  });
}

/** Whether the account may enter the folder: every parent lets it through. Only the mode bits count; a false "no" costs a copy. */
export async function mayEnter(account: Account, folder: string): Promise<boolean> {
  if (!account.drop) return true;
  for (let path = folder; ; path = parent(path)) {
    const { uid, gid, mode } = await stat(path);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (path === "/") return true;
  }
}

function parent(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf("/")));
}
