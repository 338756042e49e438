/** Contact methods: how a person is reached, proven by a code before it counts, and where a message finally goes. */
import { sql } from "kysely";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { inTransaction, record, stale, undo } from "./change.ts";
import { type By, type Db, isUuid, plain, type Tx } from "./tables.ts";

/** One way to reach somebody; the address is whole: whoever shows it masks it. */
export type Method = {
  readonly id: string;
  readonly person: string;
  readonly channel: string;
  readonly address: string;
  readonly label: string;
  readonly position: number;
  readonly verifiedAt: string | null;
  /** Why it does not work any more, or null. */
  readonly deadReason: string | null;
  readonly version: number;
};

/** A new method. `secrets` come sealed. */
export type NewMethod = Pick<Method, "id" | "person" | "channel" | "address" | "label"> & { readonly secrets: string | null; readonly verified: boolean };

const shown = ["id", "person", "channel", "address", "label", "position", "verified_at as verifiedAt", "dead_reason as deadReason", "version"] as const;

/** At most so many for one person: nobody is helped by more. */
const mostMethods = 20;

/** The methods of these people in their order. */
export async function methodsOf(db: Db, people: readonly string[]): Promise<Method[]> {
  const known = people.filter(isUuid);
  if (known.length === 0) return [];
  const rows = await db.selectFrom("contact_method").select(shown).where("person", "in", known).orderBy("position").orderBy("id").execute();
  return rows.map(plain);
}

/** One method of a person; null where they have none such. */
export async function methodOf(db: Db, person: string, id: string): Promise<Method | null> {
  if (!isUuid(id) || !isUuid(person)) return null;
  const row = await db.selectFrom("contact_method").select(shown).where("id", "=", id).where("person", "=", person).executeTakeFirst();
  return row ? plain(row) : null;
}

/** One method, whoever has it; null where there is none such. */
export async function methodById(db: Db, id: string): Promise<Method | null> {
  if (!isUuid(id)) return null;
  const row = await db.selectFrom("contact_method").select(shown).where("id", "=", id).executeTakeFirst();
  return row ? plain(row) : null;
}

/** Adds a method at the end of the person's order. */
export async function addMethod(tx: Tx, by: By, method: NewMethod): Promise<Method> {
  const { id, person, channel, address, label, secrets, verified } = method;
  const { rows } = await sql<{ position: number; count: number }>`
    select coalesce(max(position), -1) + 1 as position, count(*)::int as count from contact_method where person = ${person}`.execute(tx);
  if (rows[0]!.count >= mostMethods) undo(refuse("invalid_value", `${mostMethods} ways to reach somebody are enough. Remove one first.`));
  const position = rows[0]!.position;
  const verified_at = verified ? sql<Date>`now()` : null;
  await tx.insertInto("contact_method").values({ id, person, channel, address, label, position, secrets, verified_at }).execute();
  await record(tx, by, { action: "method-added", subject: `person/${person}`, details: { method: id, channel, verified }, facts: [["person", person]] });
  return (await methodOf(tx, person, id))!;
}

/** Changes label or place in the order. Moving one moves the others along. */
export function changeMethod(db: Db, by: By, method: Method, fields: { readonly label?: string; readonly position?: number }): Promise<Method | Refusal> {
  return inTransaction(db, async (tx) => {
    const at = tx.updateTable("contact_method").where("id", "=", method.id).where("version", "=", method.version);
    const changed = await at.set({ label: fields.label, version: method.version + 1 }).executeTakeFirst();
    if (changed.numUpdatedRows === 0n) undo(stale(true));
    if (fields.position !== undefined) await reorder(tx, method, fields.position);
    await record(tx, by, {
      action: "method-changed",
      subject: `person/${method.person}`,
      details: { method: method.id, ...fields },
      facts: [["person", method.person]],
    });
    return (await methodOf(tx, method.person, method.id)) ?? undo(stale(false));
  });
}

async function reorder(tx: Tx, method: Method, position: number): Promise<void> {
  const others = (await methodsOf(tx, [method.person])).filter(({ id }) => id !== method.id).map(({ id }) => id);
  const order = [...others.slice(0, position), method.id, ...others.slice(position)];
  for (const [index, id] of order.entries()) await tx.updateTable("contact_method").set({ position: index }).where("id", "=", id).execute();
}

/** Removes a method; messages still on their way to it fail over to the next. */
export function removeMethod(db: Db, by: By, method: Method): Promise<{ readonly removed: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    await tx.deleteFrom("contact_method").where("id", "=", method.id).execute();
    const { id, channel, person } = method;
    await record(tx, by, { action: "method-removed", subject: `person/${person}`, details: { method: id, channel }, facts: [["person", person]] });
    return { removed: id };
  });
}

/** Marks a method as proven, which also revives a dead one. */
export async function markVerified(tx: Tx, by: By, method: Pick<Method, "id" | "person">): Promise<void> {
  const alive = { verified_at: sql<Date>`now()`, dead_reason: null, version: sql<number>`version + 1` };
  await tx.updateTable("contact_method").set(alive).where("id", "=", method.id).execute();
  await record(tx, by, { action: "method-verified", subject: `person/${method.person}`, details: { method: method.id }, facts: [["person", method.person]] });
}

/** The provider says for good that this address does not work: it is no fact any more until it is proven again. */
export function markDead(db: Db, by: By, methodId: string, reason: string): Promise<{ readonly person: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    const dead = { dead_reason: reason.slice(0, 300), version: sql<number>`version + 1` };
    const row = await tx
      .updateTable("contact_method")
      .set(dead)
      .where("id", "=", methodId)
      .where("dead_reason", "is", null)
      .returning("person")
      .executeTakeFirst();
    if (row === undefined) undo(stale(false));
    await record(tx, by, { action: "method-dead", subject: `person/${row!.person}`, details: { method: methodId, reason }, facts: [["person", row!.person]] });
    return { person: row!.person };
  });
}

/** A method that had stopped by its owner's own word works again by their own word; a proven one only. */
export function revive(db: Db, by: By, methodId: string): Promise<{ readonly person: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    const alive = { dead_reason: null, version: sql<number>`version + 1` };
    const dead = tx.updateTable("contact_method").set(alive).where("id", "=", methodId).where("dead_reason", "is not", null);
    const row = await dead.where("verified_at", "is not", null).returning("person").executeTakeFirst();
    if (row === undefined) undo(stale(false));
    await record(tx, by, { action: "method-revived", subject: `person/${row!.person}`, details: { method: methodId }, facts: [["person", row!.person]] });
    return { person: row!.person };
  });
}

/** Where a message to a method goes, for delivery only: the one place where an address leaves the store whole. `secrets` are sealed. */
export async function methodAddress(
  db: Db,
  methodId: string,
): Promise<{ readonly person: string; readonly channel: string; readonly address: string; readonly secrets: string | null } | null> {
  if (!isUuid(methodId)) return null;
  return (await db.selectFrom("contact_method").select(["person", "channel", "address", "secrets"]).where("id", "=", methodId).executeTakeFirst()) ?? null;
}

/** The mail address of a customer or stakeholder, for delivery. */
export async function contactAddress(db: Db, contactId: string): Promise<{ readonly name: string; readonly address: string } | null> {
  if (!isUuid(contactId)) return null;
  return (await db.selectFrom("contact").select(["name", "email as address"]).where("id", "=", contactId).executeTakeFirst()) ?? null;
}

/** Who holds this address at a channel and has proven it: whose reply an incoming message is (S22). Also where the method is dead: a STOP can be taken back. */
export async function holdersOf(
  db: Db,
  channel: string,
  address: string,
): Promise<readonly { readonly id: string; readonly person: string; readonly deadReason: string | null }[]> {
  const proven = db
    .selectFrom("contact_method")
    .innerJoin("person", "person.id", "contact_method.person")
    .select(["contact_method.id", "person", "dead_reason as deadReason"])
    .where("channel", "=", channel)
    .where(sql<boolean>`lower(address) = lower(${address})`)
    .where("verified_at", "is not", null)
    .where("person.active", "=", true);
  return proven.execute();
}
