/** Puts the table and row lines of a backup into their tables, in batches, and counts and hashes what it was given. */
import { createHash, type Hash } from "node:crypto";
import type { ClientBase } from "pg";
import { StoreRefused } from "../refused.ts";
import { damaged, parsed, type Tally, tableLine } from "./format.ts";
import { quoted, type Table } from "./tables.ts";
import { parameter, type Value } from "./values.ts";

/** Takes the lines between the first and the last one. `close` writes what is left and gives the tally of each table. */
export type Loader = { take(line: string): Promise<void>; close(): Promise<Record<string, Tally>> };

type Row = Record<string, Value>;
type Open = { table: Table; hash: Hash; count: number; batch: Row[]; characters: number };

/** A statement of PostgreSQL takes 65,535 parameters. */
const MOST_PARAMETERS = 60_000;
const MOST_ROWS = 1_000;
const MOST_CHARACTERS = 8_000_000;

/** A loader into these (empty) tables, on a connection in a transaction. */
export function createLoader(client: ClientBase, tables: readonly Table[]): Loader {
  const tallies: Record<string, Tally> = {};
  let open: Open | undefined;
  const close = async () => {
    if (open === undefined) return;
    await insert(client, open);
    tallies[open.table.name] = { rows: open.count, sha256: open.hash.digest("hex") };
    open = undefined;
  };
  const take = async (line: string) => {
    if (line.startsWith('{"$table":')) {
      await close();
      open = { table: tableOf(line, tables), hash: createHash("sha256"), count: 0, batch: [], characters: 0 };
      if (open.table.name in tallies) throw damaged(`it has the table ${open.table.name} twice`);
      return;
    }
    if (open === undefined) throw damaged("it has a row outside of every table");
    add(open, line);
    if (isFull(open)) await insert(client, open);
  };
  return {
    take,
    close: async () => {
      await close();
      return tallies;
    },
  };
}

function tableOf(line: string, tables: readonly Table[]): Table {
  const { $table, columns } = parsed(tableLine, line, "list of tables");
  const table = tables.find(({ name }) => name === $table);
  const ours = table?.columns.map(({ name }) => name).join(", ");
  if (table !== undefined && ours === columns.join(", ")) return table;
  const has = table === undefined ? "no such table" : `the columns ${ours}`;
  throw new StoreRefused("restore-target", `The backup has a table ${$table} with the columns ${columns.join(", ")}; the database has ${has}.`);
}

function add(open: Open, line: string): void {
  open.hash.update(line).update("\n");
  open.count += 1;
  open.characters += line.length;
  try {
    open.batch.push(JSON.parse(line) as Row);
  } catch (error) {
    throw damaged(`row ${open.count} of ${open.table.name} is not readable`, error);
  }
}

function isFull({ batch, characters, table }: Open): boolean {
  return batch.length >= Math.min(MOST_ROWS, MOST_PARAMETERS / Math.max(1, table.columns.length) - 1) || characters > MOST_CHARACTERS;
}

async function insert(client: ClientBase, open: Open): Promise<void> {
  const { table, batch } = open;
  if (batch.length === 0) return;
  const { columns } = table;
  const values = batch.map((_row, at) => `(${columns.map(({ type }, index) => `$${at * columns.length + index + 1}::${type}`).join(",")})`);
  const names = columns.map(({ name }) => quoted(name)).join(",");
  await client.query(
    `insert into ${quoted(table.name)} (${names}) overriding system value values ${values.join(",")}`,
    batch.flatMap((row) => columns.map((column) => parameter(column, row[column.name]))),
  );
  open.batch = [];
  open.characters = 0;
}
