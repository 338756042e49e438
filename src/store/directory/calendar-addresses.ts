/** Secret addresses under which calendar programs read shifts. Only a hash of the secret is kept. */
import { sql } from "kysely";
import type { Refusal } from "../../core/kernel/refusal.ts";
import type { Instant } from "../../core/kernel/time.ts";
import { inTransaction, record, stale, undo } from "./change.ts";
import { type By, type Db, isUuid } from "./tables.ts";

/** An address as its owner sees it: never the secret. `schedule` null is their own shifts. */
export type CalendarAddress = {
  readonly id: string;
  readonly schedule: string | null;
  readonly createdAt: Instant;
  readonly usedAt: Instant | null;
  readonly revokedAt: Instant | null;
};

/** How many one person may have at a time. */
export const mostAddresses = 20;

/** A person's addresses, the newest first. */
export async function addressesOf(db: Db, person: string): Promise<CalendarAddress[]> {
  const rows = await db
    .selectFrom("calendar_address")
    .selectAll()
    .where("person", "=", person)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(200)
    .execute();
  return rows.map(({ id, schedule, created_at, used_at, revoked_at }) => ({
    ...{ id, schedule },
    createdAt: created_at.toISOString(),
    usedAt: used_at?.toISOString() ?? null,
    revokedAt: revoked_at?.toISOString() ?? null,
  }));
}

/** Adds an address; null where the person has as many as they may. */
export function addAddress(
  db: Db,
  by: By,
  added: { readonly id: string; readonly hash: string; readonly person: string; readonly schedule: string | null },
): Promise<CalendarAddress | Refusal | null> {
  return inTransaction(db, async (tx) => {
    await tx.selectFrom("person").select("id").where("id", "=", added.person).forUpdate().execute();
    const living = (await addressesOf(tx, added.person)).filter(({ revokedAt }) => revokedAt === null);
    if (living.length >= mostAddresses) return null;
    await tx.insertInto("calendar_address").values(added).execute();
    await record(tx, by, { action: "calendar-address-added", subject: `person/${added.person}`, details: { id: added.id, schedule: added.schedule } });
    return (await addressesOf(tx, added.person)).find(({ id }) => id === added.id)!;
  });
}

/** Revokes an address for good; of anybody where `owner` is null. */
export function revokeAddress(db: Db, by: By, id: string, owner: string | null): Promise<{ readonly revoked: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    const row = isUuid(id) ? await tx.selectFrom("calendar_address").selectAll().where("id", "=", id).forUpdate().executeTakeFirst() : undefined;
    if (row === undefined || (owner !== null && row.person !== owner)) return undo(stale(false));
    if (row.revoked_at === null) {
      await tx.updateTable("calendar_address").set({ revoked_at: sql<Date>`clock_timestamp()` }).where("id", "=", id).execute();
      await record(tx, by, { action: "calendar-address-revoked", subject: `person/${row.person}`, details: { id, schedule: row.schedule } });
    }
    return { revoked: id };
  });
}

/** Whose address a hash is; null for unknown and revoked ones, and where its person has left. Notes about once an hour that it is used. */
export async function addressByHash(
  db: Db,
  hash: string,
  now: Instant,
): Promise<{ readonly id: string; readonly person: string; readonly schedule: string | null } | null> {
  const found = db.selectFrom("calendar_address as a").innerJoin("person as p", "p.id", "a.person").select(["a.id", "a.person", "a.schedule", "a.used_at"]);
  const row = await found.where("a.hash", "=", hash).where("a.revoked_at", "is", null).where("p.active", "=", true).executeTakeFirst();
  if (row === undefined) return null;
  const { id, person, schedule, used_at } = row;
  if (used_at === null || Date.parse(now) - used_at.getTime() > 3_600_000)
    await db.updateTable("calendar_address").set({ used_at: now }).where("id", "=", id).execute();
  return { id, person, schedule };
}
