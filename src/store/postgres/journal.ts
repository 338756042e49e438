/** The journal: every wish once per actor and key, accepted or refused. */
import { sql } from "kysely";
import { AlreadyJournaled, type JournalEntry } from "../log.ts";
import { codeOf, jsonb } from "./connection.ts";
import { entryColumns } from "./rows.ts";
import type { Db } from "./tables.ts";

/** Writes one entry. Throws AlreadyJournaled when the actor's key is taken. */
export async function journalize(db: Db, entry: JournalEntry): Promise<void> {
  await sql`select write_journal(${jsonb([entryColumns(entry)])}::jsonb)`.execute(db).catch(asTaken);
}

/** The database's word for a taken key, as the contract's. */
export function asTaken(failed: unknown): never {
  throw codeOf(failed) === "QD001" ? new AlreadyJournaled((failed as Error).message) : failed;
}
