/** What the organisation set of its limits; what it left out is the program's default. */
import type { Refusal } from "../../core/kernel/refusal.ts";
import { inTransaction, record, stale, undo } from "./change.ts";
import type { By, Db } from "./tables.ts";

/** As stored: whoever reads it checks it. The version is the organisation's. */
export type StoredLimits = { readonly version: number; readonly overrides: unknown };

/** Null before setup. */
export async function storedLimits(db: Db): Promise<StoredLimits | null> {
  const row = await db.selectFrom("organisation").select(["version", "limits as overrides"]).executeTakeFirst();
  return row ?? null;
}

/** Replaces them all. */
export function changeLimits(db: Db, by: By, { version, overrides }: StoredLimits): Promise<StoredLimits | Refusal> {
  return inTransaction(db, async (tx) => {
    const before = (await storedLimits(tx)) ?? undo(stale(false));
    const at = tx.updateTable("organisation").where("version", "=", version);
    const changed = await at.set({ limits: JSON.stringify(overrides), version: version + 1 }).executeTakeFirst();
    if (changed.numUpdatedRows === 0n) undo(stale(true));
    await record(tx, by, { action: "limits-changed", subject: "organisation", details: { before: before.overrides, after: overrides } });
    return (await storedLimits(tx))!;
  });
}
