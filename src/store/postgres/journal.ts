/** The journal: every wish once per actor and key, accepted or refused. */
import { AlreadyJournaled, type JournalEntry } from "../log.ts";
import { entryColumns } from "./rows.ts";
import type { Db } from "./tables.ts";

/** Writes journal entries. Throws AlreadyJournaled when the actor's key is taken. */
export async function journalize(db: Db, entries: readonly JournalEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const written = await db
    .insertInto("journal")
    .values(entries.map(entryColumns))
    .onConflict((conflict) => conflict.columns(["actor", "key"]).doNothing())
    .executeTakeFirst();
  if (Number(written.numInsertedOrUpdatedRows) !== entries.length) throw new AlreadyJournaled("the journal already has an entry with this actor and key");
}
