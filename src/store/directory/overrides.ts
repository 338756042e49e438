/** What departs from a schedule's rotations: overrides in their order, and temporary plans. Each write is a new version of the schedule's fact. */
import { sql } from "kysely";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import type { Instant } from "../../core/kernel/time.ts";
import type { Override, Shift, Temporary } from "../../core/oncall/schedule.ts";
import { inTransaction, record, stale, undo } from "./change.ts";
import { type By, type Db, isUuid, type Tx } from "./tables.ts";

/** An override as people see it: also who made it, and by which request. */
export type OverrideRow = Override & { readonly author: string | null; readonly request: string | null; readonly createdAt: Instant };

/** A temporary plan as people see it. */
export type TemporaryRow = Temporary & { readonly author: string | null; readonly createdAt: Instant };

/** More than these would make each question about the schedule slow; they end one day. */
const most = { overrides: 1_000, temporary: 50 };

const overrideColumns = ["id", "starts_at", "ends_at", "kind", "person", "instead_of", "rotation", "reason", "author", "request", "created_at"] as const;

/** The overrides of a schedule that touch [from, until), in the order they count. */
export async function overridesOf(db: Db, schedule: string, from: Instant, until: Instant): Promise<OverrideRow[]> {
  const found = db.selectFrom("schedule_override").select(overrideColumns).where("schedule", "=", schedule);
  const rows = await found.where("ends_at", ">", new Date(from)).where("starts_at", "<", new Date(until)).orderBy("seq").limit(2_000).execute();
  return rows.map(({ starts_at, ends_at, instead_of, created_at, ...row }) => ({
    ...row,
    from: starts_at.toISOString(),
    until: ends_at.toISOString(),
    insteadOf: instead_of,
    createdAt: created_at.toISOString(),
  }));
}

/** What is written, and by which request's acceptance. */
export type NewOverride = Override & { readonly author: string; readonly request: string | null };

/** Adds overrides to a schedule, in one transaction that may be the caller's. */
export function addOverrides(db: Db, by: By, schedule: string, added: readonly NewOverride[]): Promise<{ readonly added: readonly string[] } | Refusal> {
  return inTransaction(db, async (tx) => {
    await lockSchedule(tx, schedule);
    for (const one of added) await needHere(tx, one);
    const { rows } = await sql<{
      there: number;
    }>`select count(*)::int as there from schedule_override where schedule = ${schedule} and ends_at > now()`.execute(tx);
    if ((rows[0]?.there ?? 0) + added.length > most.overrides)
      undo(refuse("invalid_value", `A schedule has at most ${most.overrides} overrides that are not over.`));
    for (const { from, until, insteadOf, ...one } of added) {
      await tx
        .insertInto("schedule_override")
        .values({ ...one, schedule, starts_at: from, ends_at: until, instead_of: insteadOf })
        .execute();
      const details = { from, until, insteadOf, ...one };
      await record(tx, by, { action: "override-added", subject: `schedule/${schedule}`, details, facts: [["schedule", schedule]] });
    }
    return { added: added.map(({ id }) => id) };
  });
}

/** Takes an override away; `mayRemove` is asked with its author. */
export function removeOverride(
  db: Db,
  by: By,
  which: { readonly schedule: string; readonly id: string; readonly mayRemove: (author: string | null) => boolean },
): Promise<{ readonly removed: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    const { schedule, id, mayRemove } = which;
    await lockSchedule(tx, schedule);
    const row = isUuid(id)
      ? await tx.selectFrom("schedule_override").selectAll().where("schedule", "=", schedule).where("id", "=", id).executeTakeFirst()
      : undefined;
    if (row === undefined) return undo(stale(false));
    if (!mayRemove(row.author)) undo(refuse("not_permitted", "Only an admin or whoever made this override removes it."));
    await tx.deleteFrom("schedule_override").where("id", "=", id).execute();
    await record(tx, by, { action: "override-removed", subject: `schedule/${schedule}`, details: { before: row }, facts: [["schedule", schedule]] });
    return { removed: id };
  });
}

/** The temporary plans of a schedule that end after an instant. */
export async function temporaryOf(db: Db, schedule: string, after: Instant): Promise<TemporaryRow[]> {
  const found = db.selectFrom("schedule_temporary").selectAll().where("schedule", "=", schedule).where("ends_at", ">", new Date(after));
  const rows = await found.orderBy("starts_at").orderBy("id").execute();
  return rows.map((row) => ({
    id: row.id,
    from: row.starts_at.toISOString(),
    until: row.ends_at.toISOString(),
    shifts: [...row.shifts],
    gapsConfirmed: row.gaps_confirmed,
    author: row.author,
    createdAt: row.created_at.toISOString(),
  }));
}

/** Adds a temporary plan; one that meets another in time is refused. */
export function addTemporary(db: Db, by: By, schedule: string, plan: Temporary & { readonly author: string }): Promise<{ readonly added: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    await lockSchedule(tx, schedule);
    await needPeopleIn(tx, plan.shifts);
    const others = await temporaryOf(tx, schedule, plan.from);
    if (others.some((other) => other.from < plan.until)) undo(refuse("invalid_value", "Another temporary plan stands in this time.", { pointer: "/from" }));
    const { rows } = await sql<{
      there: number;
    }>`select count(*)::int as there from schedule_temporary where schedule = ${schedule} and ends_at > now()`.execute(tx);
    if ((rows[0]?.there ?? 0) >= most.temporary) undo(refuse("invalid_value", `A schedule has at most ${most.temporary} temporary plans that are not over.`));
    const { id, from, until, gapsConfirmed, author } = plan;
    const times = { starts_at: from, ends_at: until, gaps_confirmed: gapsConfirmed };
    await tx
      .insertInto("schedule_temporary")
      .values({ id, schedule, author, ...times, shifts: JSON.stringify(plan.shifts) })
      .execute();
    await record(tx, by, { action: "temporary-plan-added", subject: `schedule/${schedule}`, details: plan, facts: [["schedule", schedule]] });
    return { added: id };
  });
}

/** Takes a temporary plan away: the rotations hold again. */
export function removeTemporary(db: Db, by: By, schedule: string, id: string): Promise<{ readonly removed: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    const before = (await temporaryOf(tx, schedule, "1970-01-01T00:00:00.000Z")).find((plan) => plan.id === id) ?? undo(stale(false));
    await tx.deleteFrom("schedule_temporary").where("id", "=", id).where("schedule", "=", schedule).execute();
    await record(tx, by, { action: "temporary-plan-removed", subject: `schedule/${schedule}`, details: { before }, facts: [["schedule", schedule]] });
    return { removed: id };
  });
}

/** Changes of one schedule wait for each other; one that is not there is refused. */
export async function lockSchedule(tx: Tx, schedule: string): Promise<void> {
  const row = await tx.selectFrom("schedule").select("key").where("key", "=", schedule).forUpdate().executeTakeFirst();
  if (row === undefined) undo(stale(false));
}

/** Refuses an override of somebody who is not here, or of a rotation the schedule has not. */
async function needHere(tx: Tx, { person, insteadOf, rotation }: Override): Promise<void> {
  for (const [pointer, id] of [
    ["/person", person],
    ["/insteadOf", insteadOf],
  ] as const) {
    if (id !== null && !(await isHere(tx, id, pointer === "/person"))) undo(refuse("invalid_value", "This person is not here, or has left.", { pointer }));
  }
  if (rotation === null) return;
  const found = await sql`select from schedule where definition -> 'rotations' @> ${JSON.stringify([{ id: rotation }])}::jsonb`.execute(tx);
  if (found.rows.length === 0) undo(refuse("invalid_value", "The schedule has no such rotation.", { pointer: "/rotation" }));
}

async function needPeopleIn(tx: Tx, shifts: readonly Shift[]): Promise<void> {
  const known = new Map<string, boolean>();
  for (const [place, { people }] of shifts.entries()) {
    for (const [at, id] of people.entries()) {
      const here = known.get(id) ?? (await isHere(tx, id, true));
      known.set(id, here);
      if (!here) undo(refuse("invalid_value", "This person is not here, or has left.", { pointer: `/shifts/${place}/people/${at}` }));
    }
  }
}

async function isHere(tx: Tx, id: string, active: boolean): Promise<boolean> {
  if (!isUuid(id)) return false;
  const row = await tx.selectFrom("person").select("active").where("id", "=", id).executeTakeFirst();
  return row !== undefined && (row.active || !active);
}
