/** What every write of the directory does beside its rows, in the same transaction: new fact versions and one line of the audit log. */
import { sql } from "kysely";
import type { FactKind } from "../../core/kernel/facts.ts";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import type { By, Db, Tx } from "./tables.ts";

/** A fact by kind and key. */
export type FactPath = readonly [kind: FactKind, key: string];

/** What happened to what. `details` never holds an address or a secret. */
export type Change = { readonly action: string; readonly subject: string; readonly details?: unknown; readonly facts?: readonly FactPath[] };

/** What the transactions that are under way have recorded so far. */
const recorded = new WeakMap<Tx, { readonly by: By; readonly change: Change }[]>();

/**
 * Notes a change for the end of its transaction. Facts and the audit log's head are locked last and in one order by everybody, so that no two
 * writers can wait for each other.
 */
export async function record(tx: Tx, by: By, change: Change): Promise<void> {
  const noted = recorded.get(tx);
  if (noted === undefined) throw new Error("a change of the directory was recorded outside inTransaction");
  noted.push({ by, change });
}

/** Bumps every fact that was touched and writes the audit lines in their order. */
async function writeRecorded(tx: Tx): Promise<void> {
  const noted = recorded.get(tx) ?? [];
  const facts = new Map(noted.flatMap(({ change }) => change.facts ?? []).map((path) => [path.join("/"), path]));
  for (const [, [kind, key]] of [...facts].sort(([a], [b]) => (a < b ? -1 : 1))) await sql`select bump_fact(${kind}, ${key})`.execute(tx);
  for (const { by, change } of noted) await audit(tx, by, change);
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

/** How often a transaction that lost a race is run again. */
const mostRuns = 4;

/**
 * Runs `work` in one transaction, or in the one that `db` is already; a refusal from `undo` and a broken rule of the schema are values of the
 * outermost. `work` may run again where the database chose it as the victim of a deadlock.
 */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T | Refusal> {
  if (db.isTransaction) return work(db as Tx);
  for (let run = 1; ; run += 1) {
    try {
      return await db.transaction().execute(async (tx) => {
        recorded.set(tx, []);
        const result = await work(tx);
        await writeRecorded(tx);
        return result;
      });
    } catch (error) {
      if (error instanceof Undo) return error.refusal;
      const refusal = refusedBySchema(error);
      if (refusal !== null) return refusal;
      if ((error as { code?: unknown }).code !== "40P01" || run === mostRuns) throw error;
    }
  }
}

/** What a unique or foreign key says to people. Anything else stays an error. */
function refusedBySchema(error: unknown): Refusal | null {
  const { code } = error as { code?: unknown };
  if (code === "23505") return refuse("invalid_value", "There is one already: another has the same key, name or address.");
  if (code === "23503") return refuse("invalid_value", "This refers to something that does not exist, or is still referred to.");
  return null;
}

/** The refusal for a row that has another version than the one that was edited, or is not there. */
export function stale(exists: boolean): Refusal {
  return exists
    ? refuse("version_conflict", "Somebody changed this meanwhile. Look at it again, then change it.")
    : refuse("not_found", "There is no such thing here.");
}
