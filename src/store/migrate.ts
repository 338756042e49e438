/** Brings a database to the schema that this program knows: numbered SQL files, each applied once, in order, in its own transaction. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type ClientBase, Pool } from "pg";
import { StoreRefused } from "./refused.ts";

/** One file NNNN-name.sql; `sha256` is of its text with Unix line ends. */
export type Migration = { number: number; name: string; sha256: string; sql: string };

/** What `migrate` takes. */
export type MigrateOptions = {
  /** Where the files are; this program's own when left out. */
  folder?: string;
  /** Stop after this number (a restore of an older backup). */
  upTo?: number;
  /** Called once before the first change to a database that already has a schema: the automatic backup. If it throws nothing is changed. */
  backupFirst?: (change: { from: number; to: number }) => Promise<void>;
};

/** The schema number before and after, and the names of the files applied; 0 is an empty database. */
export type MigrateResult = { from: number; to: number; applied: string[] };

/** Any fixed number: all migrators of one database wait for each other on it. */
const MIGRATION_LOCK = 4_700_001;
const LOCK_TRIES = 10;
const LOCK_PAUSE_MS = 300;

/** The program's own migration files: beside this file, and for the built program, which has no copy of them, in the package's sources. */
export function ownMigrations(): string {
  const places = ["./sql/", "../../../src/store/sql/"].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return places.find((place) => existsSync(place)) ?? (places[0] as string);
}

/**
 * Applies what is missing. Any number may run at once. Throws StoreRefused: "migration-files" (badly named or numbered),
 * "migration-changed" (an applied file is not what it was), "schema-newer" (a newer program was here).
 */
export async function migrate(database: Pool | ClientBase, options: MigrateOptions = {}): Promise<MigrateResult> {
  const known = await readMigrations(options.folder ?? ownMigrations());
  return onOneConnection(database, async (client) => {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    try {
      return await applyMissing(client, known, options);
    } finally {
      await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]);
    }
  });
}

/** The schema numbers of the database (0: empty) and of the program. Throws like `migrate`; changes nothing. A serving node compares them. */
export async function schemaNumbers(database: Pool | ClientBase, folder: string = ownMigrations()): Promise<{ database: number; program: number }> {
  const known = await readMigrations(folder);
  return onOneConnection(database, async (client) => {
    const found = await client.query<{ there: boolean }>("select to_regclass('migration') is not null as there");
    if (found.rows[0]?.there !== true) return { database: 0, program: lastNumber(known) };
    return { database: await checkedNumber(client, known), program: lastNumber(known) };
  });
}

/** The files of a folder in order; none when the folder does not exist. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort() : [];
  const migrations = await Promise.all(names.map((file) => readMigration(folder, file)));
  for (const [index, { number, name }] of migrations.entries()) {
    if (number === migrations[index - 1]?.number)
      throw new StoreRefused("migration-files", `The migration "${name}" has the number ${number} of another one in ${folder}.`);
  }
  return migrations;
}

async function readMigration(folder: string, file: string): Promise<Migration> {
  const [, number, name] = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file) ?? [];
  if (number === undefined || name === undefined) throw new StoreRefused("migration-files", `${file} in ${folder} is not named like 0001-name.sql.`);
  const sql = (await readFile(`${folder}/${file}`, "utf8")).replaceAll("\r\n", "\n");
  if (/^\s*(begin|commit|rollback|start transaction)\s*;/im.test(sql)) {
    throw new StoreRefused("migration-files", `${file} starts or ends a transaction itself; each file already runs in one.`);
  }
  return { number: Number(number), name, sha256: createHash("sha256").update(sql).digest("hex"), sql };
}

async function applyMissing(client: ClientBase, known: Migration[], options: MigrateOptions): Promise<MigrateResult> {
  await client.query(
    "create table if not exists migration (number integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())",
  );
  const from = await checkedNumber(client, known);
  const missing = known.filter(({ number }) => number > from && number <= (options.upTo ?? lastNumber(known)));
  const to = missing.at(-1)?.number ?? from;
  if (missing.length > 0 && from > 0) await options.backupFirst?.({ from, to });
  for (const migration of missing) await applyPatiently(client, migration);
  return { from, to, applied: missing.map(({ name }) => name) };
}

/** The number the database is at, after comparing every applied file with the one we have. */
async function checkedNumber(client: ClientBase, known: Migration[]): Promise<number> {
  const { rows } = await client.query<{ number: number; name: string; sha256: string }>("select number, name, sha256 from migration order by number");
  const newest = rows.at(-1)?.number ?? 0;
  if (newest > lastNumber(known)) {
    const what = `The database has schema ${newest} ("${rows.at(-1)?.name}") and this program knows schemas up to ${lastNumber(known)}`;
    throw new StoreRefused("schema-newer", `${what}. Start the newer program, or restore a backup from before it.`);
  }
  for (const [index, row] of rows.entries()) {
    const file = known[index];
    if (file === undefined || row.number !== file.number) {
      const what = `The database has migration ${row.number} ("${row.name}") where this program has ${file?.number} ("${file?.name}")`;
      throw new StoreRefused("migration-files", `${what}. New files get numbers above all applied ones.`);
    }
    if (row.sha256 === file.sha256) continue;
    const what = `Migration ${row.number} ("${row.name}") was applied to this database with another content than this program's ("${file.name}")`;
    throw new StoreRefused("migration-changed", `${what}. An applied file is never edited: put it back and add a new one.`);
  }
  return newest;
}

/** A table that is busy for more than two seconds is left alone and tried again, so that a migration never holds up the others for longer. */
async function applyPatiently(client: ClientBase, migration: Migration): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await apply(client, migration);
    } catch (error) {
      const busy = (error as { code?: string }).code === "55P03";
      if (!busy || attempt === LOCK_TRIES) throw error;
      await sleep(LOCK_PAUSE_MS * attempt);
    }
  }
}

async function apply(client: ClientBase, { number, name, sha256, sql }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query("set local lock_timeout = '2s'; set local statement_timeout = '15min'");
    await client.query(sql);
    await client.query("insert into migration (number, name, sha256) values ($1, $2, $3)", [number, name, sha256]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    if (error instanceof Error) error.message = `migration ${number} ("${name}"): ${error.message}`;
    throw error;
  }
}

function lastNumber(migrations: Migration[]): number {
  return migrations.at(-1)?.number ?? 0;
}

/** Advisory locks and transactions belong to one connection: takes one from a pool, or uses the one given. */
async function onOneConnection<T>(database: Pool | ClientBase, work: (client: ClientBase) => Promise<T>): Promise<T> {
  if (!(database instanceof Pool)) return work(database);
  const client = await database.connect();
  let broken: unknown;
  try {
    return await work(client);
  } catch (error) {
    broken = error;
    throw error;
  } finally {
    client.release(broken !== undefined && !(broken instanceof StoreRefused));
  }
}
