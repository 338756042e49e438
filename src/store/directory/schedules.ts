/** Schedules as rows: their rotations as one definition with a version; overrides and the rest hang on them. */
import { CompiledQuery, sql } from "kysely";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import type { Rotation, Schedule } from "../../core/oncall/schedule.ts";
import { inTransaction, record, stale, undo } from "./change.ts";
import { keepPoliciesWhole } from "./escalations.ts";
import { allSchedulesSql, peopleOf, type ScheduleRow, scheduleFactSql, scheduleSinceSql, withoutGone } from "./schedule-fact.ts";
import { type By, type Db, isUuid, type Tx } from "./tables.ts";

/** A schedule as it is edited. */
export type ScheduleEntry = {
  readonly id: string;
  readonly title: string;
  readonly zone: string;
  readonly rotations: readonly Rotation[];
  readonly version: number;
};

/** What is written; what is absent stays. */
export type ScheduleFields = { readonly title?: string; readonly zone?: string; readonly rotations?: readonly Rotation[] };

const shown = sql`key as id, title, zone, definition -> 'rotations' as rotations, version`;

/** All schedules by title, at most 2,000. */
export async function scheduleEntries(db: Db): Promise<ScheduleEntry[]> {
  return (await sql<ScheduleEntry>`select ${shown} from schedule order by lower(title), key limit 2000`.execute(db)).rows;
}

/** One schedule as it is edited, or null. */
export async function scheduleEntry(db: Db, key: string): Promise<ScheduleEntry | null> {
  return (await sql<ScheduleEntry>`select ${shown} from schedule where key = ${key}`.execute(db)).rows[0] ?? null;
}

/** A schedule as it counts now, exactly as the engine reads it; null where there is none. */
export async function scheduleNow(db: Db, key: string): Promise<Schedule | null> {
  const row = (await ask(db, scheduleFactSql, [key]))[0];
  return row === undefined ? null : withoutGone(row);
}

/** All schedules as they count now. */
export async function schedulesNow(db: Db): Promise<Schedule[]> {
  return (await ask(db, allSchedulesSql, [])).map(withoutGone);
}

/** A schedule with everything that ended after an instant, also of people who have left since: for looking back. */
export async function scheduleSince(db: Db, key: string, since: string): Promise<Schedule | null> {
  const row = (await ask(db, scheduleSinceSql, [key, since]))[0];
  if (row === undefined) return null;
  const { gone: _gone, ...schedule } = row;
  return schedule;
}

async function ask(db: Db, text: string, values: readonly string[]): Promise<readonly ScheduleRow[]> {
  return (await db.executeQuery<ScheduleRow>(CompiledQuery.raw(text, [...values]))).rows;
}

/** Adds a schedule. A taken key, and people who are not here, are refused. */
export function addSchedule(db: Db, by: By, added: { readonly key: string } & Required<ScheduleFields>): Promise<ScheduleEntry | Refusal> {
  return inTransaction(db, async (tx) => {
    await needPeople(tx, added.rotations, []);
    const definition = JSON.stringify({ rotations: added.rotations });
    await tx.insertInto("schedule").values({ key: added.key, title: added.title, zone: added.zone, definition }).execute();
    const entry = (await scheduleEntry(tx, added.key))!;
    await record(tx, by, { action: "schedule-added", subject: `schedule/${added.key}`, details: entry, facts: [["schedule", added.key]] });
    return entry;
  });
}

/** Changes the fields that are given, where the schedule still has that version. */
export function changeSchedule(
  db: Db,
  by: By,
  which: { readonly key: string; readonly version: number },
  fields: ScheduleFields,
): Promise<ScheduleEntry | Refusal> {
  return inTransaction(db, async (tx) => {
    const before = (await scheduleEntry(tx, which.key)) ?? undo(stale(false));
    if (fields.rotations) await needPeople(tx, fields.rotations, peopleOf(before.rotations));
    const changed = await tx
      .updateTable("schedule")
      .set({
        title: fields.title,
        zone: fields.zone,
        definition: fields.rotations && JSON.stringify({ rotations: fields.rotations }),
        version: which.version + 1,
      })
      .where("key", "=", which.key)
      .where("version", "=", which.version)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) undo(stale(true));
    const after = (await scheduleEntry(tx, which.key))!;
    await record(tx, by, { action: "schedule-changed", subject: `schedule/${which.key}`, details: { before, after }, facts: [["schedule", which.key]] });
    return after;
  });
}

/** Removes a schedule with everything that hangs on it, where it still has that version. */
export function removeSchedule(db: Db, by: By, which: { readonly key: string; readonly version: number }): Promise<{ readonly removed: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    const before = (await scheduleEntry(tx, which.key)) ?? undo(stale(false));
    await keepPoliciesWhole(tx, { schedule: which.key });
    const { numDeletedRows } = await tx.deleteFrom("schedule").where("key", "=", which.key).where("version", "=", which.version).executeTakeFirst();
    if (numDeletedRows === 0n) undo(stale(true));
    await record(tx, by, { action: "schedule-removed", subject: `schedule/${which.key}`, details: { before }, facts: [["schedule", which.key]] });
    return { removed: which.key };
  });
}

/** Refuses people who do not exist; and who has left, but where they stood already. Points at the slot. */
async function needPeople(tx: Tx, rotations: readonly Rotation[], already: readonly string[]): Promise<void> {
  const ids = [...new Set([...peopleOf(rotations), ...rotations.flatMap(({ shadows }) => [...Object.keys(shadows), ...Object.values(shadows)])])];
  const known = ids.filter(isUuid);
  const rows = known.length === 0 ? [] : await tx.selectFrom("person").select(["id", "active"]).where("id", "in", known).execute();
  const active = new Map(rows.map((row) => [row.id, row.active]));
  const wrong = (id: string) => active.get(id) === undefined || (active.get(id) === false && !already.includes(id));
  for (const [place, rotation] of rotations.entries()) {
    const pointer = pointerTo(rotation, wrong);
    if (pointer !== null) undo(refuse("invalid_value", "This person is not here, or has left.", { pointer: `/rotations/${place}${pointer}` }));
  }
}

function pointerTo({ rosters, shadows }: Rotation, wrong: (id: string) => boolean): string | null {
  for (const [at, roster] of rosters.entries()) {
    for (const [turn, slot] of roster.slots.entries()) {
      const place = slot.findIndex(wrong);
      if (place >= 0) return `/rosters/${at}/slots/${turn}/${place}`;
    }
  }
  const shadow = Object.entries(shadows).find(([leader, follower]) => wrong(leader) || wrong(follower));
  return shadow === undefined ? null : `/shadows/${shadow[0]}`;
}

/** The rotation of a schedule that is a list of people, all of them on call at once. */
export function everybody(people: readonly string[], zone: string): Rotation[] {
  if (people.length === 0) return [];
  const begins = "2024-01-01T09:00";
  return [
    {
      ...{ id: "everybody", name: "Everybody", zone, begins, ends: null, every: { n: 1, unit: "week" as const }, advance: "active" as const },
      ...{ restrictions: [], shadows: {} },
      rosters: [{ from: begins, slots: [[...people]], startsWith: 0 }],
    },
  ];
}
