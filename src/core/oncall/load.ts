/** What being on call costs people: hours, nights, weekends and public holidays by their own clock. The base of the pay report. */
import type { Hours } from "../kernel/house-facts.ts";
import type { Instant } from "../kernel/time.ts";
import { type Calendar, holidayOn } from "./local-time.ts";
import { spansByPerson } from "./own-shifts.ts";
import type { Schedule } from "./schedule.ts";
import { cut, joined, lengthOf, type Span, spanOf } from "./spans.ts";
import { clockOf, dateOf, dayMs, type Local, timeOfDay, weekdayOf, type ZoneClock } from "./zone-clock.ts";

/** By whose clock and calendar a person's time is judged: the zone, the quiet hours (which are the night), the region of holidays. */
export type LoadClock = { readonly hours: Hours; readonly calendar: Calendar | null };

/** A person's time on call. Hours of several kinds count in each: a holiday's night is night and holiday. Counts are of nights, weekends and holidays touched. */
export type Load = {
  readonly person: string;
  readonly hours: number;
  readonly nightHours: number;
  readonly nights: number;
  readonly weekendHours: number;
  readonly weekends: number;
  readonly holidayHours: number;
  readonly holidays: number;
};

/** The load of everybody on call in [from, until), by person. Time in two schedules at once counts once. `clockFor` answers for anybody, also for those who have left. */
export function loadOf(
  schedules: readonly Schedule[],
  span: { readonly from: Instant; readonly until: Instant },
  clockFor: (person: string) => LoadClock,
): readonly Load[] {
  const people = new Map<string, readonly Span[]>();
  for (const schedule of schedules)
    for (const [person, spans] of spansByPerson(schedule, spanOf(span))) people.set(person, joined([...(people.get(person) ?? []), ...spans]));
  return [...people].map(([person, spans]) => loadOn(person, spans, clockFor(person))).sort((a, b) => (a.person < b.person ? -1 : 1));
}

const hoursIn = (spans: readonly Span[]) => lengthOf(spans) / 3_600_000;

function loadOn(person: string, spans: readonly Span[], { hours, calendar }: LoadClock): Load {
  const clock = clockOf(hours.zone);
  const [from, until] = hours.quiet.map(timeOfDay) as [number, number];
  const reach = until > from ? until : until + dayMs;
  const whole = (day: Local) => realSpan(clock, day, day + dayMs);
  const night = partsOf(clock, spans, (day) => (from === until ? null : realSpan(clock, day + from, day + reach)));
  const weekend = partsOf(clock, spans, (day) => (weekdayOf(day) >= 6 ? whole(day) : null));
  const holiday = partsOf(clock, spans, (day) => (holidayOn(hours, calendar, dateOf(day)) === null ? null : whole(day)));
  return {
    person,
    hours: hoursIn(spans),
    nightHours: hoursIn([...night.values()].flat()),
    nights: night.size,
    weekendHours: hoursIn([...weekend.values()].flat()),
    // A weekend is known by its Saturday.
    weekends: new Set([...weekend.keys()].map((day) => (weekdayOf(day) === 6 ? day : day - dayMs))).size,
    holidayHours: hoursIn([...holiday.values()].flat()),
    holidays: holiday.size,
  };
}

function realSpan(clock: ZoneClock, from: Local, until: Local): Span {
  return { from: clock.instantOf(from), until: clock.instantOf(until) };
}

/** Per local day (its midnight) the parts of stretches that lie within what `belongs` to it; days without any are left out. */
function partsOf(clock: ZoneClock, spans: readonly Span[], belongs: (day: Local) => Span | null): ReadonlyMap<Local, readonly Span[]> {
  const found = new Map<Local, Span[]>();
  for (const span of spans) {
    // From the day before, whose night may reach into the stretch.
    const first = Math.floor(clock.localAt(span.from) / dayMs - 1) * dayMs;
    for (let day = first; day <= clock.localAt(span.until - 1); day += dayMs) {
      const own = belongs(day);
      const part = own && cut(span, own);
      if (part) found.set(day, [...(found.get(day) ?? []), part]);
    }
  }
  return found;
}
