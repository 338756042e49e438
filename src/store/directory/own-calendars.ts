/** People's own calendars and the meetings read from them. What was read last stays when reading fails. */
import { sql } from "kysely";
import type { Refusal } from "../../core/kernel/refusal.ts";
import type { Instant } from "../../core/kernel/time.ts";
import { inTransaction, record, stale, undo } from "./change.ts";
import { type By, type Db, isUuid, type Tx } from "./tables.ts";

/** A calendar as it stands; `url` is sealed, null for a file. */
export type OwnCalendar = {
  readonly person: string;
  readonly url: string | null;
  readonly fetchedAt: Instant | null;
  readonly triedAt: Instant | null;
  readonly problem: string | null;
  readonly version: number;
};

/** A meeting as it was read. `recurrence` is the occurrence as its calendar counts it, empty where it does not recur; addresses may be empty. */
export type ReadMeeting = {
  readonly uid: string;
  readonly recurrence: string;
  readonly sequence: number;
  readonly title: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly organiserName: string;
  readonly organiserAddress: string;
  readonly attendee: string;
};

/** What a reading brought, or why it brought nothing. */
export type MeetingsRead = { readonly meetings: readonly ReadMeeting[] } | { readonly failed: string };

/** A person's calendar, or null. */
export async function calendarOfPerson(db: Db, person: string): Promise<OwnCalendar | null> {
  const row = await db.selectFrom("own_calendar").selectAll().where("person", "=", person).executeTakeFirst();
  if (row === undefined) return null;
  const { fetched_at, tried_at, ...rest } = row;
  return { ...rest, fetchedAt: fetched_at?.toISOString() ?? null, triedAt: tried_at?.toISOString() ?? null };
}

/** The meetings of a person that are not over, the soonest first. */
export async function meetingsAhead(db: Db, person: string, now: Instant): Promise<(ReadMeeting & { readonly id: string })[]> {
  const rows = await db
    .selectFrom("meeting")
    .selectAll()
    .where("person", "=", person)
    .where("ends_at", ">", new Date(now))
    .orderBy("starts_at")
    .orderBy("id")
    .limit(200)
    .execute();
  return rows.map(meetingOf);
}

/** One meeting with its person, or null. */
export async function meetingById(db: Db, id: string): Promise<(ReadMeeting & { readonly id: string; readonly person: string; readonly name: string }) | null> {
  if (!isUuid(id)) return null;
  const row = await db
    .selectFrom("meeting")
    .innerJoin("person", "person.id", "meeting.person")
    .selectAll("meeting")
    .select("person.name as name")
    .where("meeting.id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : { ...meetingOf(row), person: row.person, name: row.name };
}

type Row = {
  readonly id: string;
  readonly uid: string;
  readonly recurrence: string;
  readonly sequence: number;
  readonly title: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly organiser_name: string;
  readonly organiser_address: string;
  readonly attendee: string;
};

const meetingOf = ({ id, uid, recurrence, sequence, title, starts_at, ends_at, organiser_name, organiser_address, attendee }: Row) => ({
  ...{ id, uid, recurrence, sequence, title, attendee },
  ...{ from: starts_at.toISOString(), until: ends_at.toISOString(), organiserName: organiser_name, organiserAddress: organiser_address },
});

/** Sets a person's calendar and what was read from it, in one. */
export function putCalendar(
  db: Db,
  by: By,
  put: { readonly person: string; readonly url: string | null; readonly read: readonly ReadMeeting[] },
  made: { readonly now: Instant; readonly id: () => string },
): Promise<OwnCalendar | Refusal> {
  return inTransaction(db, async (tx) => {
    const { person, url, read } = put;
    const values = { url, problem: null, fetched_at: made.now, tried_at: made.now };
    await tx
      .insertInto("own_calendar")
      .values({ person, ...values })
      .onConflict((at) => at.column("person").doUpdateSet({ ...values, version: sql`own_calendar.version + 1` }))
      .execute();
    await writeMeetings(tx, person, read, made);
    const details = { kind: url === null ? "file" : "address", meetings: read.length };
    await record(tx, by, { action: "own-calendar-set", subject: `person/${person}`, details, facts: [["meetings", person]] });
    return (await calendarOfPerson(tx, person))!;
  });
}

/** Notes what a later reading brought; only meetings that differ are a new version of the fact. */
export async function noteMeetings(
  db: Db,
  by: By,
  person: string,
  { read, now, id }: { readonly read: MeetingsRead; readonly now: Instant; readonly id: () => string },
): Promise<void> {
  const done = await inTransaction(db, async (tx) => {
    await tx.selectFrom("own_calendar").select("person").where("person", "=", person).forUpdate().execute();
    const before = (await calendarOfPerson(tx, person)) ?? undo(stale(false));
    const at = tx.updateTable("own_calendar").where("person", "=", person);
    if ("failed" in read) {
      await at.set({ tried_at: now, problem: read.failed }).execute();
      if (before.problem !== read.failed)
        await record(tx, by, { action: "own-calendar-failed", subject: `person/${person}`, details: { problem: read.failed } });
      return { noted: true };
    }
    await at.set({ tried_at: now, problem: null }).execute();
    if (!(await writeMeetings(tx, person, read.meetings, { now, id }))) return { noted: true };
    await tx.updateTable("own_calendar").where("person", "=", person).set({ fetched_at: now }).execute();
    const details = { meetings: read.meetings.length };
    await record(tx, by, { action: "own-calendar-changed", subject: `person/${person}`, details, facts: [["meetings", person]] });
    return { noted: true };
  });
  if ("refused" in done && done.code !== "not_found") throw new Error(done.detail);
}

const keyOf = ({ uid, recurrence, from }: Pick<ReadMeeting, "uid" | "recurrence" | "from">) => JSON.stringify([uid, recurrence, from]);

/** Makes the rows what was read; what is over stays for those who were told of it. True where anything differs. */
async function writeMeetings(
  tx: Tx,
  person: string,
  read: readonly ReadMeeting[],
  made: { readonly now: Instant; readonly id: () => string },
): Promise<boolean> {
  const before = new Map((await meetingsAhead(tx, person, made.now)).map((one) => [keyOf(one), one]));
  const wanted = new Map(read.map((one) => [keyOf(one), one]));
  const gone = [...before].filter(([key]) => !wanted.has(key)).map(([, { id }]) => id);
  const changed = [...wanted].filter(([key, one]) => JSON.stringify(shown(one)) !== JSON.stringify(before.has(key) ? shown(before.get(key)!) : null));
  if (gone.length > 0) await tx.deleteFrom("meeting").where("id", "in", gone).execute();
  for (const [, one] of changed) {
    const { uid, recurrence, sequence, title, from, until, organiserName, organiserAddress, attendee } = one;
    const values = { sequence, title, ends_at: until, organiser_name: organiserName, organiser_address: organiserAddress, attendee };
    await tx
      .insertInto("meeting")
      .values({ id: made.id(), person, uid, recurrence, starts_at: from, ...values })
      .onConflict((at) => at.columns(["person", "uid", "recurrence", "starts_at"]).doUpdateSet(values))
      .execute();
  }
  return gone.length + changed.length > 0;
}

const shown = ({ uid, recurrence, sequence, title, from, until, organiserName, organiserAddress, attendee }: ReadMeeting) => [
  ...[uid, recurrence, sequence, title, from, until],
  ...[organiserName, organiserAddress, attendee],
];

/** Takes a person's calendar away, and every meeting that was read from it. */
export function removeCalendar(db: Db, by: By, person: string): Promise<{ readonly removed: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom("own_calendar").where("person", "=", person).executeTakeFirst();
    if (numDeletedRows === 0n) undo(stale(false));
    await tx.deleteFrom("meeting").where("person", "=", person).execute();
    await record(tx, by, { action: "own-calendar-removed", subject: `person/${person}`, facts: [["meetings", person]] });
    return { removed: person };
  });
}

/** People whose calendar was not tried for so many minutes; each is handed to one node, by marking it as tried. */
export async function claimStaleCalendars(db: Db, now: Instant, minutes: number): Promise<string[]> {
  const { rows } = await sql<{ person: string }>`update own_calendar set tried_at = ${now} where person in (
    select person from own_calendar where url is not null and (tried_at is null or tried_at <= ${now}::timestamptz - make_interval(mins => ${minutes}))
    order by tried_at nulls first limit 20 for update skip locked) returning person`.execute(db);
  return rows.map(({ person }) => person);
}
