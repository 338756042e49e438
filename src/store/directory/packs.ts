/** Process packs as they were published: versioned texts that keep their bytes. */
import type { Refusal } from "../../core/kernel/refusal.ts";
import { refuse } from "../../core/kernel/refusal.ts";
import { inTransaction, record, undo } from "./change.ts";
import { type By, type Db, plain } from "./tables.ts";

/** One version of a pack. */
export type PackRow = {
  readonly key: string;
  readonly version: number;
  readonly text: string;
  readonly origin: "shipped" | "own";
  readonly status: "draft" | "active" | "retired";
  readonly effectiveFrom: string | null;
};

const shown = ["key", "version", "text", "origin", "status", "effective_from as effectiveFrom"] as const;

/** The versions of one pack, or of all, newest first. */
export async function packVersions(db: Db, key?: string): Promise<PackRow[]> {
  const all = db.selectFrom("pack").select(shown).orderBy("key").orderBy("version", "desc");
  return (await (key === undefined ? all : all.where("key", "=", key)).execute()).map(plain);
}

/** Stores one version. The same text again is no change; another text under the same version is refused: versions keep their bytes. */
export function storePack(db: Db, by: By, pack: Omit<PackRow, "status" | "effectiveFrom">): Promise<PackRow | Refusal> {
  return inTransaction(db, async (tx) => {
    const there = await tx.selectFrom("pack").select(shown).where("key", "=", pack.key).where("version", "=", pack.version).executeTakeFirst();
    if (there && there.text !== pack.text)
      undo(refuse("invalid_state", `Version ${pack.version} of ${pack.key} is published with another text. Give yours a new version.`));
    if (there) return plain(there);
    await tx
      .insertInto("pack")
      .values({ ...pack, status: "draft" })
      .execute();
    await record(tx, by, { action: "pack-stored", subject: `pack/${pack.key}`, details: { version: pack.version, origin: pack.origin } });
    return { ...pack, status: "draft", effectiveFrom: null };
  });
}

/** Makes one version the active one from an instant on; the former one is retired. Running incidents keep theirs. */
export function activatePack(db: Db, by: By, which: { readonly key: string; readonly version: number }, from: string): Promise<PackRow | Refusal> {
  return inTransaction(db, async (tx) => {
    await tx.updateTable("pack").set({ status: "retired" }).where("key", "=", which.key).where("status", "=", "active").execute();
    const row = await tx
      .updateTable("pack")
      .set({ status: "active", effective_from: from })
      .where("key", "=", which.key)
      .where("version", "=", which.version)
      .returning(shown)
      .executeTakeFirst();
    if (row === undefined) undo(refuse("not_found", "There is no such version of that process."));
    await record(tx, by, {
      action: "pack-activated",
      subject: `pack/${which.key}`,
      details: { version: which.version, from },
      facts: [["process", which.key]],
    });
    return plain(row!);
  });
}
