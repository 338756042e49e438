/** A person's own clock: windows of the day and week in their zone, across changes of daylight saving time. */
import { Temporal } from "temporal-polyfill";
import type { Hours } from "../kernel/facts.ts";
import type { Instant } from "../kernel/time.ts";

const wall = (time: string) => Temporal.PlainTime.from(time);
const instant = (zoned: Temporal.ZonedDateTime): Instant => new Date(zoned.epochMilliseconds).toISOString();

/** The local date and time of an instant. */
function localTime(at: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone);
}

/** Whether quiet hours hold at an instant; the first minute is quiet, the last is not. */
export function isQuiet(hours: Hours, at: Instant): boolean {
  const now = localTime(at, hours.zone).toPlainTime();
  const [from, to] = [wall(hours.quiet[0]), wall(hours.quiet[1])];
  const begun = Temporal.PlainTime.compare(now, from) >= 0;
  const over = Temporal.PlainTime.compare(now, to) >= 0;
  if (Temporal.PlainTime.compare(from, to) === 0) return false;
  return Temporal.PlainTime.compare(from, to) < 0 ? begun && !over : begun || !over;
}

/** The first instant from `at` on that is not in quiet hours. */
export function quietEnds(hours: Hours, at: Instant): Instant {
  if (!isQuiet(hours, at)) return at;
  const here = localTime(at, hours.zone);
  const end = here.withPlainTime(wall(hours.quiet[1]));
  return instant(Temporal.ZonedDateTime.compare(end, here) > 0 ? end : end.add({ days: 1 }));
}

/** The first instant from `at` on within working hours; null where the person never works. */
export function workBegins(hours: Hours, at: Instant): Instant | null {
  const here = localTime(at, hours.zone);
  for (let day = 0; day <= 7; day++) {
    const date = here.add({ days: day });
    const span = hours.working[date.dayOfWeek];
    if (!span) continue;
    const [opens, closes] = [date.withPlainTime(wall(span[0])), date.withPlainTime(wall(span[1]))];
    if (day === 0 && Temporal.ZonedDateTime.compare(here, closes) >= 0) continue;
    return instant(day === 0 && Temporal.ZonedDateTime.compare(here, opens) >= 0 ? here : opens);
  }
  return null;
}
