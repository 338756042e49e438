/** The people of schedules, each with their own stretches on call, however far away. */
import type { Instant } from "../kernel/time.ts";
import type { Schedule } from "./schedule.ts";
import { finalSpans } from "./shifts.ts";
import { cut, type Dated, joined, type Span, spanOf, written } from "./spans.ts";

/** A person's shift in a schedule; those that touch are one. */
export type OwnShift = Dated & { readonly schedule: string };

/** Everybody on call in a stretch with when they are, whoever else is; stretches that touch are one. */
export function spansByPerson(schedule: Schedule, span: Span): ReadonlyMap<string, readonly Span[]> {
  const found = new Map<string, Span[]>();
  for (const { people, from, until } of finalSpans(schedule, span))
    for (const person of people) found.set(person, [...(found.get(person) ?? []), { from, until }]);
  return new Map([...found].map(([person, spans]) => [person, joined(spans)]));
}

/** A person's shifts in any schedules in [from, until), the earliest first. */
export function shiftsOf(person: string, schedules: readonly Schedule[], from: Instant, until: Instant): readonly OwnShift[] {
  const span = spanOf({ from, until });
  const own = schedules.flatMap((schedule) => (spansByPerson(schedule, span).get(person) ?? []).map((one) => ({ schedule: schedule.id, ...one })));
  return own.sort((a, b) => a.from - b.from).map((one) => ({ schedule: one.schedule, ...written(one) }));
}

/** Somebody on call in two schedules at once: perhaps meant, perhaps one pair of hands too few. */
export type Overlap = Dated & { readonly person: string; readonly schedules: readonly [string, string] };

/** Who is on call in two schedules at once in [from, until), the earliest first. */
export function overlapsBetween(schedules: readonly Schedule[], from: Instant, until: Instant): readonly Overlap[] {
  const all = schedules.map(({ id }, index) => ({ id, people: spansByPerson(schedules[index]!, spanOf({ from, until })) }));
  const pairs = all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other] as const));
  const found = pairs.flatMap(([one, other]) =>
    [...one.people].flatMap(([person, spans]) =>
      shared(spans, other.people.get(person) ?? []).map((span) => ({ person, schedules: [one.id, other.id] as const, ...written(span) })),
    ),
  );
  return found.sort((a, b) => (a.from < b.from ? -1 : 1));
}

function shared(some: readonly Span[], others: readonly Span[]): readonly Span[] {
  return some.flatMap((one) => others.flatMap((other) => cut(one, other) ?? []));
}

/** Somebody on call for longer than is good without a break long enough to count. */
export type Unbroken = Dated & { readonly person: string; readonly hours: number };

/**
 * Who is on call for more than `hours` on end, over all schedules together, in [from, until). A pause shorter than `restHours` is no break and counts
 * with the time around it. A stretch that begins before `from` is counted from there.
 */
export function unbrokenBetween(
  schedules: readonly Schedule[],
  limit: { readonly hours: number; readonly restHours: number },
  from: Instant,
  until: Instant,
): readonly Unbroken[] {
  const people = new Map<string, Span[]>();
  for (const schedule of schedules)
    for (const [person, spans] of spansByPerson(schedule, spanOf({ from, until }))) people.set(person, [...(people.get(person) ?? []), ...spans]);
  const rest = limit.restHours * 3_600_000;
  const found = [...people].flatMap(([person, spans]) =>
    // Shorter pauses close when every stretch reaches on into what should be rest.
    joined(spans.map((span) => ({ from: span.from, until: span.until + Math.max(rest - 1, 0) })))
      .map((span) => ({ from: span.from, until: span.until - Math.max(rest - 1, 0) }))
      .map((span) => ({ person, hours: (span.until - span.from) / 3_600_000, ...written(span) })),
  );
  return found.filter(({ hours }) => hours > limit.hours).sort((a, b) => (a.from < b.from ? -1 : 1));
}
