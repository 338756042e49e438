/** Who looks after a process, when it was last read over, and when it was last tried out (R-PD-S09). */
import { sql } from "kysely";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { inTransaction, record, stale, undo } from "./change.ts";
import { type By, type Db, plain, type Tx } from "./tables.ts";

/** The care of one process. `version` is 0 before anybody has said anything. */
export type Care = {
  readonly owner: string | null;
  readonly reviewedAt: string | null;
  readonly reviewedBy: string | null;
  readonly testedAt: string | null;
  readonly testedBy: string | null;
  readonly version: number;
};

/** What can be noted of a process. */
export type CareNote = "reviewed" | "tested";

const columns = ["owner", "reviewed_at as reviewedAt", "reviewed_by as reviewedBy", "tested_at as testedAt", "tested_by as testedBy", "version"] as const;
const none: Care = { owner: null, reviewedAt: null, reviewedBy: null, testedAt: null, testedBy: null, version: 0 };

/** What is known of a process. */
export async function careOf(db: Db, process: string): Promise<Care> {
  const row = await db.selectFrom("process_care").select(columns).where("process", "=", process).executeTakeFirst();
  return row === undefined ? none : plain(row);
}

/** Whether somebody who is here looks after a process; it stays so until the transaction ends. */
export async function looksAfter(db: Db, process: string, person: string): Promise<boolean> {
  const { rows } = await sql`select 1 from process_care c join person p on p.id = c.owner and p.active
    where c.process = ${process} and p.id::text = ${person} for share`.execute(db);
  return rows.length > 0;
}

/** The row, made where there is none, and locked. */
async function locked(tx: Tx, process: string): Promise<Care> {
  await tx
    .insertInto("process_care")
    .values({ process, version: 0 })
    .onConflict((there) => there.doNothing())
    .execute();
  return plain(await tx.selectFrom("process_care").select(columns).where("process", "=", process).forUpdate().executeTakeFirstOrThrow());
}

/** Names who looks after it, or nobody; `version` is the one that was read. */
export function giveCare(db: Db, by: By, process: string, to: { readonly owner: string | null; readonly version: number }): Promise<Care | Refusal> {
  return inTransaction(db, async (tx) => {
    const before = await locked(tx, process);
    if (before.version !== to.version) undo(stale(true));
    if (to.owner !== null) {
      const person = await tx.selectFrom("person").select("id").where("id", "=", to.owner).where("active", "=", true).executeTakeFirst();
      if (person === undefined) undo(refuse("invalid_value", "There is no such person here.", { pointer: "/owner" }));
    }
    const version = before.version + 1;
    await tx.updateTable("process_care").set({ owner: to.owner, version }).where("process", "=", process).execute();
    await record(tx, by, { action: "process-owner-set", subject: `pack/${process}`, details: { owner: to.owner } });
    return { ...before, owner: to.owner, version };
  });
}

/** Notes that somebody has read it over, or tried it out. */
export function noteCare(
  db: Db,
  by: By,
  note: { readonly process: string; readonly what: CareNote; readonly person: string; readonly at: string },
): Promise<Care | Refusal> {
  const { process, what, person, at } = note;
  return inTransaction(db, async (tx) => {
    const before = await locked(tx, process);
    const [set, shown] =
      what === "reviewed"
        ? [
            { reviewed_at: at, reviewed_by: person },
            { reviewedAt: at, reviewedBy: person },
          ]
        : [
            { tested_at: at, tested_by: person },
            { testedAt: at, testedBy: person },
          ];
    const version = before.version + 1;
    await tx
      .updateTable("process_care")
      .set({ ...set, version })
      .where("process", "=", process)
      .execute();
    await record(tx, by, { action: `process-${what}`, subject: `pack/${process}` });
    return { ...before, ...shown, version };
  });
}
