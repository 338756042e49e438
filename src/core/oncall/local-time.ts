/** A person's own clock: windows of the day and week in their zone, across changes of daylight saving time and public holidays. */
import type { FactKinds } from "../kernel/facts.ts";
import type { Hours } from "../kernel/house-facts.ts";
import { epochMs, type Instant, instantOf } from "../kernel/time.ts";
import { holds, type Span } from "./spans.ts";
import { clockOf, dateOf, dayMs, type Local, timeOfDay, weekdayOf, type ZoneClock } from "./zone-clock.ts";

/** The public holidays of a region. */
export type Calendar = FactKinds["calendar"];

/** How far ahead working hours are looked for: longer than any row of holidays. */
const lookAheadDays = 60;

/** Whether quiet hours hold at an instant; the first minute is quiet, the last is not. The wall clock alone decides, so an hour that comes twice is quiet twice. */
export function isQuiet(hours: Hours, at: Instant): boolean {
  return quietAt(hours, clockOf(hours.zone), epochMs(at));
}

function quietAt({ quiet }: Hours, clock: ZoneClock, at: number): boolean {
  const [from, until] = [timeOfDay(quiet[0]), timeOfDay(quiet[1])];
  const now = clock.localAt(at) - midnightOf(clock.localAt(at));
  return from <= until ? from <= now && now < until : now >= from || now < until;
}

/** The first instant from `at` on that is not in quiet hours. */
export function quietEnds(hours: Hours, at: Instant): Instant {
  const clock = clockOf(hours.zone);
  const now = epochMs(at);
  if (!quietAt(hours, clock, now)) return at;
  const today = midnightOf(clock.localAt(now));
  const offsets = [now, now + dayMs].flatMap((one) => Object.values(clock.around(one)));
  // Quiet ends when clocks show its end, by whatever offset near a change, or when they are put past it; where they skip just that, a day later.
  const ends = [today, today + dayMs, today + 2 * dayMs].flatMap((day) => offsets.map((offset) => day + timeOfDay(hours.quiet[1]) - offset));
  const changes = clock.changes(now, now + 2 * dayMs).map((change) => change.at);
  const end = [...ends, ...changes].sort((a, b) => a - b).find((one) => one > now && !quietAt(hours, clock, one));
  return end === undefined ? at : instantOf(end);
}

/** The first instant from `at` on in quiet hours; null where there are none. */
export function quietBegins(hours: Hours, at: Instant): Instant | null {
  const clock = clockOf(hours.zone);
  const now = epochMs(at);
  if (quietAt(hours, clock, now)) return at;
  const today = midnightOf(clock.localAt(now));
  const offsets = [now, now + dayMs].flatMap((one) => Object.values(clock.around(one)));
  // Quiet begins when clocks show its beginning, by whatever offset near a change, or when they are put into it.
  const begins = [today, today + dayMs, today + 2 * dayMs].flatMap((day) => offsets.map((offset) => day + timeOfDay(hours.quiet[0]) - offset));
  const changes = clock.changes(now, now + 2 * dayMs).map((change) => change.at);
  const begin = [...begins, ...changes].sort((a, b) => a - b).find((one) => one > now && quietAt(hours, clock, one));
  return begin === undefined ? null : instantOf(begin);
}

/** The name of the holiday on a local date (`2026-12-25`) where the person's region has one; null otherwise. */
export function holidayOn({ holidays }: Hours, calendar: Calendar | null, date: string): string | null {
  return calendar !== null && calendar.region === holidays ? (calendar.holidays[date] ?? null) : null;
}

/**
 * The first instant from `at` on within working hours; null where the person works on none of the next 60 days. With the fact `calendar` of their region
 * its public holidays are free. A day's hours whose end is not later than their beginning end on the next day.
 */
export function workBegins(hours: Hours, at: Instant, calendar: Calendar | null = null): Instant | null {
  const clock = clockOf(hours.zone);
  const now = epochMs(at);
  const today = midnightOf(clock.localAt(now));
  for (let day = today - dayMs; day <= today + lookAheadDays * dayMs; day += dayMs) {
    const span = workingOn(hours, clock, day, calendar);
    if (span && span.until > now) return span.from > now ? instantOf(span.from) : at;
  }
  return null;
}

/** When the working day ends that an instant lies in, or else the next one; null where the person works on none of the next 60 days. */
export function workEnds(hours: Hours, at: Instant, calendar: Calendar | null = null): Instant | null {
  const clock = clockOf(hours.zone);
  const now = epochMs(at);
  const today = midnightOf(clock.localAt(now));
  for (let day = today - dayMs; day <= today + lookAheadDays * dayMs; day += dayMs) {
    const span = workingOn(hours, clock, day, calendar);
    if (span && span.until > now) return instantOf(span.until);
  }
  return null;
}

/** When the first working day ends that begins on a later local date than the instant's, or the `nth`; null where the next 60 days have no such day. */
export function nextWorkEnds(hours: Hours, at: Instant, calendar: Calendar | null = null, nth = 1): Instant | null {
  const clock = clockOf(hours.zone);
  const today = midnightOf(clock.localAt(epochMs(at)));
  let left = nth;
  for (let day = today + dayMs; day <= today + lookAheadDays * dayMs; day += dayMs) {
    const span = workingOn(hours, clock, day, calendar);
    if (span) left -= 1;
    if (span && left === 0) return instantOf(span.until);
  }
  return null;
}

/** Whether an instant lies in working hours; public holidays of the fact `calendar`, where it is the person's region's, are free. */
export function isWorking(hours: Hours, at: Instant, calendar: Calendar | null = null): boolean {
  const clock = clockOf(hours.zone);
  const now = epochMs(at);
  const today = midnightOf(clock.localAt(now));
  return [today - dayMs, today].some((day) => {
    const span = workingOn(hours, clock, day, calendar);
    return span !== null && holds(span, now);
  });
}

function workingOn(hours: Hours, clock: ZoneClock, day: Local, calendar: Calendar | null): Span | null {
  const written = hours.working[weekdayOf(day)];
  if (!written || holidayOn(hours, calendar, dateOf(day)) !== null) return null;
  const [opens, closes] = [timeOfDay(written[0]), timeOfDay(written[1])];
  const span = { from: clock.instantOf(day + opens), until: clock.instantOf(day + closes + (closes > opens ? 0 : dayMs)) };
  return span.from < span.until ? span : null;
}

function midnightOf(local: Local): Local {
  return Math.floor(local / dayMs) * dayMs;
}
