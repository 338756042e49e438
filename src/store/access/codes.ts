/** Six-digit codes that prove a contact method: ten minutes, once, and five wrong guesses end them (S10). */
import { sql } from "kysely";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { inTransaction, undo } from "../directory/change.ts";
import { type Method, markVerified } from "../directory/methods.ts";
import type { By, Db } from "../directory/tables.ts";

const mostTries = 5;

/** Stores the code of a method; the one before stops working. */
export async function storeCode(db: Db, method: string, hash: string): Promise<void> {
  await sql`insert into contact_code (method, hash, expires_at) values (${method}, ${hash}, now() + interval '10 minutes')
    on conflict (method) do update set hash = excluded.hash, expires_at = excluded.expires_at, tries = 0`.execute(db);
}

/** Proves a method with its code. A wrong guess counts whatever comes of the rest. */
export async function proveMethod(db: Db, by: By, method: Method, hash: string): Promise<{ readonly verified: string } | Refusal> {
  const tried = db.updateTable("contact_code").set({ tries: sql<number>`tries + 1` }).where("method", "=", method.id);
  const row = await tried.returning(["hash", "tries", sql<boolean>`expires_at <= now()`.as("over")]).executeTakeFirst();
  if (row === undefined || row.over || row.tries > mostTries) return refuse("link_expired", "This code does not work any more. Ask for a new one.");
  if (row.hash !== hash) return refuse("invalid_value", "This is not the code.", { pointer: "/code" });
  return inTransaction(db, async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom("contact_code").where("method", "=", method.id).where("hash", "=", hash).executeTakeFirst();
    if (numDeletedRows === 0n) undo(refuse("link_used", "This code was used already."));
    await markVerified(tx, by, method);
    return { verified: method.id };
  });
}
