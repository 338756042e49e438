/** Puts a backup into an empty database, checks every row of it, and brings it to this program's schema. */
import type { Readable } from "node:stream";
import type { ClientBase, Pool } from "pg";
import { damaged, FORMAT, type Footer, footerLine, headerLine, linesOf, parsed, type Tally } from "./backup/format.ts";
import { createLoader, type Loader } from "./backup/loader.ts";
import { ephemeralTables, foreignKeys, quoted, readTables, type Table, userTriggers } from "./backup/tables.ts";
import { fixTextForms } from "./backup/values.ts";
import { type BackupOptions, tableLines } from "./backup.ts";
import { migrate, schemaNumbers } from "./migrate.ts";
import { StoreRefused } from "./refused.ts";

/** `beforeCommit` runs in the restoring transaction, after all checks, in the backup's schema: there the caller holds paging. */
export type RestoreOptions = BackupOptions & { beforeCommit?: (client: ClientBase) => Promise<void> };

/** What was restored, and the schema it has now. */
export type RestoreSummary = { backedUpAt: string; fromSchema: number; schema: number; tables: Record<string, Tally> };

/**
 * Restores all or nothing. The database is without schema, or has exactly the backup's and only rows that migrations wrote.
 * Throws StoreRefused: "schema-newer" (a newer program wrote the backup), "restore-target" (not empty, or another schema), "backup-damaged".
 */
export async function restore(pool: Pool, readable: Readable, options: RestoreOptions): Promise<RestoreSummary> {
  const lines = linesOf(readable);
  const client = await pool.connect();
  let failed = true;
  try {
    const header = parsed(headerLine, (await lines.next()).value ?? undefined, "first line");
    if (header.$backup !== FORMAT) throw new StoreRefused("schema-newer", `The backup has format ${header.$backup} and this program reads format ${FORMAT}.`);
    await prepareSchema(client, header.schema, options.folder);
    await client.query("begin");
    await client.query("set local lock_timeout = '2s'");
    await fixTextForms(client);
    const tables = await load(client, lines, options);
    await options.beforeCommit?.(client);
    await client.query("commit");
    const { to } = await migrate(client, options.folder === undefined ? {} : { folder: options.folder });
    failed = false;
    return { backedUpAt: header.createdAt, fromSchema: header.schema, schema: to, tables };
  } catch (error) {
    // A connection that cannot even roll back is closed below, and the server rolls back.
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release(failed);
    readable.destroy();
  }
}

async function prepareSchema(client: ClientBase, wanted: number, folder: string | undefined): Promise<void> {
  const { database, program } = await schemaNumbers(client, folder);
  const foreign = database === 0 ? (await readTables(client, []))[0] : undefined;
  if (foreign !== undefined) throw new StoreRefused("restore-target", `The database holds a table ${foreign.name} that is not this program's.`);
  if (wanted > program) {
    throw new StoreRefused(
      "schema-newer",
      `The backup has schema ${wanted} and this program knows schemas up to ${program}. Restore it with the newer program.`,
    );
  }
  if (database === 0) await migrate(client, { upTo: wanted, ...(folder === undefined ? {} : { folder }) });
  else if (database !== wanted) {
    throw new StoreRefused("restore-target", `The backup has schema ${wanted} and the database has ${database}. Restore it into a database without tables.`);
  }
}

/** Empties the tables of what migrations wrote, loads the rows and checks them against the footer, as sent and as stored. */
async function load(client: ClientBase, lines: AsyncGenerator<string>, options: RestoreOptions): Promise<Record<string, Tally>> {
  const tables = await readTables(client, []);
  const passing = new Set((await ephemeralTables(client, options.ephemeral)).map(({ name }) => name));
  await lockAll(client, tables);
  for (const { name } of tables.filter((table) => !passing.has(table.name))) await refuseRows(client, name);
  const keys = await foreignKeys(client);
  // Dropped and made again instead of switched off: that needs no superuser, so it works on managed servers, and making them again checks them.
  for (const { table, name } of keys) await client.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`);
  const triggers = await userTriggers(client);
  for (const { table, name } of triggers) await client.query(`alter table ${quoted(table)} disable trigger ${quoted(name)}`);
  if (tables.length > 0) await client.query(`truncate ${tables.map(({ name }) => quoted(name)).join(", ")}`);
  const read = await readRows(createLoader(client, tables), lines);
  const { footer } = read;
  await compare(client, tables, read);
  for (const [name, { last, called }] of Object.entries(footer.sequences))
    await client.query("select setval($1::regclass, $2::bigint, $3)", [quoted(name), last, called]);
  for (const { table, name, enable } of triggers) await client.query(`alter table ${quoted(table)} ${enable} trigger ${quoted(name)}`);
  for (const { table, name, definition } of keys) await client.query(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`);
  return footer.$end;
}

async function lockAll(client: ClientBase, tables: readonly Table[]): Promise<void> {
  if (tables.length === 0) return;
  try {
    await client.query(`lock table ${tables.map(({ name }) => quoted(name)).join(", ")} in access exclusive mode`);
  } catch (error) {
    if ((error as { code?: string }).code !== "55P03") throw error;
    throw new StoreRefused("restore-target", "Somebody is using the database. Stop every server of it before restoring.", { cause: error });
  }
}

/** A migration's own rows were written by the transaction that recorded it; any other row is somebody's data. */
async function refuseRows(client: ClientBase, table: string): Promise<void> {
  const { rowCount } = await client.query(`select 1 from ${quoted(table)} where xmin::text not in (select xmin::text from migration) limit 1`);
  if (rowCount === 0) return;
  throw new StoreRefused("restore-target", `The table ${table} already has rows. A backup is only restored into an empty database.`);
}

async function readRows(loader: Loader, lines: AsyncGenerator<string>): Promise<{ sent: Record<string, Tally>; footer: Footer }> {
  for await (const line of lines) {
    if (!line.startsWith('{"$end":')) {
      await loader.take(line);
      continue;
    }
    const footer = parsed(footerLine, line, "last line");
    if ((await lines.next()).done !== true) throw damaged("it goes on after its last line");
    return { sent: await loader.close(), footer };
  }
  throw damaged("its last line is missing");
}

/** The tallies of the footer against the lines that came, and against the rows that are now stored. */
async function compare(client: ClientBase, tables: readonly Table[], { sent, footer }: { sent: Record<string, Tally>; footer: Footer }): Promise<void> {
  const names = new Set([...Object.keys(sent), ...Object.keys(footer.$end)]);
  for (const name of names) {
    const [came, promised, table] = [sent[name], footer.$end[name], tables.find((candidate) => candidate.name === name)];
    if (came?.rows !== promised?.rows) throw damaged(`the table ${name} has ${came?.rows ?? 0} rows instead of ${promised?.rows ?? 0}`);
    if (came?.sha256 !== promised?.sha256 || table === undefined) throw damaged(`rows of the table ${name} were changed`);
    const stored = tableLines(client, table);
    let next = await stored.next();
    while (next.done !== true) next = await stored.next();
    if (next.value.sha256 !== promised?.sha256) throw damaged(`rows of the table ${name} are not the same after storing them`);
  }
}
