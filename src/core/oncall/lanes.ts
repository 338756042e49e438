/** A schedule laid out for a calendar: each rotation, temporary plans, external calendar, overrides, and what comes of them. */
import type { Instant } from "../kernel/time.ts";
import type { Override, Rotation, Schedule, Shift, Temporary } from "./schedule.ts";
import { boundaries, shiftsBetween, turnsWithin } from "./shifts.ts";
import { courseOf } from "./slots.ts";
import { cut, type Dated, joined, type Span, spanOf, written } from "./spans.ts";
import { standingAt } from "./standing.ts";

/** A whole shift of a rotation, also where it reaches out of the stretch asked for: the turn counted from 0, and its slot in the roster. */
export type RotationShift = Dated & { readonly people: readonly string[]; readonly turn: number; readonly slot: number };

/** The lanes of a schedule; only `final` is cut to the stretch asked for, and only it knows of overrides and plans. */
export type Lanes = {
  readonly rotations: readonly { readonly id: string; readonly name: string; readonly shifts: readonly RotationShift[] }[];
  readonly temporary: readonly (Temporary & { readonly gaps: readonly Dated[] })[];
  readonly external: readonly Shift[];
  readonly overrides: readonly Override[];
  readonly final: readonly Shift[];
};

/** Everything of a schedule that touches [from, until), lane by lane. */
export function lanesBetween(schedule: Schedule, from: Instant, until: Instant): Lanes {
  const span = spanOf({ from, until });
  const touching = <T extends Dated>(list: readonly T[]) => list.filter((one) => cut(spanOf(one), span) !== null);
  return {
    rotations: schedule.rotations.map((rotation) => ({ id: rotation.id, name: rotation.name, shifts: wholeTurns(rotation, span) })),
    temporary: touching(schedule.temporary).map((plan) => ({ ...plan, gaps: temporaryGaps(plan) })),
    external: touching(schedule.external ?? []),
    overrides: touching(schedule.overrides),
    final: shiftsBetween(schedule, from, until),
  };
}

/** The shifts of a rotation that touch a stretch, each with its true beginning and end, so that one keeps its identity whatever stretch is asked for. */
function wholeTurns(rotation: Rotation, span: Span): readonly RotationShift[] {
  const { turns } = courseOf(rotation);
  if (!(span.from < span.until && turns.first < span.until)) return [];
  const first = turns.start(Math.max(0, turns.at(span.from)));
  const last = turns.end(turns.at(span.until - 1));
  return turnsWithin(rotation, { from: Math.min(first, span.from), until: Math.max(last, span.until) })
    .filter((shift) => cut(shift, span) !== null)
    .map((shift) => ({ ...written(shift), people: shift.people, turn: shift.turn, slot: shift.slot }));
}

/** When a temporary plan has nobody on call; a shift without people covers nothing. */
export function temporaryGaps(plan: Temporary): readonly Dated[] {
  return between(
    spanOf(plan),
    plan.shifts.filter(({ people }) => people.length > 0).map((shift) => spanOf(shift)),
  ).map(written);
}

/** What of a stretch is in none of the others. */
function between(whole: Span, spans: readonly Span[]): readonly Span[] {
  const found: Span[] = [];
  let from = whole.from;
  for (const span of joined(spans)) {
    if (span.from > from) found.push({ from, until: Math.min(span.from, whole.until) });
    from = Math.max(from, span.until);
  }
  return [...found, { from, until: whole.until }].filter((one) => one.from < one.until);
}

/** Somebody who goes along: `person` shadows `beside` in a rotation. */
export type Shadowing = Dated & { readonly rotation: string; readonly person: string; readonly beside: string };

/**
 * Who shadows whom in [from, until). A shadow goes along while the other is on call in that rotation, after overrides, and not while the shadow is on call
 * in the schedule too. Shadows are told of shifts and never paged: they are in no lane.
 */
export function shadowsBetween(schedule: Schedule, from: Instant, until: Instant): readonly Shadowing[] {
  const span = spanOf({ from, until });
  const shadows = new Map(schedule.rotations.map((rotation) => [rotation.id, rotation.shadows]));
  const pairs = new Map<string, { readonly pair: Omit<Shadowing, "from" | "until">; readonly spans: Span[] }>();
  const instants = span.from < span.until ? boundaries(schedule, span) : [];
  for (const [index, at] of instants.slice(0, -1).entries()) {
    const lanes = standingAt(schedule, at);
    const called = new Set(lanes.flatMap(({ people }) => people));
    for (const { rotation, people } of lanes) {
      for (const beside of rotation === null ? [] : people) {
        const person = shadows.get(rotation!)?.[beside];
        if (person === undefined || called.has(person)) continue;
        const key = JSON.stringify([rotation, person, beside]);
        const entry = pairs.get(key) ?? { pair: { rotation: rotation!, person, beside }, spans: [] };
        entry.spans.push({ from: at, until: instants[index + 1]! });
        pairs.set(key, entry);
      }
    }
  }
  return [...pairs.values()]
    .flatMap(({ pair, spans }) => joined(spans).map((one) => ({ ...pair, ...written(one) })))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}
