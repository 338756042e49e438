/** What every write of the directory does beside its rows, in the same transaction: new fact versions and one line of the audit log. */
import { sql } from "kysely";
import type { FactKind } from "../../core/kernel/facts.ts";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import type { By, Db, Tx } from "./tables.ts";

/** A fact by kind and key. */
export type FactPath = readonly [kind: FactKind, key: string];

/** What happened to what. `details` never holds an address or a secret. */
export type Change = { readonly action: string; readonly subject: string; readonly details?: unknown; readonly facts?: readonly FactPath[] };

/** Bumps the facts (always in the same order, so that two writers cannot wait for each other) and writes the audit line. */
export async function record(tx: Tx, by: By, change: Change): Promise<void> {
  const facts = [...new Map((change.facts ?? []).map((path) => [path.join("/"), path])).entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, [kind, key]] of facts) await sql`select bump_fact(${kind}, ${key})`.execute(tx);
  await audit(tx, by, change);
}

/** One line of the audit log; in a transaction where there is one. */
export async function audit(db: Db, by: By, change: Omit<Change, "facts">): Promise<void> {
  const details = JSON.stringify(change.details ?? {});
  await sql`select write_audit(${by.actor}, ${change.action}, ${change.subject}, ${details}::jsonb, ${by.ip}, ${by.node})`.execute(db);
}

/** Thrown inside a transaction to roll it back; `inTransaction` turns it into its value. */
class Undo extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** Ends the transaction with a refusal: nothing of it is written. */
export function undo(refusal: Refusal): never {
  throw new Undo(refusal);
}

/** Runs `work` in one transaction, or in the one that `db` is already; a refusal from `undo` and a broken rule of the schema are values of the outermost. */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T | Refusal> {
  if (db.isTransaction) return work(db as Tx);
  try {
    return await db.transaction().execute(work);
  } catch (error) {
    if (error instanceof Undo) return error.refusal;
    const refusal = refusedBySchema(error);
    if (refusal === null) throw error;
    return refusal;
  }
}

/** What a unique or foreign key says to people. Anything else stays an error. */
function refusedBySchema(error: unknown): Refusal | null {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  if (code === "23505") return refuse("invalid_value", `This exists already (${String(constraint)}).`);
  if (code === "23503") return refuse("invalid_value", `This refers to something that does not exist, or is still referred to (${String(constraint)}).`);
  return null;
}

/** The refusal for a row that has another version than the one that was edited, or is not there. */
export function stale(exists: boolean): Refusal {
  return exists
    ? refuse("version_conflict", "Somebody changed this meanwhile. Look at it again, then change it.")
    : refuse("not_found", "There is no such thing here.");
}
