/** Writes the whole database as a gzip'd stream of JSON lines: one consistent snapshot, the same bytes for the same rows on every machine. */
import { createHash } from "node:crypto";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { ClientBase, Pool } from "pg";
import { FORMAT, type Tally } from "./backup/format.ts";
import { quoted, readSequences, readTables, type Table } from "./backup/tables.ts";
import { asText, fixTextForms, rowLine } from "./backup/values.ts";
import { schemaNumbers } from "./migrate.ts";

/** `ephemeral`: tables whose rows are worth nothing after a restore. `folder`: the migrations, this program's own when left out. */
export type BackupOptions = { ephemeral: readonly string[]; folder?: string };

/** What was written. `createdAt` is the database's clock at the snapshot. */
export type BackupSummary = { schema: number; createdAt: string; tables: Record<string, Tally> };

/** Rows per trip; one where a row can be an attachment of 25 MB. */
const ROWS_PER_FETCH = 1_000;
const BIG_ROWS_PER_FETCH = 1;

/**
 * Streams the backup and ends the writable. Others go on writing to the database meanwhile; what they commit after the start is not in it.
 * Throws what the database or the writable throws; the writable then holds a file without an end, which `restore` refuses.
 */
export async function backup(pool: Pool, writable: Writable, options: BackupOptions): Promise<BackupSummary> {
  const client = await pool.connect();
  let failed = true;
  try {
    await client.query("begin isolation level repeatable read read only");
    await fixTextForms(client);
    const { rows } = await client.query<{ at: string }>(`select to_char(now(), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`);
    const { database: schema } = await schemaNumbers(client, options.folder);
    const summary: BackupSummary = { schema, createdAt: rows[0]?.at ?? "", tables: {} };
    await pipeline(Readable.from(lines(client, summary, options)), createGzip(), writable);
    await client.query("commit");
    failed = false;
    return summary;
  } finally {
    client.release(failed);
  }
}

/** Header, tables, footer, in chunks of whole lines; fills in the summary's tables. */
async function* lines(client: ClientBase, summary: BackupSummary, { ephemeral }: BackupOptions): AsyncGenerator<string> {
  yield `${JSON.stringify({ $backup: FORMAT, schema: summary.schema, createdAt: summary.createdAt })}\n`;
  for (const table of await readTables(client, ephemeral)) {
    yield `${JSON.stringify({ $table: table.name, columns: table.columns.map(({ name }) => name) })}\n`;
    summary.tables[table.name] = yield* tableLines(client, table);
  }
  // Read last, so never behind the rows: sequences do not take part in snapshots.
  yield `${JSON.stringify({ $end: summary.tables, sequences: await readSequences(client) })}\n`;
}

/** The rows of a table in the order of its primary key, and their tally. The caller has fixed the text forms and is in a transaction. */
export async function* tableLines(client: ClientBase, table: Table): AsyncGenerator<string, Tally> {
  const columns = table.columns.map(({ name }) => quoted(name)).join(", ");
  const size = table.columns.some(({ base }) => base === "bytea") ? BIG_ROWS_PER_FETCH : ROWS_PER_FETCH;
  const hash = createHash("sha256");
  let count = 0;
  await client.query(`declare backup_rows no scroll cursor for select ${columns} from ${quoted(table.name)} order by ${orderOf(table)}`);
  for (;;) {
    const { rows } = await client.query<(string | null)[]>({ text: `fetch ${size} from backup_rows`, rowMode: "array", types: asText });
    if (rows.length === 0) break;
    const chunk = rows.map((row) => `${rowLine(table.columns, row)}\n`).join("");
    hash.update(chunk);
    count += rows.length;
    yield chunk;
  }
  await client.query("close backup_rows");
  return { rows: count, sha256: hash.digest("hex") };
}

/** Text sorts by code point, so that the order does not depend on the server's language. Without a key: by the whole row. */
function orderOf({ name, key, columns }: Table): string {
  if (key.length === 0) return `${quoted(name)}::text collate "C"`;
  const textual = new Set(columns.filter(({ base }) => ["text", "varchar", "bpchar", "citext"].includes(base)).map((column) => column.name));
  return key.map((column) => (textual.has(column) ? `${quoted(column)} collate "C"` : quoted(column))).join(", ");
}
