/** Forgets a person who has left: what reaches or admits them goes, and wherever their name or an address of theirs stands, a number stands instead. */
import { sql } from "kysely";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { type Naming, type Scrub, scrubber, wordsOf } from "../scrub.ts";
import { type FactPath, inTransaction, record, stale, undo } from "./change.ts";
import { listsNaming, personById } from "./people.ts";
import { type By, type Db, isUuid, type Tx } from "./tables.ts";

/** What an erasure changed, or would change. */
export type Erasure = {
  readonly person: string;
  /** What stands instead of the name from now on. */
  readonly formerly: string;
  /** Ways to reach or admit them that are gone. */
  readonly removed: number;
  /** Teams, areas, groups and schedules that named them. */
  readonly lists: readonly { readonly kind: string; readonly id: string; readonly name: string }[];
  /** Texts in which they were named. */
  readonly texts: { readonly events: number; readonly journal: number; readonly messages: number; readonly alerts: number; readonly titles: number };
  /** Whether it has happened. */
  readonly done: boolean;
};

/** Rows that are theirs alone and mean nothing without them, by table. Everything else that refers to them holds an id, which stays. */
export const goesAlong = [
  ...[
    "notification_rule",
    "contact_method",
    "session",
    "api_token",
    "invitation",
    "answer_link",
    "page_code",
    "calendar_address",
    "chat_identity",
    "chat_code",
    "own_calendar",
    "meeting",
    "room_booking",
  ],
  ...["team_member", "area_expert", "people_group_person"],
] as const;

/** What is asked of somebody, and is nobody's without them. */
const leaves = [
  ["runbook", "owner"],
  ["process_care", "owner"],
  ["area", "engineering_manager"],
  ["area", "product_owner"],
  ["area", "team_lead"],
] as const;

/** Texts are read and replaced so many at a time. */
const batch = 500;

/** Thrown to undo what was only tried. */
class Tried extends Error {
  readonly erasure: Erasure;
  constructor(erasure: Erasure) {
    super("only tried");
    this.erasure = erasure;
  }
}

/** Erases somebody who was deactivated before; `dryRun` says what would change and changes nothing. */
export async function erasePerson(db: Db, by: By, id: string, dryRun: boolean): Promise<Erasure | Refusal> {
  try {
    return await inTransaction(db, async (tx) => {
      const erasure = await erase(tx, by, id);
      if (dryRun) throw new Tried({ ...erasure, done: false });
      return erasure;
    });
  } catch (thrown) {
    if (thrown instanceof Tried) return thrown.erasure;
    throw thrown;
  }
}

async function erase(tx: Tx, by: By, id: string): Promise<Erasure> {
  const person = (isUuid(id) ? await personById(tx, id) : null) ?? undo(stale(false));
  if (person.active) undo(refuse("invalid_state", `${person.name} is active. Deactivate them first, and hand over what they hold.`));
  const { rows } = await sql<{ erased: boolean; number: string }>`
    select erased_at is not null as erased, nextval('former_member') as number from person where id = ${id} for update`.execute(tx);
  if (rows[0]!.erased) undo(refuse("invalid_state", "This person was erased already."));
  const formerly = `former member #${rows[0]!.number}`;
  const naming: Naming = { name: person.name, addresses: [person.email, ...(await addressesOf(tx, id))] };
  const lists = await listsNaming(tx, id);
  const removed = await removeAll(tx, id);
  await sql`
    update person set name = ${formerly}, email = ${`former-${rows[0]!.number}@erased.invalid`}, admin = false, zone = null, working = null, quiet = null,
      org_level = 0, job_title = '', can_manage = false, understands = '{}', skills = '{}', password_hash = null, erased_at = now(), version = version + 1 where id = ${id}`.execute(
    tx,
  );
  const texts = await scrubTexts(tx, wordsOf(naming), formerly);
  const facts: FactPath[] = [["person", id], ["organisation", "organisation"], ...lists.map((list) => [list.kind as "team", list.id] as const)];
  // Nodes drop what they have folded: titles may have changed under them.
  await sql`select pg_notify('quarterdeck', 'erased')`.execute(tx);
  await record(tx, by, { action: "person-erased", subject: `person/${id}`, details: { formerly, removed, texts }, facts });
  return { person: id, formerly, removed, lists, texts, done: true };
}

async function addressesOf(tx: Tx, person: string): Promise<string[]> {
  return (await tx.selectFrom("contact_method").select("address").where("person", "=", person).execute()).map(({ address }) => address);
}

async function removeAll(tx: Tx, person: string): Promise<number> {
  let removed = 0;
  for (const table of goesAlong) removed += Number((await sql`delete from ${sql.table(table)} where person = ${person}`.execute(tx)).numAffectedRows ?? 0);
  for (const [table, column] of leaves) {
    const named = sql.ref(column);
    await sql`update ${sql.table(table)} set ${named} = null where ${named} = ${person}`.execute(tx);
  }
  await sql`update organisation set last_resort = array_remove(last_resort, ${person}::uuid) where ${person}::uuid = any (last_resort)`.execute(tx);
  return removed;
}

/** A column of texts or json: how its rows are named, and how one is written. */
type Column = { readonly table: string; readonly key: readonly string[]; readonly column: string; readonly json: boolean };

const columns: Readonly<Record<Exclude<keyof Erasure["texts"], "events">, readonly Column[]>> = {
  journal: ["input", "facts", "answer"].map((column) => ({ table: "journal", key: ["actor", "key"], column, json: true })),
  messages: [
    { table: "job", key: ["id"], column: "effect", json: true },
    { table: "job", key: ["id"], column: "body", json: false },
  ],
  alerts: [
    { table: "arrival", key: ["id"], column: "payload", json: false },
    { table: "signal", key: ["n"], column: "body", json: true },
    { table: "signal_group", key: ["source", "group_key", "generation"], column: "title", json: false },
    { table: "signal_group", key: ["source", "group_key", "generation"], column: "text", json: false },
    { table: "signal_group", key: ["source", "group_key", "generation"], column: "labels", json: true },
  ],
  titles: [
    { table: "stream", key: ["id"], column: "title", json: false },
    { table: "stream", key: ["id"], column: "published", json: true },
    { table: "duty", key: ["stream", "key"], column: "what", json: false },
  ],
};

async function scrubTexts(tx: Tx, words: readonly string[], formerly: string): Promise<Erasure["texts"]> {
  const scrub = scrubber(words, formerly);
  const sum = async (all: readonly Column[]) => {
    let changed = 0;
    for (const column of all) changed += await scrubColumn(tx, { words, scrub }, column);
    return changed;
  };
  return {
    events: await scrubColumn(tx, { words, scrub }, { table: "event", key: ["stream", "seq"], column: "data", json: true }),
    journal: await sum(columns.journal),
    messages: await sum(columns.messages),
    alerts: await sum(columns.alerts),
    titles: await sum(columns.titles),
  };
}

type Scrubbing = { readonly words: readonly string[]; readonly scrub: Scrub };

/** Replaces in every row of a column where a word stands; resolves with how many there were. An event's payload is marked as erased, so that its chain still verifies. */
async function scrubColumn(tx: Tx, { words, scrub }: Scrubbing, { table, key, column, json }: Column): Promise<number> {
  if (words.length === 0) return 0;
  const text = sql`${sql.ref(column)}::text`;
  const names = words.map((word) => word.toLowerCase());
  const { rows } = await sql<{ at: string[]; value: unknown }>`
    select array[${sql.join(key.map((part) => sql`${sql.ref(part)}::text`))}] as at, ${sql.ref(column)} as value from ${sql.table(table)}
    where exists (select from unnest(${names}::text[]) as word where strpos(lower(regexp_replace(${text}, '\\s+', ' ', 'g')), word) > 0)`.execute(tx);
  const changed = rows.flatMap(({ at, value }) => {
    const scrubbed = scrub(value);
    return scrubbed === value ? [] : [{ at, value: json ? JSON.stringify(scrubbed) : (scrubbed as string) }];
  });
  for (let from = 0; from < changed.length; from += batch) await writeBack(tx, { table, key, column, json }, changed.slice(from, from + batch));
  return changed.length;
}

async function writeBack(
  tx: Tx,
  { table, key, column, json }: Column,
  rows: readonly { readonly at: readonly string[]; readonly value: string }[],
): Promise<void> {
  const given = sql`unnest(${sql.join([...key.map((_, index) => rows.map(({ at }) => at[index]!)), rows.map(({ value }) => value)].map((list) => sql`${list}::text[]`))})
    as n (${sql.join([...key.map((_, index) => sql.ref(`k${index}`)), sql.ref("value")])})`;
  if (table === "event") await sql`select erase_payload(n.k0, n.k1::integer, n.value::json) from ${given}`.execute(tx);
  else {
    const same = sql.join(
      key.map((part, index) => sql`t.${sql.ref(part)}::text = n.${sql.ref(`k${index}`)}`),
      sql` and `,
    );
    await sql`update ${sql.table(table)} as t set ${sql.ref(column)} = n.value${json ? sql`::json` : sql``} from ${given} where ${same}`.execute(tx);
  }
}
