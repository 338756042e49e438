/** Reads from PostgreSQL's catalogue which tables, columns, keys and sequences a backup is about. */
import type { ClientBase } from "pg";
import { escapeIdentifier } from "pg";

/** A stored (not generated) column. `base` is the type's internal name, `type` its full SQL name. */
export type Column = { name: string; base: string; type: string };

/** A table with its stored columns in order and the columns of its primary key (empty: none). */
export type Table = { name: string; columns: Column[]; key: string[] };

/** A foreign key: the SQL to take it away and to put it back. */
export type ForeignKey = { table: string; name: string; definition: string };

/** The runner's own table is never part of a backup: the schema number stands in its header. */
const NEVER: readonly string[] = ["migration"];

/** All tables of the current schema, partitions under their parent, referenced tables before those that refer to them. */
export async function readTables(client: ClientBase, ephemeral: readonly string[]): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name,
      (select coalesce(json_agg(json_build_object('name', a.attname, 'base', t.typname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum), '[]')
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select coalesce(json_agg(a.attname order by k.position), '[]')
        from pg_index i, unnest(i.indkey) with ordinality k (attnum, position) join pg_attribute a on a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid) as key
    from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
    order by c.relname collate "C"`);
  const left = new Set([...NEVER, ...ephemeral]);
  return inOrder(
    rows.filter(({ name }) => !left.has(name)),
    await references(client),
  );
}

/** The tables that are left out of backups but exist. */
export async function ephemeralTables(client: ClientBase, ephemeral: readonly string[]): Promise<Table[]> {
  return (await readTables(client, [])).filter(({ name }) => ephemeral.includes(name));
}

async function references(client: ClientBase): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ from: string; to: string[] }>(`
    select c.relname as "from", json_agg(distinct r.relname) as "to" from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class r on r.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = current_schema()::regnamespace and c.oid <> r.oid group by c.relname`);
  return new Map(rows.map(({ from, to }) => [from, to]));
}

/** Alphabetical, except that a referenced table comes first; tables that refer to each other in a circle come last. */
function inOrder(tables: Table[], references: Map<string, string[]>): Table[] {
  const waiting = [...tables];
  const done: Table[] = [];
  const pending = (table: Table) => references.get(table.name)?.some((name) => waiting.some((other) => other.name === name)) === true;
  for (;;) {
    const next = waiting.findIndex((table) => !pending(table));
    if (next < 0) return [...done, ...waiting];
    done.push(...waiting.splice(next, 1));
  }
}

/** All foreign keys of the current schema; those of partitions come and go with their parent's. */
export async function foreignKeys(client: ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select c.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.connamespace = current_schema()::regnamespace and k.conparentid = 0 order by 1, 2`);
  return rows;
}

/** A trigger of ours that is not off, and the words that switch it on again as it was. */
export type Trigger = { table: string; name: string; enable: string };

/** The triggers of all tables of the current schema; those of partitions come and go with their parent's. */
export async function userTriggers(client: ClientBase): Promise<Trigger[]> {
  const { rows } = await client.query<Trigger>(`
    select c.relname as "table", t.tgname as name, case t.tgenabled when 'A' then 'enable always' when 'R' then 'enable replica' else 'enable' end as enable
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = current_schema()::regnamespace and not t.tgisinternal and t.tgparentid = 0 and t.tgenabled <> 'D' order by 1, 2`);
  return rows;
}

/** The state of every sequence of the current schema: its last value as text, and whether that was handed out. */
export async function readSequences(client: ClientBase): Promise<Record<string, { last: string; called: boolean }>> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'S' and relnamespace = current_schema()::regnamespace order by relname collate "C"`,
  );
  const states: Record<string, { last: string; called: boolean }> = {};
  for (const { name } of rows) {
    const found = await client.query<{ last: string; called: boolean }>(`select last_value::text as last, is_called as called from ${quoted(name)}`);
    states[name] = found.rows[0] as { last: string; called: boolean };
  }
  return states;
}

/** A name as SQL. */
export function quoted(name: string): string {
  return escapeIdentifier(name);
}
