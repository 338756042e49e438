/** Backup and restore: nothing lost, nothing changed, nothing half done. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import type { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type BackupOptions, backup } from "../../src/store/backup.ts";
import { migrate, ownMigrations, schemaNumbers } from "../../src/store/migrate.ts";
import { type RestoreOptions, restore } from "../../src/store/restore.ts";
import { freshDatabase } from "../postgres.ts";
import { until } from "../until.ts";
import { FILES, fill } from "./everything.ts";

const options: BackupOptions = { ephemeral: ["lease"] };

let folder: string;
/** A database with something of everything, and its backup. */
let source: Pool;
let original: Buffer;
let dropSource: () => Promise<void>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "qd-sql-"));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
  const { pool, drop } = await freshDatabase({ empty: true });
  source = pool;
  dropSource = drop;
  await migrate(source, { folder });
  await fill(source);
  original = await taken(source);
});
afterAll(async () => {
  await dropSource();
  await rm(folder, { recursive: true });
});

async function emptyDatabase(): Promise<Pool> {
  const { pool, drop } = await freshDatabase({ empty: true });
  onTestFinished(drop);
  return pool;
}

async function migrated(): Promise<Pool> {
  const pool = await emptyDatabase();
  await migrate(pool, { folder });
  return pool;
}

async function taken(pool: Pool, more: Partial<BackupOptions> = {}): Promise<Buffer> {
  const parts: Buffer[] = [];
  const writable = new Writable({
    write: (part: Buffer, _encoding, done) => {
      parts.push(part);
      done();
    },
  });
  await backup(pool, writable, { ...options, folder, ...more });
  return Buffer.concat(parts);
}

const wellFormed = (text: string) => Buffer.from(text, "utf8").toString("utf8");
const textOf = (file: Buffer) => gunzipSync(file).toString("utf8");
/** Everything but the first line, which holds the time. */
const rowsOf = (file: Buffer) => textOf(file).slice(textOf(file).indexOf("\n"));
const into = (pool: Pool, file: Buffer, more: Partial<RestoreOptions> = {}) => restore(pool, Readable.from([file]), { ...options, folder, ...more });
const damagedBy = (file: Buffer, change: (text: string) => string) => gzipSync(change(textOf(file)));

describe("R21 backup = restore", () => {
  it("the export after is, byte for byte, the export before, with every kind of value and key", async () => {
    const target = await migrated();
    const summary = await into(target, original);
    const after = await taken(target);
    expect(rowsOf(after)).toBe(rowsOf(original));
    expect(summary).toMatchObject({
      fromSchema: 2,
      schema: 2,
      tables: { event: { rows: 3_000 }, b_child: { rows: 3_000 }, every_kind: { rows: 5 }, no_key: { rows: 4 } },
    });
    expect((await target.query("select exact::text, doc::text, at::text, octet_length(bytes) as size from every_kind where id = 'Zeta'")).rows).toEqual([
      { exact: "1.10", doc: '{"a": 12345678901234567890.5, "b": 1.0, "z": [null, "\u2028"]}', at: "2026-03-01 07:00:00.123456+00", size: 3 },
    ]);
  });

  it("this program's own schema, with what its migrations wrote, goes into a fresh database and comes out the same", async () => {
    const [from, to] = [await freshDatabase(), await freshDatabase()];
    onTestFinished(() => Promise.all([from.drop(), to.drop()]).then(() => undefined));
    const own = { folder: ownMigrations() };
    const before = await taken(from.pool, own);
    const { schema, tables } = await into(to.pool, before, own);
    expect(schema).toBe((await schemaNumbers(to.pool)).program);
    expect(Object.keys(tables).length).toBeGreaterThan(10);
    expect(rowsOf(await taken(to.pool, own))).toBe(rowsOf(before));
  });

  it("any text, document and bytes come back the same", async () => {
    const texts = await migrated();
    const word = fc.string({ unit: "binary", maxLength: 40 }).map((text) => wellFormed(text.replaceAll("\0", "")));
    const rows = fc.sample(fc.record({ word, doc: fc.jsonValue(), bytes: fc.uint8Array({ maxLength: 60 }), ratio: fc.double() }), {
      numRuns: 300,
      seed: 4_700,
    });
    for (const [index, { word: text, doc, bytes, ratio }] of rows.entries()) {
      const document = wellFormed(JSON.stringify(doc).replaceAll("\\u0000", ""));
      await texts.query("insert into every_kind (id, doc, bytes, ratio, tags) values ($1, $2, $3, $4, $5)", [
        `${index} ${text}`,
        /\\ud[89a-f]/i.test(document) ? "null" : document,
        Buffer.from(bytes),
        String(ratio),
        [text, null, text],
      ]);
    }
    const before = await taken(texts);
    const target = await emptyDatabase();
    await into(target, before);
    expect(rowsOf(await taken(target))).toBe(rowsOf(before));
  });

  it("lines are canonical: sorted keys, base64 bytes, instants to the microsecond, big numbers as text; ephemeral tables stay away", async () => {
    const text = textOf(original);
    const zeta = text.split("\n").find((line) => line.includes('"id":"Zeta"')) as string;
    const row = JSON.parse(zeta) as Record<string, unknown>;
    expect(Object.keys(row)).toEqual([...Object.keys(row)].sort());
    expect(row).toMatchObject({ at: "2026-03-01T07:00:00.123456Z", big: "-9223372036854775808", bytes: "AP8K", flag: true, whole: -2147483648 });
    expect(row).not.toHaveProperty("halved");
    expect(text).not.toContain('"$table":"lease"');
    expect(text).not.toContain('"$table":"migration"');
    expect(text.indexOf('"$table":"z_parent"')).toBeLessThan(text.indexOf('"$table":"b_child"'));
    expect(text.indexOf('"id":"Zeta"')).toBeLessThan(text.indexOf('"id":"alpha"'));
  });

  it("sequences, generated columns, keys and triggers work afterwards as before", async () => {
    const target = await migrated();
    await into(target, original);
    expect((await target.query("select nextval('ticket')::int as n")).rows).toEqual([{ n: 42 }]);
    expect((await target.query("insert into b_child (parent, word) select id, 'new' from z_parent limit 1 returning id::int")).rows).toEqual([{ id: 3_001 }]);
    expect((await target.query("select halved from every_kind where id = 'alpha'")).rows).toEqual([{ halved: 1_073_741_823 }]);
    await expect(target.query("insert into b_child (parent, word) values (gen_random_uuid(), 'nobody')")).rejects.toMatchObject({ code: "23503" });
    await expect(target.query("delete from event")).rejects.toThrow("append only");
    const states = await target.query("select tgname as name, tgenabled as state from pg_trigger where not tgisinternal and tgparentid = 0 order by 1");
    expect(states.rows).toEqual([
      { name: "append_only", state: "O" },
      { name: "no_truncate", state: "A" },
      { name: "watch", state: "D" },
    ]);
  });

  it("is one snapshot while others write", async () => {
    const holding = await source.connect();
    await holding.query("begin; lock table event in access exclusive mode");
    const running = taken(source);
    const waits = "select 1 from pg_locks where not granted and relation = 'event'::regclass";
    await until("the backup is inside its snapshot and waits for a table", async () => (await source.query(waits)).rowCount);
    await source.query("insert into no_key values ('later', 9)");
    await holding.query("rollback");
    holding.release();
    const file = await running;
    await source.query("delete from no_key where word = 'later'");
    expect(rowsOf(file)).toBe(rowsOf(original));
  });

  it("needs no superuser", async () => {
    const { pool, config, drop } = await freshDatabase({ empty: true });
    onTestFinished(drop);
    const role = `plain_${config.database}`;
    await pool.query(`create role ${role} nosuperuser; grant all on schema public to ${role}`);
    const { openPool } = await import("../../src/store/embedded/pool.ts");
    const { silent } = await import("../postgres.ts");
    const plain = openPool({ ...config, options: `-c role=${role}` }, silent);
    expect((await plain.query("select current_setting('is_superuser') as super")).rows).toEqual([{ super: "off" }]);
    await into(plain, original);
    expect(rowsOf(await taken(plain))).toBe(rowsOf(original));
    await plain.end();
    await pool.query(`drop owned by ${role}; drop role ${role}`);
  });

  it("the caller holds paging in the same transaction, after the checks", async () => {
    const target = await migrated();
    const beforeCommit: RestoreOptions["beforeCommit"] = async (client) => {
      expect((await client.query("select count(*)::int as n from event")).rows).toEqual([{ n: 3_000 }]);
      await client.query("update setting set value = 'held after restore' where name = 'paging'");
    };
    await into(target, original, { beforeCommit });
    expect((await target.query("select value from setting")).rows).toEqual([{ value: "held after restore" }]);
  });
});

describe("schemas", () => {
  it("an older backup is restored in its own schema and then migrated", async () => {
    const newer = await mkdtemp(join(tmpdir(), "qd-sql-"));
    onTestFinished(() => rm(newer, { recursive: true }));
    const third = "alter table z_parent add column loud text; update z_parent set loud = upper(name); drop table no_key;";
    for (const [name, text] of Object.entries({ ...FILES, "0003-loud.sql": third })) await writeFile(join(newer, name), text);
    const target = await emptyDatabase();
    expect(await into(target, original, { folder: newer })).toMatchObject({ fromSchema: 2, schema: 3 });
    expect((await target.query("select count(*)::int as n from z_parent where loud like 'DEMO %'")).rows).toEqual([{ n: 50 }]);
    const full = await emptyDatabase();
    await migrate(full, { folder: newer });
    await expect(into(full, original, { folder: newer })).rejects.toMatchObject({
      code: "restore-target",
      message: expect.stringMatching(/schema 2 .* has 3/),
    });
  });

  it("a newer backup is refused with both numbers", async () => {
    const older = await mkdtemp(join(tmpdir(), "qd-sql-"));
    onTestFinished(() => rm(older, { recursive: true }));
    await writeFile(join(older, "0001-parent.sql"), FILES["0001-parent.sql"] as string);
    await expect(into(await emptyDatabase(), original, { folder: older })).rejects.toMatchObject({
      code: "schema-newer",
      message: expect.stringMatching(/schema 2 .* up to 1/),
    });
  });
});

describe("refusals leave the database as it was", () => {
  it.each([
    ["a row", "insert into team values (7, null)"],
    ["a changed setting", "update setting set value = 'held'"],
  ])("a target with %s", async (_what, sql) => {
    const target = await migrated();
    await target.query(sql);
    const there = rowsOf(await taken(target));
    await expect(into(target, original)).rejects.toMatchObject({ code: "restore-target" });
    expect(rowsOf(await taken(target))).toBe(there);
  });

  it("a target with other tables, or in use", async () => {
    const before = await taken(await migrated());
    const foreign = await emptyDatabase();
    await foreign.query("create table somebody_elses (n integer)");
    await expect(into(foreign, before)).rejects.toMatchObject({ code: "restore-target", message: expect.stringContaining("somebody_elses") });
    const used = await migrated();
    const user = await used.connect();
    await user.query("begin; select * from team");
    await expect(into(used, before)).rejects.toMatchObject({ code: "restore-target", message: expect.stringContaining("using the database") });
    await user.query("commit");
    user.release();
  });

  const wounds: [string, (file: Buffer) => Buffer][] = [
    ["a changed value", (file) => damagedBy(file, (text) => text.replace('"Demo 7"', '"Demo 8"'))],
    ["a missing row", (file) => damagedBy(file, (text) => text.replace(/\{"id":1,"mentor":2,"team":2\}\n/, ""))],
    ["a missing table", (file) => damagedBy(file, (text) => text.replace(/\{"\$table":"team"[^$]*\n/, ""))],
    ["no last line", (file) => damagedBy(file, (text) => text.slice(0, text.lastIndexOf("\n", text.length - 2) + 1))],
    ["a last line cut short", (file) => damagedBy(file, (text) => text.slice(0, -5))],
    ["something after the last line", (file) => damagedBy(file, (text) => `${text}{}\n`)],
    ["a broken line", (file) => damagedBy(file, (text) => text.replace('{"id":1,"mentor":2', "{nonsense"))],
    ["a half file", (file) => file.subarray(0, file.length / 2)],
    ["another file", () => Buffer.from("hello")],
    ["an empty file", () => gzipSync("")],
  ];
  it.each(wounds)("a backup with %s", async (_what, wound) => {
    const target = await migrated();
    const there = rowsOf(await taken(target));
    await expect(into(target, wound(original))).rejects.toMatchObject({ code: "backup-damaged" });
    expect(rowsOf(await taken(target))).toBe(there);
  });

  it("a backup whose writable fails says so and gives its connection back", async () => {
    const full = new Writable({ write: (_part, _encoding, done) => done(new Error("the disk is full")) });
    await expect(backup(source, full, { ...options, folder })).rejects.toThrow("the disk is full");
    expect(source.totalCount - source.idleCount).toBe(0);
    expect(rowsOf(await taken(source))).toBe(rowsOf(original));
  });
});
