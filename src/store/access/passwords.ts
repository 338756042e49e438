/** Stored passwords: only their argon2id hashes come here, made and compared in the shell. */

import { record } from "../directory/change.ts";
import { type By, type Db, isUuid, type Tx } from "../directory/tables.ts";
import { closeSessions } from "./sessions.ts";

/** The account behind an e-mail: its hash, or null where there is no such active person or no password yet. */
export async function passwordOf(db: Db, email: string): Promise<{ readonly person: string; readonly name: string; readonly hash: string } | null> {
  const query = db.selectFrom("person").select(["id as person", "name", "password_hash as hash"]).where("active", "=", true);
  const row = await query.where((eb) => eb(eb.fn<string>("lower", ["email"]), "=", email.toLowerCase())).executeTakeFirst();
  return row?.hash ? { person: row.person, name: row.name, hash: row.hash } : null;
}

/** The same by the person's id. */
export async function passwordOfPerson(db: Db, person: string): Promise<string | null> {
  if (!isUuid(person)) return null;
  const row = await db.selectFrom("person").select("password_hash as hash").where("id", "=", person).where("active", "=", true).executeTakeFirst();
  return row?.hash ?? null;
}

/** Sets a password; every session but the one given ends. */
export async function setPassword(tx: Tx, by: By, password: { readonly person: string; readonly hash: string; readonly keep: string | null }): Promise<void> {
  await tx.updateTable("person").set({ password_hash: password.hash }).where("id", "=", password.person).execute();
  await closeSessions(tx, password.person, password.keep);
  await record(tx, by, { action: "password-set", subject: `person/${password.person}` });
}
