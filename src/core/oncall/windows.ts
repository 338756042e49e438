/** The hours and weekdays to which a rotation is restricted. */
import type { Rotation } from "./schedule.ts";
import { cut, holds, joined, type Span } from "./spans.ts";
import { dayMs, type Local, timeOfDay, weekdayOf, type ZoneClock } from "./zone-clock.ts";

/** One restriction: weekdays (1 Monday … 7 Sunday) of its beginning, milliseconds after midnight, length in milliseconds up to a day. */
type Rule = { readonly days: ReadonlySet<number>; readonly opens: number; readonly length: number };

/**
 * When a rotation is in force. A restriction opens on its days at `from` and closes at `to`, on the next day where that is not later than `from`
 * (so `from` = `to` is a whole day). Both ends are read by the wall clock of the zone. Without any restriction it is always open.
 */
export type Windows = {
  readonly always: boolean;
  readonly openAt: (at: number) => boolean;
  /** The open stretches within a stretch, in order. */
  readonly within: (span: Span) => readonly Span[];
  /** Whether by the wall clock alone anything is open between two local times. */
  readonly touches: (from: Local, until: Local) => boolean;
  /** Whether anything opens or closes in [from, until) of the wall clock. */
  readonly edgesIn: (from: Local, until: Local) => boolean;
};

/** The windows of a rotation's restrictions. */
export function windowsOf(clock: ZoneClock, restrictions: Rotation["restrictions"]): Windows {
  const rules = restrictions.map(ruleOf);
  const real = (span: Span): Span[] =>
    [...openings(rules, span.from + clock.around(span.from).least, span.until + clock.around(span.until).most)].map(({ from, until }) => ({
      from: clock.instantOf(from),
      until: clock.instantOf(until),
    }));
  const always = rules.length === 0;
  return {
    always,
    openAt: (at) => always || real({ from: at, until: at }).some((window) => holds(window, at)),
    within: (span) => (always ? joined([span]) : joined(real(span).flatMap((window) => cut(window, span) ?? []))),
    touches: (from, until) => always || until - from > 8 * dayMs || some(openings(rules, from, until), (window) => cut(window, { from, until }) !== null),
    edgesIn: (from, until) => some(openings(rules, from, until), (window) => holds({ from, until }, window.from) || holds({ from, until }, window.until)),
  };
}

function ruleOf({ days, from, to }: Rotation["restrictions"][number]): Rule {
  const opens = timeOfDay(from);
  const length = timeOfDay(to) - opens;
  return { days: new Set(days), opens, length: length > 0 ? length : length + dayMs };
}

/** Local stretches of restrictions that could touch a local stretch, from the day before, whose windows may reach over midnight. */
function* openings(rules: readonly Rule[], from: Local, until: Local): Generator<Span> {
  for (let day = (Math.floor(from / dayMs) - 1) * dayMs; day <= until; day += dayMs)
    for (const { days, opens, length } of rules) if (days.has(weekdayOf(day))) yield { from: day + opens, until: day + opens + length };
}

function some(spans: Iterable<Span>, test: (span: Span) => boolean): boolean {
  for (const span of spans) if (test(span)) return true;
  return false;
}
