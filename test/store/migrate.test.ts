/** The migration runner: each file once, in order, never on a database it does not understand. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool } from "pg";
import { expect, it, onTestFinished } from "vitest";
import { migrate, ownMigrations, readMigrations, schemaNumbers } from "../../src/store/migrate.ts";
import { freshDatabase } from "../postgres.ts";
import { until } from "../until.ts";

const FIRST = "create table note (id integer primary key, word text);\ninsert into note values (1, 'one');\n";
const SECOND = "alter table note add column at timestamptz;\ninsert into note values (2, 'two');\n";

async function files(contents: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "qd-sql-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(contents)) await writeFile(join(folder, name), text);
  return folder;
}

async function empty(): Promise<Pool> {
  const { pool, drop } = await freshDatabase({ empty: true });
  onTestFinished(drop);
  return pool;
}

const words = async (pool: Pool) => (await pool.query<{ word: string }>("select word from note order by id")).rows.map(({ word }) => word);

it("applies each file once, in order", async () => {
  const pool = await empty();
  const folder = await files({ "0001-first.sql": FIRST, "0002-second.sql": SECOND });
  expect(await schemaNumbers(pool, folder)).toEqual({ database: 0, program: 2 });
  expect(await migrate(pool, { folder, upTo: 1 })).toEqual({ from: 0, to: 1, applied: ["first"] });
  expect(await migrate(pool, { folder })).toEqual({ from: 1, to: 2, applied: ["second"] });
  expect(await migrate(pool, { folder })).toEqual({ from: 2, to: 2, applied: [] });
  expect(await words(pool)).toEqual(["one", "two"]);
  expect(await schemaNumbers(pool, folder)).toEqual({ database: 2, program: 2 });
});

it("three runners on one empty database apply each file once", async () => {
  const pool = await empty();
  const folder = await files({ "0001-first.sql": FIRST, "0002-second.sql": SECOND });
  const results = await Promise.all([1, 2, 3].map(() => migrate(pool, { folder })));
  expect(results.flatMap(({ applied }) => applied).sort()).toEqual(["first", "second"]);
  expect(results.map(({ to }) => to)).toEqual([2, 2, 2]);
  expect(await words(pool)).toEqual(["one", "two"]);
});

it("a file that fails leaves no trace, names itself, and the ones before it stay", async () => {
  const pool = await empty();
  const folder = await files({ "0001-first.sql": FIRST, "0002-broken.sql": "insert into note values (3, 'three'); select nonsense;" });
  await expect(migrate(pool, { folder })).rejects.toThrow(/migration 2 \("broken"\).*nonsense/);
  expect(await words(pool)).toEqual(["one"]);
  expect((await schemaNumbers(pool, folder)).database).toBe(1);
  await writeFile(join(folder, "0002-broken.sql"), SECOND);
  expect((await migrate(pool, { folder })).to).toBe(2);
});

it("refuses an applied file that was edited, but not other line ends", async () => {
  const pool = await empty();
  const folder = await files({ "0001-first.sql": FIRST });
  await migrate(pool, { folder });
  await writeFile(join(folder, "0001-first.sql"), FIRST.replaceAll("\n", "\r\n"));
  expect((await migrate(pool, { folder })).applied).toEqual([]);
  await writeFile(join(folder, "0001-first.sql"), `${FIRST}-- later thought`);
  await expect(migrate(pool, { folder })).rejects.toMatchObject({ code: "migration-changed", message: expect.stringContaining('Migration 1 ("first")') });
  await expect(schemaNumbers(pool, folder)).rejects.toMatchObject({ code: "migration-changed" });
});

it("refuses a database of a newer program and names both schemas", async () => {
  const pool = await empty();
  const newer = await files({ "0001-first.sql": FIRST, "0002-second.sql": SECOND });
  await migrate(pool, { folder: newer });
  const older = await files({ "0001-first.sql": FIRST });
  await expect(migrate(pool, { folder: older })).rejects.toMatchObject({ code: "schema-newer", message: expect.stringMatching(/schema 2 .* up to 1/) });
});

it("refuses a new file that is numbered below an applied one", async () => {
  const pool = await empty();
  await migrate(pool, { folder: await files({ "0001-first.sql": FIRST, "0003-third.sql": SECOND }) });
  const later = await files({ "0001-first.sql": FIRST, "0002-between.sql": "select 1", "0003-third.sql": SECOND });
  await expect(migrate(pool, { folder: later })).rejects.toMatchObject({ code: "migration-files" });
});

it("takes a backup before it changes a database that has a schema, and changes nothing when that fails", async () => {
  const pool = await empty();
  const folder = await files({ "0001-first.sql": FIRST });
  const calls: object[] = [];
  const backupFirst = async (change: object) => {
    calls.push({ ...change, words: await words(pool) });
  };
  await migrate(pool, { folder, backupFirst });
  expect(calls).toEqual([]);
  await writeFile(join(folder, "0002-second.sql"), SECOND);
  const fails = () => Promise.reject(new Error("the disk is full"));
  await expect(migrate(pool, { folder, backupFirst: fails })).rejects.toThrow("the disk is full");
  expect((await schemaNumbers(pool, folder)).database).toBe(1);
  await migrate(pool, { folder, backupFirst });
  expect(calls).toEqual([{ from: 1, to: 2, words: ["one"] }]);
  await migrate(pool, { folder, backupFirst });
  expect(calls).toHaveLength(1);
});

it("R22 gives way to a busy table and tries again", async () => {
  const pool = await empty();
  const folder = await files({ "0001-first.sql": FIRST });
  await migrate(pool, { folder });
  const busy = await pool.connect();
  await busy.query("begin; lock table note in access share mode");
  await writeFile(join(folder, "0002-second.sql"), SECOND);
  const migrating = migrate(pool, { folder });
  const waits = "select 1 from pg_locks where not granted and mode = 'AccessExclusiveLock'";
  await until("the migration waits for the table", async () => (await pool.query(waits)).rowCount);
  await until("the migration has given way", async () => (await pool.query(waits)).rowCount === 0);
  await busy.query("commit");
  busy.release();
  expect(await migrating).toEqual({ from: 1, to: 2, applied: ["second"] });
});

it.each([
  ["a name without a number", { "first.sql": FIRST }],
  ["a number twice", { "0001-first.sql": FIRST, "0001-other.sql": SECOND }],
  ["a transaction of its own", { "0001-first.sql": `BEGIN;\n${FIRST}COMMIT;\n` }],
])("refuses %s", async (_what, contents) => {
  await expect(readMigrations(await files(contents))).rejects.toMatchObject({ code: "migration-files" });
});

it("finds this program's own files beside the source", () => {
  expect(ownMigrations().replaceAll("\\", "/")).toMatch(/src\/store\/sql\/$/);
});
