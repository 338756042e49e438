/** How much of a stretch of time lay in somebody's quiet hours. */
import type { Hours } from "../kernel/house-facts.ts";
import { epochMs, type Instant } from "../kernel/time.ts";
import { quietBegins, quietEnds } from "./local-time.ts";

/** A stretch of time: from its first instant until before its last. */
export type Stretch = { readonly from: Instant; readonly to: Instant };

/** Longer rows of nights are never gone through. */
const mostNights = 400;

/** Milliseconds of a stretch in quiet hours, by the person's own clock. */
export function quietMsIn(hours: Hours, { from, to }: Stretch): number {
  let [at, quiet] = [from, 0];
  for (let night = 0; night < mostNights && at < to; night++) {
    const begins = quietBegins(hours, at);
    if (begins === null || begins >= to) break;
    const ends = quietEnds(hours, begins);
    quiet += epochMs(ends < to ? ends : to) - epochMs(begins);
    if (ends <= at) break;
    at = ends;
  }
  return quiet;
}

/** Stretches put together where they meet or overlap, the earliest first: two seats at one time are one stretch of work. */
export function together(stretches: readonly Stretch[]): Stretch[] {
  const sorted = stretches.filter(({ from, to }) => from < to).sort((a, b) => (a.from < b.from ? -1 : 1));
  const all: Stretch[] = [];
  for (const next of sorted) {
    const last = all.at(-1);
    if (last === undefined || next.from > last.to) all.push(next);
    else all[all.length - 1] = { from: last.from, to: next.to > last.to ? next.to : last.to };
  }
  return all;
}

/** What is left of a stretch beside others that count for nothing. */
export function beside(stretch: Stretch, others: readonly Stretch[]): Stretch[] {
  return others.reduce<Stretch[]>(
    (left, other) =>
      left.flatMap(({ from, to }) => {
        if (other.to <= from || other.from >= to) return [{ from, to }];
        return [
          { from, to: other.from },
          { from: other.to, to },
        ].filter((part) => part.from < part.to);
      }),
    [stretch],
  );
}
