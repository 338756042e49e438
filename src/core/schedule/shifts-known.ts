/** Which shifts people know of, and which are others than they knew. */
import { after, epochMs, type Instant } from "../kernel/time.ts";
import { spansByPerson } from "../oncall/own-shifts.ts";
import type { Schedule } from "../oncall/schedule.ts";
import { spanOf, written } from "../oncall/spans.ts";
import type { Watch } from "./slice.ts";

/** One person's shift. */
export type KnownShift = { readonly person: string; readonly from: Instant; readonly until: Instant };

/** What changed for one person: shifts they have now, shifts they have no more, each as `from/until`. */
export type ShiftChange = { readonly person: string; readonly now: readonly string[]; readonly gone: readonly string[] };

/** How far ahead people are told of changes. */
const reach = "P60D";

/** Short turns of many people would fill the log; of those the nearest are remembered. */
const most = 400;

/** Everybody's shifts in [from, until), the earliest first. */
export function shiftsIn(schedule: Schedule | null, from: Instant, until: Instant): readonly KnownShift[] {
  if (schedule === null || from >= until) return [];
  const all = [...spansByPerson(schedule, spanOf({ from, until }))].flatMap(([person, spans]) => spans.map((span) => ({ person, ...written(span) })));
  return all.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.person < b.person ? -1 : 1));
}

/** What everybody knows from `now` on, once they have been told. */
export function knownFrom(schedule: Schedule | null, now: Instant): Watch["known"] {
  const shifts = shiftsIn(schedule, now, after(now, reach));
  const until = shifts[most]?.from ?? after(now, reach);
  const kept = shifts.filter(({ from }) => from < until).map((shift) => ({ ...shift, until: shift.until < until ? shift.until : until }));
  return { since: now, until, shifts: kept };
}

/** The same shifts, as far as they lie after an instant. */
function cutAt(shifts: readonly KnownShift[], from: Instant): readonly KnownShift[] {
  return shifts.filter(({ until }) => until > from).map((shift) => (shift.from < from ? { ...shift, from } : shift));
}

/** What is different from what people know, from `from` on. */
export function changesSince(known: Watch["known"], schedule: Schedule | null, from: Instant): readonly ShiftChange[] {
  if (from >= known.until) return [];
  const keyOf = (shift: KnownShift) => `${shift.person} ${shift.from}/${shift.until}`;
  const [before, today] = [cutAt(known.shifts, from), shiftsIn(schedule, from, known.until)];
  const [had, has] = [new Set(before.map(keyOf)), new Set(today.map(keyOf))];
  const gone = before.filter((shift) => !has.has(keyOf(shift)));
  const fresh = today.filter((shift) => !had.has(keyOf(shift)));
  const times = (shifts: readonly KnownShift[], person: string) =>
    shifts.filter((shift) => shift.person === person).map((shift) => `${shift.from}/${shift.until}`);
  return [...new Set([...gone, ...fresh].map(({ person }) => person))]
    .sort()
    .map((person) => ({ person, now: times(fresh, person), gone: times(gone, person) }));
}

/** Whether it is time to remember further ahead: a quarter of what is known has passed. */
export function isShort({ since, until }: Watch["known"], now: Instant): boolean {
  const quarter = (epochMs(until) - epochMs(since)) / 4;
  return epochMs(now) - epochMs(since) >= quarter;
}
