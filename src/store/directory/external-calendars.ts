/** Calendars elsewhere whose events are a schedule's shifts. What was read last stays when reading fails. */
import { sql } from "kysely";
import type { Refusal } from "../../core/kernel/refusal.ts";
import type { Instant } from "../../core/kernel/time.ts";
import type { Shift } from "../../core/oncall/schedule.ts";
import { inTransaction, record, stale, undo } from "./change.ts";
import { lockSchedule } from "./overrides.ts";
import type { By, Db } from "./tables.ts";

/** A calendar as it stands; `url` is sealed. */
export type ExternalRow = {
  readonly schedule: string;
  readonly url: string;
  readonly names: { readonly [words: string]: string };
  readonly shifts: readonly Shift[];
  readonly unmatched: readonly string[];
  readonly fetchedAt: Instant | null;
  readonly triedAt: Instant | null;
  readonly problem: string | null;
  readonly version: number;
};

/** What was read (`problem` says what of it could not be used), or why nothing was. */
export type Fetched =
  | { readonly shifts: readonly Shift[]; readonly unmatched: readonly string[]; readonly problem: string | null }
  | { readonly failed: string };

/** A schedule's calendar, or null. */
export async function externalOf(db: Db, schedule: string): Promise<ExternalRow | null> {
  const row = await db.selectFrom("external_calendar").selectAll().where("schedule", "=", schedule).executeTakeFirst();
  if (row === undefined) return null;
  const { fetched_at, tried_at, ...rest } = row;
  return { ...rest, fetchedAt: fetched_at?.toISOString() ?? null, triedAt: tried_at?.toISOString() ?? null };
}

/** Schedules whose calendar was not tried for so many minutes; each is handed to one node, by marking it as tried. */
export async function claimStale(db: Db, now: Instant, minutes: number): Promise<string[]> {
  const { rows } = await sql<{ schedule: string }>`update external_calendar set tried_at = ${now} where schedule in (
    select schedule from external_calendar where tried_at is null or tried_at <= ${now}::timestamptz - make_interval(mins => ${minutes})
    order by tried_at nulls first limit 20 for update skip locked) returning schedule`.execute(db);
  return rows.map(({ schedule }) => schedule);
}

/** Sets a schedule's calendar and what was read from it, in one. */
export function putExternal(
  db: Db,
  by: By,
  put: { readonly schedule: string; readonly url: string; readonly names: ExternalRow["names"]; readonly read: Extract<Fetched, { shifts: unknown }> },
  now: Instant,
): Promise<ExternalRow | Refusal> {
  return inTransaction(db, async (tx) => {
    const { schedule, url, names, read } = put;
    await lockSchedule(tx, schedule);
    const values = { url, names: JSON.stringify(names), ...columnsOf(read), fetched_at: now, tried_at: now };
    await tx
      .insertInto("external_calendar")
      .values({ schedule, ...values })
      .onConflict((at) => at.column("schedule").doUpdateSet({ ...values, version: sql`external_calendar.version + 1` }))
      .execute();
    const details = { names, shifts: read.shifts.length, unmatched: read.unmatched };
    await record(tx, by, { action: "external-calendar-set", subject: `schedule/${schedule}`, details, facts: [["schedule", schedule]] });
    return (await externalOf(tx, schedule))!;
  });
}

const columnsOf = (read: Extract<Fetched, { shifts: unknown }>) => ({
  shifts: JSON.stringify(read.shifts),
  unmatched: JSON.stringify(read.unmatched),
  problem: read.problem,
});

/** Notes what a later reading brought. Only shifts that differ are a new version of the schedule's fact. */
export async function noteFetched(db: Db, by: By, schedule: string, { fetched, now }: { readonly fetched: Fetched; readonly now: Instant }): Promise<void> {
  const done = await inTransaction(db, async (tx) => {
    await lockSchedule(tx, schedule);
    const before = (await externalOf(tx, schedule)) ?? undo(stale(false));
    const at = tx.updateTable("external_calendar").where("schedule", "=", schedule);
    if ("failed" in fetched) {
      await at.set({ tried_at: now, problem: fetched.failed }).execute();
      if (before.problem !== fetched.failed)
        await record(tx, by, { action: "external-calendar-failed", subject: `schedule/${schedule}`, details: { problem: fetched.failed } });
      return { noted: true };
    }
    await at.set({ ...columnsOf(fetched), tried_at: now, fetched_at: now }).execute();
    if (JSON.stringify(before.shifts) !== JSON.stringify(fetched.shifts))
      await record(tx, by, {
        action: "external-calendar-changed",
        subject: `schedule/${schedule}`,
        details: { shifts: fetched.shifts.length, unmatched: fetched.unmatched },
        facts: [["schedule", schedule]],
      });
    return { noted: true };
  });
  if ("refused" in done && done.code !== "not_found") throw new Error(done.detail);
}

/** Follows a schedule's calendar no longer. */
export function removeExternal(db: Db, by: By, schedule: string): Promise<{ readonly removed: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom("external_calendar").where("schedule", "=", schedule).executeTakeFirst();
    if (numDeletedRows === 0n) undo(stale(false));
    await record(tx, by, { action: "external-calendar-removed", subject: `schedule/${schedule}`, facts: [["schedule", schedule]] });
    return { removed: schedule };
  });
}
