/** A person's own rules: which method, so long after a message is due. Written as one list. */
import type { Refusal } from "../../core/kernel/refusal.ts";
import { inTransaction, record, stale, undo } from "./change.ts";
import { type By, type Db, isUuid } from "./tables.ts";

/** One rule; `afterSeconds` counts from the moment the message is due. */
export type OwnRule = { readonly method: string; readonly afterSeconds: number };

/** Both lists, the soonest first, with the version that a change names. */
export type OwnRules = { readonly version: number; readonly page: readonly OwnRule[]; readonly notice: readonly OwnRule[] };

/** Somebody's rules; null where nobody has that id. */
export async function rulesOf(db: Db, person: string): Promise<OwnRules | null> {
  if (!isUuid(person)) return null;
  const row = await db.selectFrom("person").select("rules_version").where("id", "=", person).executeTakeFirst();
  if (row === undefined) return null;
  const rules = await db.selectFrom("notification_rule").selectAll().where("person", "=", person).orderBy("after_seconds").orderBy("position").execute();
  const of = (urgency: string) => rules.filter((rule) => rule.urgency === urgency).map(({ method, after_seconds: afterSeconds }) => ({ method, afterSeconds }));
  return { version: row.rules_version, page: of("page"), notice: of("notice") };
}

/** Replaces both lists; another version is refused. */
export function changeRules(db: Db, by: By, person: string, wanted: OwnRules): Promise<OwnRules | Refusal> {
  return inTransaction(db, async (tx) => {
    const before = (await rulesOf(tx, person)) ?? undo(stale(false));
    const at = tx.updateTable("person").where("id", "=", person).where("rules_version", "=", wanted.version);
    const changed = await at.set({ rules_version: wanted.version + 1 }).executeTakeFirst();
    if (changed.numUpdatedRows === 0n) undo(stale(true));
    await tx.deleteFrom("notification_rule").where("person", "=", person).execute();
    const rows = (["page", "notice"] as const).flatMap((urgency) =>
      wanted[urgency].map(({ method, afterSeconds }, position) => ({ person, urgency, position, method, after_seconds: afterSeconds })),
    );
    if (rows.length > 0) await tx.insertInto("notification_rule").values(rows).execute();
    const { page, notice } = wanted;
    await record(tx, by, {
      action: "rules-changed",
      subject: `person/${person}`,
      details: { before: { page: before.page, notice: before.notice }, after: { page, notice } },
      facts: [["person", person]],
    });
    return (await rulesOf(tx, person))!;
  });
}
