/** Process packs as they were published: versioned texts that keep their bytes once they have been in force, or were planned to be. */
import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Refusal } from "../../core/kernel/refusal.ts";
import { refuse } from "../../core/kernel/refusal.ts";
import { inTransaction, record, undo } from "./change.ts";
import { type By, type Db, plain, type Tx } from "./tables.ts";

/** One version of a pack. */
export type PackRow = {
  readonly key: string;
  readonly version: number;
  readonly text: string;
  readonly origin: "shipped" | "own";
  /** `planned`: it comes into force at `effectiveFrom`, which is still to come. */
  readonly status: "draft" | "planned" | "active" | "retired";
  readonly effectiveFrom: string | null;
  readonly createdAt: string;
};

/** Which version. */
export type PackName = { readonly key: string; readonly version: number };

const shown = ["key", "version", "text", "origin", "status", "effective_from as effectiveFrom", "created_at as createdAt"] as const;
const unknown = () => refuse("not_found", "There is no such version of that process.");

/** The versions of one pack, or of all, newest first, as they stand now. */
export async function packVersions(db: Db, key?: string): Promise<PackRow[]> {
  const all = db.selectFrom("pack_standing").select(shown).orderBy("key").orderBy("version", "desc");
  return (await (key === undefined ? all : all.where("key", "=", key)).execute()).map(plain);
}

/** Names a text: whoever replaces a draft says which one they read. */
export function revisionOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** The row of one version, locked until the transaction ends; what is planned and due has come into force first. */
async function locked(tx: Tx, { key, version }: PackName): Promise<PackRow | undefined> {
  await tx.selectFrom("pack").select("version").where("key", "=", key).forUpdate().execute();
  const stored = tx.selectFrom("pack").select(["version", "status"]).where("key", "=", key);
  const [rows, before] = [await packVersions(tx, key), new Map((await stored.execute()).map((row) => [row.version, row.status]))];
  const moved = rows.filter((row) => before.get(row.version) !== row.status);
  for (const to of ["retired", "active"] as const)
    for (const row of moved.filter(({ status }) => status === to))
      await tx.updateTable("pack").set({ status: to }).where("key", "=", key).where("version", "=", row.version).execute();
  return rows.find((row) => row.version === version);
}

/** Stores one version. The same text again is no change; another text under the same version is refused: versions keep their bytes. */
export function storePack(db: Db, by: By, pack: Pick<PackRow, "key" | "version" | "text" | "origin">): Promise<PackRow | Refusal> {
  return inTransaction(db, async (tx) => {
    const there = await locked(tx, pack);
    if (there && there.text !== pack.text)
      undo(refuse("invalid_state", `Version ${pack.version} of ${pack.key} is published with another text. Give yours a new version.`));
    if (there) return there;
    const row = await tx
      .insertInto("pack")
      .values({ ...pack, status: "draft" })
      .returning(shown)
      .executeTakeFirstOrThrow();
    await record(tx, by, { action: "pack-stored", subject: `pack/${pack.key}`, details: { version: pack.version, origin: pack.origin } });
    return plain(row);
  });
}

/** Gives a draft another text. `was` names the one it was written from: another one by now is `version_conflict`. */
export function rewritePack(db: Db, by: By, which: PackName, change: { readonly was: string; readonly text: string }): Promise<PackRow | Refusal> {
  return inTransaction(db, async (tx) => {
    const draft = await draftOf(tx, which);
    if (revisionOf(draft.text) !== change.was)
      undo(refuse("version_conflict", "Somebody else changed this draft meanwhile.", { versions: { yours: change.text, theirs: draft.text } }));
    if (draft.text === change.text) return draft;
    await tx.updateTable("pack").set({ text: change.text }).where("key", "=", which.key).where("version", "=", which.version).execute();
    await forgetAgreement(tx, which);
    await record(tx, by, { action: "pack-rewritten", subject: `pack/${which.key}`, details: { version: which.version } });
    return { ...draft, text: change.text };
  });
}

/** Throws a draft away. */
export function discardPack(db: Db, by: By, which: PackName): Promise<{ readonly gone: true } | Refusal> {
  return inTransaction(db, async (tx) => {
    await draftOf(tx, which);
    await tx.deleteFrom("pack").where("key", "=", which.key).where("version", "=", which.version).execute();
    await forgetAgreement(tx, which);
    await record(tx, by, { action: "pack-discarded", subject: `pack/${which.key}`, details: { version: which.version } });
    return { gone: true as const };
  });
}

/** Nobody has agreed to what was not there yet. */
async function forgetAgreement(tx: Tx, { key, version }: PackName): Promise<void> {
  await sql`delete from process_agreement where process = ${key} and version = ${version}`.execute(tx);
}

async function draftOf(tx: Tx, which: PackName): Promise<PackRow> {
  const row = await locked(tx, which);
  if (row === undefined) return undo(unknown());
  if (row.status === "draft" && row.origin === "own") return row;
  const why = row.origin === "shipped" ? "It came with the program" : row.status === "planned" ? "It is planned" : "It has been in force";
  return undo(refuse("invalid_state", `${why}, so its text stays as it is. Write the next version instead.`));
}

/** Puts one version in force from an instant on: at once, retiring the former one, or when its instant comes. Running incidents keep theirs. */
export function activatePack(db: Db, by: By, which: PackName, from: string): Promise<PackRow | Refusal> {
  return inTransaction(db, async (tx) => {
    const before = (await locked(tx, which)) ?? undo(unknown());
    const later = sql<boolean>`${from}::timestamptz > coalesce((select c.now from rehearsal_clock c), now())`;
    const { planned } = await tx.selectNoFrom(later.as("planned")).executeTakeFirstOrThrow();
    if (planned && before.status === "active") undo(refuse("invalid_state", "This version is in force already."));
    const others = tx.updateTable("pack").where("key", "=", which.key).where("version", "!=", which.version);
    if (!planned) await others.set({ status: "retired" }).where("status", "=", "active").execute();
    const row = await tx
      .updateTable("pack")
      .set({ status: planned ? "planned" : "active", effective_from: from })
      .where("key", "=", which.key)
      .where("version", "=", which.version)
      .returning(shown)
      .executeTakeFirstOrThrow();
    const action = planned ? "pack-planned" : "pack-activated";
    await record(tx, by, { action, subject: `pack/${which.key}`, details: { version: which.version, from }, facts: [["process", which.key]] });
    return plain(row);
  });
}

/** Takes a plan back: the version is a draft again. */
export function unplanPack(db: Db, by: By, which: PackName): Promise<PackRow | Refusal> {
  return inTransaction(db, async (tx) => {
    const row = (await locked(tx, which)) ?? undo(unknown());
    if (row.status !== "planned") undo(refuse("invalid_state", "It is not planned."));
    await tx.updateTable("pack").set({ status: "draft", effective_from: null }).where("key", "=", which.key).where("version", "=", which.version).execute();
    await record(tx, by, { action: "pack-unplanned", subject: `pack/${which.key}`, details: { version: which.version } });
    return { ...row, status: "draft", effectiveFrom: null };
  });
}
