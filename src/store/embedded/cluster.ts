/** Makes the database cluster on disk, once, and keeps its password. */
import { randomBytes } from "node:crypto";
import { access, chmod, chown, mkdir, open, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StoreRefused } from "../refused.ts";
import { type Account, finish, runAs } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import type { Place } from "./place.ts";

/** The server's superuser and the database of the application. */
export const DATABASE_USER = "quarterdeck";

/** Creates the base folder, owned by the account and closed to everybody else. Returns its resolved path. */
export async function prepareBase(dataFolder: string, account: Account): Promise<string> {
  await mkdir(dataFolder, { recursive: true, mode: account.drop ? 0o711 : 0o700 });
  const base = join(await realpath(dataFolder), "database");
  for (const folder of [base, join(base, "socket")]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (account.drop) await give(folder, account);
    await chmod(folder, 0o700);
  }
  return base;
}

async function give(path: string, account: Account): Promise<void> {
  await chown(path, account.uid, account.gid).catch((error: unknown) => {
    const why = "this process is root but may not change the owner of files (a container without CAP_CHOWN and CAP_SETUID?)";
    throw new StoreRefused("server-account", `PostgreSQL refuses to run as root, and ${why}. Run as an ordinary user, or set DATABASE_URL.`, { cause: error });
  });
}

/**
 * Runs initdb when there is no cluster and returns the superuser's password. A killed initdb leaves only "cluster.new", which is made again.
 * Every connection needs the password, also on the socket: closed folder modes do not keep out other programs of the same account,
 * and a server that root starts may share "nobody" with them.
 */
export async function ensureCluster(place: Place, account: Account, binaries: Binaries): Promise<string> {
  const exists = await access(join(place.cluster, "PG_VERSION")).then(
    () => true,
    () => false,
  );
  const password = await ensurePassword(join(place.base, "..", "database-password"), exists);
  if (exists) return password;
  const fresh = join(place.base, "cluster.new");
  const passwordFile = join(place.base, "initial-password");
  await rm(fresh, { recursive: true, force: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    if (account.drop) await give(passwordFile, account);
    await initialise(place, account, binaries);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(fresh, place.cluster);
  await syncFolder(place.base);
  return password;
}

async function initialise(place: Place, account: Account, binaries: Binaries): Promise<void> {
  const args = ["-D", join(place.seen, "cluster.new"), "-U", DATABASE_USER, "--pwfile", join(place.seen, "initial-password")];
  args.push("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions");
  const folder = await open(place.base, "r");
  const { code, output } = await finish(runAs(account, binaries.initdb, args, folder.fd)).finally(() => folder.close());
  if (code === 0) return;
  if (output.includes("could not look up effective user ID")) {
    const fix = "Give that user id a name in /etc/passwd, or set DATABASE_URL";
    throw new StoreRefused("server-account", `PostgreSQL cannot be set up by user id ${account.uid}, which has no name on this system. ${fix}.`);
  }
  throw new StoreRefused("server-did-not-start", `initdb failed (exit code ${code}): ${output.slice(-1_000)}`);
}

/** The password file belongs to us, not to the server's account, and is written before the cluster that needs it. */
async function ensurePassword(file: string, clusterExists: boolean): Promise<string> {
  const found = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (found !== undefined && found.trim() !== "") return found.trim();
  if (clusterExists)
    throw new StoreRefused("database-password", `The database's password file ${file} is missing or empty; put it back from a copy of the data folder.`);
  const password = randomBytes(24).toString("hex");
  const handle = await open(file, "w", 0o600);
  try {
    await handle.writeFile(`${password}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return password;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
