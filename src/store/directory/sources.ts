/** Sources of alerts: their kind, settings, quota, and the hash of the one key that opens them. */
import { sql } from "kysely";
import type { Refusal } from "../../core/kernel/refusal.ts";
import { inTransaction, record, stale, undo } from "./change.ts";
import { type By, type Db, isUuid, plain } from "./tables.ts";

/** A source as people see it: of its key only how it begins. */
export type SourceRow = {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly settings: unknown;
  readonly keyPrefix: string;
  readonly perMinute: number;
  readonly burst: number;
  readonly createdAt: string;
  readonly revokedAt: string | null;
  readonly version: number;
};

/** A key as it is stored. */
export type StoredKey = { readonly hash: string; readonly prefix: string };

/** What people set. */
export type SourceFields = { readonly title?: string; readonly settings?: unknown; readonly perMinute?: number; readonly burst?: number };

const shown = [
  ...(["id", "kind", "title", "settings", "key_prefix as keyPrefix", "per_minute as perMinute"] as const),
  ...(["burst", "created_at as createdAt", "revoked_at as revokedAt", "version"] as const),
];

/** All sources, the living first. */
export async function allSources(db: Db): Promise<SourceRow[]> {
  const rows = await db.selectFrom("source").select(shown).orderBy(sql`revoked_at is not null`).orderBy(sql`lower(title)`).limit(1_000).execute();
  return rows.map(plain);
}

/** One source; null where there is none. */
export async function sourceById(db: Db, id: string): Promise<SourceRow | null> {
  const row = isUuid(id) && (await db.selectFrom("source").select(shown).where("id", "=", id).executeTakeFirst());
  return row ? plain(row) : null;
}

/** The living source that a key opens; null for any other key. */
export async function sourceByKey(db: Db, keyHash: string): Promise<SourceRow | null> {
  const row = await db.selectFrom("source").select(shown).where("key_hash", "=", keyHash).where("revoked_at", "is", null).executeTakeFirst();
  return row ? plain(row) : null;
}

/** Adds a source. */
export function addSource(
  db: Db,
  by: By,
  source: { readonly id: string; readonly kind: string; readonly title: string; readonly settings: unknown },
  key: StoredKey,
): Promise<SourceRow | Refusal> {
  return inTransaction(db, async (tx) => {
    const { id, kind, title, settings } = source;
    await tx
      .insertInto("source")
      .values({ id, kind, title, settings: JSON.stringify(settings), key_hash: key.hash, key_prefix: key.prefix })
      .execute();
    await record(tx, by, { action: "source-added", subject: `source/${id}`, details: { kind, title, settings } });
    return (await sourceById(tx, id))!;
  });
}

/** Changes a source, where it still has that version. */
export function changeSource(db: Db, by: By, which: { readonly id: string; readonly version: number }, fields: SourceFields): Promise<SourceRow | Refusal> {
  return inTransaction(db, async (tx) => {
    const before = (await sourceById(tx, which.id)) ?? undo(stale(false));
    const { title, settings, perMinute: per_minute, burst } = fields;
    const set = { title, settings: settings === undefined ? undefined : JSON.stringify(settings), per_minute, burst, version: which.version + 1 };
    const changed = await tx.updateTable("source").set(set).where("id", "=", which.id).where("version", "=", which.version).executeTakeFirst();
    if (changed.numUpdatedRows === 0n) undo(stale(true));
    await record(tx, by, { action: "source-changed", subject: `source/${which.id}`, details: { before, after: fields } });
    return (await sourceById(tx, which.id))!;
  });
}

/** Gives a source a new key (the old one is dead at once), or with null takes its key away for good. */
export function rekeySource(db: Db, by: By, id: string, key: StoredKey | null): Promise<SourceRow | Refusal> {
  return inTransaction(db, async (tx) => {
    const before = await sourceById(tx, id);
    if (before === null || before.revokedAt !== null) undo(stale(false));
    const set = key === null ? { revoked_at: sql<Date>`now()` } : { key_hash: key.hash, key_prefix: key.prefix };
    await tx
      .updateTable("source")
      .set({ ...set, version: sql<number>`version + 1` })
      .where("id", "=", id)
      .execute();
    await record(tx, by, { action: key === null ? "source-revoked" : "source-key-rotated", subject: `source/${id}`, details: { prefix: key?.prefix } });
    return (await sourceById(tx, id))!;
  });
}
