/** Shifts of a stretch of time: when who is on call, when the people change, and when nobody is. */
import { epochMs, type Instant, instantOf } from "../kernel/time.ts";
import { peopleAt } from "./on-call-at.ts";
import type { Rotation, Schedule, Shift } from "./schedule.ts";
import { courseOf, type Slot } from "./slots.ts";
import { cut, type Dated, type Span, spanOf, written } from "./spans.ts";
import { datesOf } from "./standing.ts";
import { dayMs } from "./zone-clock.ts";

/** A stretch of one turn in which its slot is on call. */
export type TurnSpan = Span & Slot;

/** A stretch in milliseconds with the people on call in it. */
export type PeopleSpan = Span & { readonly people: readonly string[] };

/** The stretches of a rotation's turns within a stretch, overrides and plans left aside; turns of nobody are left out. */
export function turnsWithin(rotation: Rotation, span: Span): readonly TurnSpan[] {
  const { turns, windows, rostersFrom, slotAt } = courseOf(rotation);
  const life = cut(span, { from: turns.first, until: turns.last });
  const found: TurnSpan[] = [];
  for (let at = life?.from ?? 0; life !== null && at < life.until; ) {
    const slot = slotAt(at);
    const ends = [turns.end(turns.at(at)), life.until, ...rostersFrom.filter((from) => from > at)];
    const piece = { from: at, until: Math.min(...ends) };
    if (slot && slot.people.length > 0) for (const open of windows.within(piece)) found.push({ ...open, ...slot });
    at = piece.until;
  }
  return found;
}

/** What of a schedule concerns a stretch; rotations stay whole. */
function concerning(schedule: Schedule, span: Span): Schedule {
  const { overrides, temporary, external } = datesOf(schedule);
  const near = <T>(list: readonly T[], dated: readonly Span[]) => list.filter((_, index) => cut(dated[index]!, span) !== null);
  return {
    ...schedule,
    overrides: near(schedule.overrides, overrides),
    temporary: near(schedule.temporary, temporary),
    external: near(schedule.external ?? [], external),
  };
}

/** Every instant of a stretch at which the people on call could change, its ends included, in order. */
export function boundaries(schedule: Schedule, span: Span): readonly number[] {
  const { overrides, temporary, external } = datesOf(schedule);
  const spans: readonly Span[] = [
    span,
    ...schedule.rotations.flatMap((rotation) => turnsWithin(rotation, span)),
    ...overrides,
    ...external,
    ...temporary.flatMap((plan) => [plan, ...plan.is]),
  ];
  const instants = new Set(spans.flatMap(({ from, until }) => [from, until]));
  return [...instants].filter((at) => span.from <= at && at <= span.until).sort((a, b) => a - b);
}

/** The final lane in milliseconds: the longest stretches with the same people in the same order, one after the other without a hole. */
export function finalSpans(schedule: Schedule, span: Span): readonly PeopleSpan[] {
  if (!(span.from < span.until)) return [];
  const near = concerning(schedule, span);
  const instants = boundaries(near, span);
  const found: { from: number; until: number; people: readonly string[] }[] = [];
  for (const [index, from] of instants.slice(0, -1).entries()) {
    const people = peopleAt(near, from);
    const last = found.at(-1);
    if (last && last.people.length === people.length && people.every((person, place) => person === last.people[place])) last.until = instants[index + 1]!;
    else found.push({ from, until: instants[index + 1]!, people });
  }
  return found;
}

/** Who is on call in [from, until): the longest stretches of the same people in the same order, without a hole; those of nobody have no people. */
export function shiftsBetween(schedule: Schedule, from: Instant, until: Instant): readonly Shift[] {
  return finalSpans(schedule, spanOf({ from, until })).map((span) => ({ ...written(span), people: [...span.people] }));
}

/** When nobody is on call in [from, until). */
export function gapsBetween(schedule: Schedule, from: Instant, until: Instant): readonly Dated[] {
  return finalSpans(schedule, spanOf({ from, until }))
    .filter(({ people }) => people.length === 0)
    .map(written);
}

/** The first instant after `after` and before `horizon` at which other people are on call than at `after`, their order left aside; null where there is none. */
export function nextChange(schedule: Schedule, after: Instant, horizon: Instant): Instant | null {
  const [start, last] = [epochMs(after), epochMs(horizon)];
  const set = (people: readonly string[]) => JSON.stringify([...people].sort());
  const now = set(peopleAt(schedule, start));
  // Most changes are near; so looking begins with a week and takes ever longer stretches.
  for (let from = start, length = 7 * dayMs; from < last; from += length, length *= 2) {
    const changed = finalSpans(schedule, { from, until: Math.min(from + length, last) }).find(({ people }) => set(people) !== now);
    if (changed) return instantOf(changed.from);
  }
  return null;
}
