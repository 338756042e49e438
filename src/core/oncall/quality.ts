/** How good a schedule is: how much of the time somebody is on call, and how evenly that is shared. */
import type { Instant } from "../kernel/time.ts";
import { spansByPerson } from "./own-shifts.ts";
import type { Schedule } from "./schedule.ts";
import { finalSpans } from "./shifts.ts";
import { courseOf } from "./slots.ts";
import { cut, lengthOf, type Span, spanOf } from "./spans.ts";

/** One person's part: hours on call, their share of all such hours in percent, and how far that is from an even share in percent of it (50: half as much again). */
export type PersonShare = { readonly person: string; readonly hours: number; readonly sharePercent: number; readonly fromEvenPercent: number };

/** The quality of a schedule over a stretch of time. */
export type Quality = {
  /** Time in which nobody is on call, in percent. */
  readonly gapsPercent: number;
  /** Most hours first. Whoever stands in a roster in force and is never on call is there too, with none. */
  readonly people: readonly PersonShare[];
  /** How evenly hours are shared, 0 to 100: the mean, over all pairs of people, of the fewer hours as a part of the more. */
  readonly balancePercent: number;
  /** 0 to 100: the covered part of the time; a wholly uneven schedule gets half of it. */
  readonly score: number;
};

const rounded = (value: number) => Math.round(value * 10) / 10;

/** The quality of a schedule in [from, until); people usually look a year ahead. */
export function quality(schedule: Schedule, from: Instant, until: Instant): Quality {
  const span = spanOf({ from, until });
  const gaps = lengthOf(finalSpans(schedule, span).filter(({ people }) => people.length === 0));
  const covered = span.until > span.from ? 1 - gaps / (span.until - span.from) : 0;
  const spans = spansByPerson(schedule, span);
  const hours = new Map([...new Set([...spans.keys(), ...rostered(schedule, span)])].map((person) => [person, lengthOf(spans.get(person) ?? []) / 3_600_000]));
  const balance = evenness([...hours.values()]);
  return {
    gapsPercent: rounded(100 - covered * 100),
    people: sharesOf(hours),
    balancePercent: rounded(balance * 100),
    score: Math.round(covered * (50 + 50 * balance)),
  };
}

function sharesOf(hours: ReadonlyMap<string, number>): readonly PersonShare[] {
  const all = [...hours.values()].reduce((sum, one) => sum + one, 0);
  const shares = [...hours].map(([person, own]) => ({
    person,
    hours: rounded(own),
    sharePercent: all === 0 ? 0 : rounded((own / all) * 100),
    fromEvenPercent: all === 0 ? 0 : rounded(((own * hours.size) / all - 1) * 100),
  }));
  return shares.sort((a, b) => b.hours - a.hours || (a.person < b.person ? -1 : 1));
}

function evenness(hours: readonly number[]): number {
  const pairs = hours.flatMap((one, index) => hours.slice(index + 1).map((other) => (one === other ? 1 : Math.min(one, other) / Math.max(one, other))));
  return pairs.length === 0 ? 1 : pairs.reduce((sum, one) => sum + one, 0) / pairs.length;
}

/** Everybody who stands in a roster that is in force at some time of a stretch. */
function rostered(schedule: Schedule, span: Span): readonly string[] {
  return schedule.rotations.flatMap((rotation) => {
    const { turns, rostersFrom } = courseOf(rotation);
    const life = cut(span, { from: turns.first, until: turns.last });
    return rotation.rosters.flatMap((roster, index) => {
      const force = { from: rostersFrom[index]!, until: Math.min(...rostersFrom.slice(index + 1), Number.POSITIVE_INFINITY) };
      return life !== null && cut(life, force) !== null ? roster.slots.flat() : [];
    });
  });
}
