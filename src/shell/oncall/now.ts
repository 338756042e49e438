/** Who is on call now, who is next, until when, and this week; and a person's own shifts, however far away. */
import { after, type Instant } from "../../core/kernel/time.ts";
import { shadowsBetween } from "../../core/oncall/lanes.ts";
import { onCallAt } from "../../core/oncall/on-call-at.ts";
import { type OwnShift, shiftsOf } from "../../core/oncall/own-shifts.ts";
import type { Schedule, Shift } from "../../core/oncall/schedule.ts";
import { nextChange, shiftsBetween } from "../../core/oncall/shifts.ts";
import { schedulesNow } from "../../store/directory/schedules.ts";
import type { Parts } from "../access/parts.ts";
import { namesIn } from "./names.ts";

/** How far is looked for the next people; beyond it the answer is "nobody else". */
const horizon = "P92D";

/** One schedule's answer, people by id. */
type Called = {
  readonly schedule: Schedule;
  readonly people: readonly string[];
  readonly until: Instant | null;
  readonly next: Shift | null;
  readonly week: readonly Shift[];
};

function calledIn(schedule: Schedule, now: Instant): Called {
  const until = nextChange(schedule, now, after(now, horizon));
  const following = until === null ? [] : shiftsBetween(schedule, until, after(until, horizon)).filter(({ people }) => people.length > 0);
  const week = shiftsBetween(schedule, now, after(now, "P7D")).filter(({ people }) => people.length > 0);
  return { schedule, people: onCallAt(schedule, now), until, next: following[0] ?? null, week };
}

/** Who is on call now and next, schedule by schedule (who now, who next, this week). */
export async function onCallNow(parts: Parts) {
  const now = await parts.now();
  const called = (await schedulesNow(parts.db)).map((schedule) => calledIn(schedule, now));
  const names = await namesIn(
    parts,
    called.map(({ people, next, week }) => [people, next?.people ?? [], week.map((shift) => shift.people)]),
  );
  const named = (people: readonly string[]) => people.map((id) => ({ id, name: names[id] ?? "" }));
  const shown = (shift: Shift) => ({ from: shift.from, until: shift.until, people: named(shift.people) });
  return {
    now,
    onCall: called.map(({ schedule, people, until, next, week }) => ({
      schedule: { id: schedule.id, name: schedule.title },
      zone: schedule.zone,
      people: named(people),
      until,
      next: next && shown(next),
      week: week.map(shown),
    })),
  };
}

/** A person's shift; `until` null goes on for longer than anybody looks. `beside` is whom they shadow. */
export type ShownShift = {
  readonly schedule: { readonly id: string; readonly name: string };
  readonly from: Instant;
  readonly until: Instant | null;
  readonly beside: string | null;
};

/** How much is looked through at a time, how far back for the beginning of a running shift, and how far at all. */
const look = { window: "P92D", back: "-P35D", most: "P5Y" };

/** A person's shifts from an instant on, page by page; `next` is where the next page begins, null at the end. */
export async function shiftsFrom(
  parts: Parts,
  person: string,
  asked: { readonly from: Instant | null; readonly cursor: Instant | null; readonly limit: number },
) {
  const now = await parts.now();
  const begin = asked.cursor ?? asked.from ?? now;
  const end = after(asked.from ?? now, look.most);
  const schedules = (await schedulesNow(parts.db)).filter((schedule) => JSON.stringify(schedule).includes(person));
  const found: ShownShift[] = [];
  let from = begin;
  while (found.length < asked.limit && from < end) {
    const until = earliest(after(from, look.window), end);
    found.push(...shiftsIn(schedules, person, { from, until, first: from === asked.from || (asked.cursor === null && from === begin) }));
    from = until;
  }
  return { shifts: found, names: await namesIn(parts, found), next: from < end && schedules.length > 0 ? from : null };
}

const earliest = (a: Instant, b: Instant) => (a < b ? a : b);

type Window = { readonly from: Instant; readonly until: Instant; readonly first: boolean };

/** Shifts that begin in a window (in the first one also those that run when it begins), each with its true end. */
function shiftsIn(schedules: readonly Schedule[], person: string, { from, until, first }: Window): ShownShift[] {
  const since = after(from, look.back);
  const begins = (shift: { readonly from: Instant; readonly until: Instant }) => shift.until > from && (shift.from >= from || (first && shift.from < from));
  const own = shiftsOf(person, schedules, since, until).filter(begins);
  const shadowed = schedules.flatMap((schedule) =>
    shadowsBetween(schedule, since, until)
      .filter((one) => one.person === person && begins(one))
      .map((one) => ({ schedule: schedule.id, ...one })),
  );
  const shown = [...own.map((shift) => ({ ...shift, beside: null, until: trueEnd(schedules, person, shift, until) })), ...shadowed].map(
    ({ schedule, from: at, until: to, beside }) => {
      const title = schedules.find(({ id }) => id === schedule)?.title ?? "";
      return { schedule: { id: schedule, name: title }, from: at, until: to, beside };
    },
  );
  return shown.sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** When a shift that touches the end of what was looked at really ends; null where it goes on for years. */
function trueEnd(schedules: readonly Schedule[], person: string, shift: OwnShift, edge: Instant): Instant | null {
  if (shift.until < edge) return shift.until;
  const schedule = schedules.filter(({ id }) => id === shift.schedule);
  for (const reach of ["P92D", "P2Y"]) {
    const far = after(edge, reach);
    const longer = shiftsOf(person, schedule, shift.from, far)[0];
    if (longer && longer.until < far) return longer.until;
  }
  return null;
}
