/** API tokens: shown once, stored as a hash, never worth more than their owner is at the time of use (S3). */
import { sql } from "kysely";
import type { Refusal } from "../../core/kernel/refusal.ts";
import { inTransaction, record, stale, undo } from "../directory/change.ts";
import { type By, type Db, isUuid, plain } from "../directory/tables.ts";
import type { Held } from "./sessions.ts";

/** What a token may do; each includes those before it. */
export const scopes = ["read", "respond", "admin"] as const;
/** Besides those: `chat` speaks for the people of a chat, each as themselves, and does nothing else. */
export type Scope = (typeof scopes)[number] | "chat";
/** Every scope a token can have. */
export const tokenScopes: readonly Scope[] = [...scopes, "chat"];

/** A token as its owner sees it. */
export type TokenRow = {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly usedAt: string | null;
  readonly revokedAt: string | null;
};

/** A new token. */
export type NewToken = Pick<TokenRow, "id" | "person" | "name" | "prefix" | "expiresAt"> & { readonly hash: string; readonly scopes: readonly Scope[] };

const shown = [
  ...(["id", "person", "name", "prefix", "scopes", "created_at as createdAt"] as const),
  ...(["expires_at as expiresAt", "used_at as usedAt", "revoked_at as revokedAt"] as const),
];

/** A living token's owner as they are now, and what the token may do. */
export type HeldToken = Held & { readonly id: string; readonly scopes: readonly Scope[] };

/** The owner behind a token's hash, unless it is revoked, over, or its owner has left. */
export async function tokenOf(db: Db, hash: string): Promise<HeldToken | null> {
  const { rows } = await sql<HeldToken & { stale: boolean }>`
    select t.id, t.scopes, t.person, p.name, p.admin, coalesce(t.used_at < now() - interval '1 minute', true) as stale
    from api_token t join person p on p.id = t.person and p.active
    where t.hash = ${hash} and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())`.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  if (row.stale) await sql`update api_token set used_at = now() where id = ${row.id}`.execute(db);
  const { id, person, name, admin } = row;
  return { id, person, name, admin, scopes: row.scopes };
}

/** A person's tokens, or everybody's for an admin; the newest first. */
export async function tokensOf(db: Db, person: string | null): Promise<TokenRow[]> {
  const all = db.selectFrom("api_token").select(shown).orderBy("created_at", "desc").limit(1_000);
  return (await (person === null ? all : all.where("person", "=", person)).execute()).map(plain);
}

/** Stores a new token. */
export function addToken(db: Db, by: By, token: NewToken): Promise<TokenRow | Refusal> {
  return inTransaction(db, async (tx) => {
    const { id, person, name, prefix, hash, expiresAt } = token;
    const row = { id, person, name, prefix, hash, scopes: [...token.scopes], expires_at: expiresAt };
    const added = await tx.insertInto("api_token").values(row).returning(shown).executeTakeFirstOrThrow();
    await record(tx, by, { action: "token-added", subject: `person/${person}`, details: { token: id, name, scopes: token.scopes, expiresAt } });
    return plain(added);
  });
}

/** Revokes a token, at once on every node. `owner` null: an admin revokes anybody's. */
export function revokeToken(db: Db, by: By, id: string, owner: string | null): Promise<{ readonly revoked: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    if (!isUuid(id)) undo(stale(false));
    const all = tx.updateTable("api_token").set({ revoked_at: sql<Date>`now()` }).where("id", "=", id).where("revoked_at", "is", null);
    const row = await (owner === null ? all : all.where("person", "=", owner)).returning("person").executeTakeFirst();
    if (row === undefined) undo(stale(false));
    await record(tx, by, { action: "token-revoked", subject: `person/${row!.person}`, details: { token: id } });
    return { revoked: id };
  });
}
