/** Small directories that differ only in their columns: one row with a version, and ordered lists of people or contacts that hang on it. */
import { type RawBuilder, sql } from "kysely";
import type { FactKind } from "../../core/kernel/facts.ts";
import type { Refusal } from "../../core/kernel/refusal.ts";
import { type FactPath, inTransaction, record, stale, undo } from "./change.ts";
import { keepPoliciesWhole } from "./escalations.ts";
import { type By, type Db, isUuid, plain, type Tx } from "./tables.ts";

/** A list that hangs on a row: `table` has the columns `owner`, `member` and `position`. */
type Link = { readonly table: string; readonly owner: string; readonly member: string };

/** What a directory is made of. Names of tables and columns stand here only, never in what comes in. */
export type Listing = {
  readonly noun: string;
  readonly table: string;
  /** The column people refer to it by; a `key` is chosen by people, an `id` is made. */
  readonly key: "id" | "key";
  readonly fact: FactKind | null;
  /** API field → column. */
  readonly columns: { readonly [field: string]: string };
  readonly links: { readonly [field: string]: Link };
  /** A list whose people's own facts name this entry. */
  readonly namedBy?: string;
};

/** A row with its lists, under the API's field names. */
export type Entry = { readonly id: string; readonly version: number; readonly [field: string]: unknown };

/** What is written: a column's value, or the members of a list; what is absent stays. */
export type Fields = { readonly [field: string]: unknown };

/** The directories of this kind. */
export const listings = {
  teams: {
    noun: "team",
    table: "team",
    key: "id",
    fact: "team",
    columns: { name: "name" },
    links: { members: { table: "team_member", owner: "team", member: "person" } },
    namedBy: "members",
  },
  areas: {
    noun: "area",
    table: "area",
    key: "id",
    fact: "area",
    columns: {
      ...{ name: "name", says: "says", keywords: "keywords", team: "team", escalation: "escalation" },
      ...{ engineeringManager: "engineering_manager", productOwner: "product_owner", teamLead: "team_lead" },
    },
    links: { experts: { table: "area_expert", owner: "area", member: "person" } },
  },
  contacts: {
    noun: "contact",
    table: "contact",
    key: "id",
    fact: "contact",
    columns: { name: "name", email: "email", kind: "kind", zone: "zone", phone: "phone", owner: "owner" },
    links: {},
  },
  groups: {
    noun: "group",
    table: "people_group",
    key: "key",
    fact: "group",
    columns: { title: "title" },
    links: {
      people: { table: "people_group_person", owner: "people_group", member: "person" },
      contacts: { table: "people_group_contact", owner: "people_group", member: "contact" },
    },
  },
  rooms: { noun: "room", table: "room", key: "id", fact: "room", columns: { name: "name", place: "place", seats: "seats" }, links: {} },
  runbooks: {
    noun: "runbook",
    table: "runbook",
    key: "key",
    fact: "runbook",
    columns: { title: "title", steps: "steps", owner: "owner", reviewedAt: "reviewed_at" },
    links: {},
  },
} as const satisfies { readonly [name: string]: Listing };

/** All entries by name, at most 2,000; or the one with that key. */
export async function entries(db: Db, listing: Listing, key?: string): Promise<Entry[]> {
  if (key !== undefined && listing.key === "id" && !isUuid(key)) return [];
  const row = sql.ref(`t.${listing.key}`);
  const columns = Object.entries(listing.columns).map(([field, column]) => sql`${sql.ref(`t.${column}`)} as ${sql.ref(field)}`);
  const links = Object.entries(listing.links).map(([field, { table, owner, member }]) => {
    const members = sql`select json_agg(${sql.ref(member)} order by position) from ${sql.table(table)} where ${sql.ref(`${table}.${owner}`)} = ${row}`;
    return sql`coalesce((${members}), '[]'::json) as ${sql.ref(field)}`;
  });
  const selected: RawBuilder<unknown>[] = [sql`${row} as id`, sql`t.version`, ...columns, ...links];
  const order = sql.ref("title" in listing.columns ? "t.title" : "t.name");
  const where = key === undefined ? sql`true` : sql`${row} = ${key}`;
  const { rows } =
    await sql<Entry>`select ${sql.join(selected)} from ${sql.table(listing.table)} as t where ${where} order by lower(${order}), 1 limit 2000`.execute(db);
  return rows.map((entry) => plain(entry) as Entry);
}

/** Adds an entry under `key`; a taken name or a member that does not exist is refused. */
export function addEntry(db: Db, listing: Listing, by: By, entry: { readonly key: string; readonly fields: Fields }): Promise<Entry | Refusal> {
  return inTransaction(db, async (tx) => {
    const columns = columnsOf(listing, entry.fields);
    const names = [sql.ref(listing.key), ...columns.map(([column]) => sql.ref(column))];
    const values = [sql`${entry.key}`, ...columns.map(([, value]) => sql`${value}`)];
    await sql`insert into ${sql.table(listing.table)} (${sql.join(names)}) values (${sql.join(values)})`.execute(tx);
    await writeLinks(tx, listing, entry.key, entry.fields);
    const added = (await entries(tx, listing, entry.key))[0]!;
    await record(tx, by, {
      action: `${listing.noun}-added`,
      subject: `${listing.noun}/${entry.key}`,
      details: auditable(added),
      facts: facts(listing, entry.key, added),
    });
    return added;
  });
}

/** Changes the fields that are given, where the entry still has that version. */
export function changeEntry(
  db: Db,
  listing: Listing,
  by: By,
  entry: { readonly key: string; readonly version: number; readonly fields: Fields },
): Promise<Entry | Refusal> {
  return inTransaction(db, async (tx) => {
    const before = (await entries(tx, listing, entry.key))[0];
    const sets = [sql`version = version + 1`, ...columnsOf(listing, entry.fields).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)];
    const at = sql`${sql.ref(listing.key)} = ${entry.key} and version = ${entry.version}`;
    const changed = before && (await sql`update ${sql.table(listing.table)} set ${sql.join(sets)} where ${at}`.execute(tx)).numAffectedRows;
    if (!changed) undo(stale(before !== undefined));
    await writeLinks(tx, listing, entry.key, entry.fields);
    const after = (await entries(tx, listing, entry.key))[0]!;
    const details = { before: auditable(before!), after: auditable(after) };
    await record(tx, by, {
      action: `${listing.noun}-changed`,
      subject: `${listing.noun}/${entry.key}`,
      details,
      facts: facts(listing, entry.key, before!, after),
    });
    return after;
  });
}

/** Removes an entry, where it still has that version. */
export function removeEntry(
  db: Db,
  listing: Listing,
  by: By,
  entry: { readonly key: string; readonly version: number },
): Promise<{ readonly removed: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    const before = (await entries(tx, listing, entry.key))[0];
    if (before === undefined || before.version !== entry.version) undo(stale(before !== undefined));
    if (listing.table === "team") await keepPoliciesWhole(tx, { team: entry.key });
    if (listing.table === "people_group") await keepPoliciesWhole(tx, { group: entry.key });
    // Groups that list a removed contact change as well.
    const groups = listing.table === "contact" ? await groupsOf(tx, entry.key) : [];
    await sql`delete from ${sql.table(listing.table)} where ${sql.ref(listing.key)} = ${entry.key}`.execute(tx);
    const details = { before: auditable(before!) };
    const touched = [...facts(listing, entry.key, before!), ...groups];
    await record(tx, by, { action: `${listing.noun}-removed`, subject: `${listing.noun}/${entry.key}`, details, facts: touched });
    return { removed: entry.key };
  });
}

async function groupsOf(tx: Tx, contact: string): Promise<FactPath[]> {
  const { rows } = await sql<{ key: string }>`select people_group as key from people_group_contact where contact = ${contact}`.execute(tx);
  return rows.map(({ key }) => ["group", key] as const);
}

function columnsOf(listing: Listing, fields: Fields): [column: string, value: unknown][] {
  return Object.entries(listing.columns)
    .filter(([field]) => fields[field] !== undefined)
    .map(([field, column]) => [column, fields[field]]);
}

async function writeLinks(tx: Tx, listing: Listing, key: string, fields: Fields): Promise<void> {
  for (const [field, { table, owner, member }] of Object.entries(listing.links)) {
    const members = fields[field] as readonly string[] | undefined;
    if (members === undefined) continue;
    await sql`delete from ${sql.table(table)} where ${sql.ref(owner)} = ${key}`.execute(tx);
    if (members.length === 0) continue;
    const rows = [...new Set(members)].map((one, position) => sql`(${key}, ${one}, ${position})`);
    await sql`insert into ${sql.table(table)} (${sql.ref(owner)}, ${sql.ref(member)}, position) values ${sql.join(rows)}`.execute(tx);
  }
}

/** The facts that a change of this entry changes, seen before and after. */
function facts(listing: Listing, key: string, ...seen: readonly Entry[]): FactPath[] {
  const people = seen.flatMap((entry) => (listing.namedBy === undefined ? [] : (entry[listing.namedBy] as readonly string[])));
  return [...(listing.fact === null ? [] : [[listing.fact, key] as const]), ...people.map((id) => ["person", id] as const)];
}

/** The entry without addresses: those stay out of the audit log. */
function auditable({ email: _email, phone: _phone, ...entry }: Entry): object {
  return entry;
}
