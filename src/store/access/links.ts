/** Single-use links: to answer a page without signing in, to join, to choose a new password. Of each only the hash. */
import { sql } from "kysely";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { record } from "../directory/change.ts";
import { type By, type Db, plain, type Tx } from "../directory/tables.ts";

/** What an answer link is about. */
export type AnswerLink = { readonly purpose: string; readonly person: string; readonly subject: string; readonly expiresAt: string };

/** Stores an answer link; `seconds` is how long it works. */
export async function storeLink(db: Db, hash: string, link: Omit<AnswerLink, "expiresAt"> & { readonly seconds: number }): Promise<void> {
  const { purpose, person, subject, seconds } = link;
  const expires_at = sql<Date>`now() + make_interval(secs => ${seconds})`;
  await db.insertInto("answer_link").values({ hash, purpose, person, subject, expires_at }).execute();
}

/** What a link is about, without using it: `link_used`, `link_expired`, or `not_found`. */
export async function linkOf(db: Db, hash: string): Promise<AnswerLink | Refusal> {
  const columns = ["purpose", "person", "subject", "expires_at as expiresAt", "used_at as usedAt", sql<boolean>`expires_at <= now()`.as("over")] as const;
  const row = await db.selectFrom("answer_link").select(columns).where("hash", "=", hash).executeTakeFirst();
  if (row === undefined) return refuse("not_found", "There is no such link.");
  if (row.usedAt !== null) return refuse("link_used", "This link was used already.");
  if (row.over) return refuse("link_expired", "This link does not work any more.");
  const { purpose, person, subject, expiresAt } = plain(row);
  return { purpose, person, subject, expiresAt };
}

/** Uses a link: of any number who try at once exactly one succeeds. */
export async function takeLink(db: Db, hash: string): Promise<AnswerLink | Refusal> {
  const link = await linkOf(db, hash);
  if ("refused" in link) return link;
  const taken = db.updateTable("answer_link").set({ used_at: sql<Date>`now()` }).where("hash", "=", hash).where("used_at", "is", null);
  const { numUpdatedRows } = await taken.where(sql<boolean>`expires_at > now()`).executeTakeFirst();
  return numUpdatedRows === 1n ? link : linkOf(db, hash);
}

/** What somebody is asked to do with an invitation link. */
export type Invitation = {
  readonly person: string;
  readonly name: string;
  readonly email: string;
  readonly kind: "invitation" | "reset";
  readonly mailed: boolean;
};

/** Stores an invitation or a reset link; earlier ones of the person stop working. */
export async function storeInvitation(
  tx: Tx,
  by: By,
  invitation: { readonly hash: string; readonly person: string; readonly kind: Invitation["kind"]; readonly mailed: boolean; readonly hours: number },
): Promise<void> {
  const { hash, person, kind, mailed, hours } = invitation;
  await tx.updateTable("invitation").set({ expires_at: sql<Date>`now()` }).where("person", "=", person).where("used_at", "is", null).execute();
  const expires_at = sql<Date>`now() + make_interval(hours => ${hours})`;
  await tx.insertInto("invitation").values({ hash, person, kind, mailed, expires_at }).execute();
  await record(tx, by, { action: `${kind}-made`, subject: `person/${person}`, details: { mailed, hours } });
}

/** Whom an invitation is for, without using it. Of somebody who has left, or who never was: `not_found`. */
export async function invitationOf(db: Db, hash: string): Promise<Invitation | Refusal> {
  const { rows } = await sql<Invitation & { used: boolean; over: boolean }>`
    select i.person, p.name, p.email, i.kind, i.mailed, i.used_at is not null as used, i.expires_at <= now() as over
    from invitation i join person p on p.id = i.person and p.active where i.hash = ${hash}`.execute(db);
  const row = rows[0];
  if (row === undefined) return refuse("not_found", "There is no such link.");
  if (row.used) return refuse("link_used", "This link was used already. Sign in, or ask for a new one.");
  if (row.over) return refuse("link_expired", "This link does not work any more. Ask for a new one.");
  const { person, name, email, kind, mailed } = row;
  return { person, name, email, kind, mailed };
}

/** Uses an invitation; false where somebody else just did. */
export async function takeInvitation(tx: Tx, hash: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("invitation")
    .set({ used_at: sql<Date>`now()` })
    .where("hash", "=", hash)
    .where("used_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
