/** The first stretch of time in which several people can meet: in everybody's working hours, in nobody's other meetings. */

import type { Hours } from "../kernel/house-facts.ts";
import { epochMs, type Instant } from "../kernel/time.ts";
import { type Calendar, workBegins, workEnds } from "./local-time.ts";
import { cut, type Dated, type Span, spanOf, written } from "./spans.ts";

/** Somebody who is to come. */
export type Guest = { readonly id: string; readonly hours: Hours; readonly calendar: Calendar | null; readonly busy: readonly Dated[] };

/** A slot, with the ids of those for whom it does not fit. */
export type Slot = Dated & { readonly clashes: readonly string[] };

/** Meetings begin at full quarters of an hour. */
const gridMs = 15 * 60_000;
const dayMs = 24 * 3_600_000;
/** How far ahead is looked. */
const horizonMs = 14 * dayMs;

/**
 * The first slot of so many minutes from an instant on. Where there is none for everybody within two weeks, the first that fits the first of them, with
 * whom it does not fit; null where nobody is to come, or the first of them works on none of those days.
 */
export function commonSlot(guests: readonly Guest[], from: Instant, minutes: number): Slot | null {
  const [host] = guests;
  if (host === undefined) return null;
  const free = guests.map((guest) => freeSpans(guest, from));
  const shared = firstFit(free.reduce(common), minutes);
  if (shared) return { ...written(shared), clashes: [] };
  const own = firstFit(freeSpans(host, from), minutes);
  if (!own) return null;
  const fits = (spans: readonly Span[]) => spans.some((span) => span.from <= own.from && own.until <= span.until);
  return { ...written(own), clashes: guests.filter((_guest, index) => !fits(free[index]!)).map(({ id }) => id) };
}

/** For whom a slot does not fit. */
export function clashesAt(guests: readonly Guest[], slot: Dated): string[] {
  const { from, until } = spanOf(slot);
  return guests.filter((guest) => !freeSpans(guest, slot.from).some((span) => span.from <= from && until <= span.until)).map(({ id }) => id);
}

/** When somebody works and is not busy. */
function freeSpans({ hours, calendar, busy }: Guest, from: Instant): Span[] {
  const found: Span[] = [];
  const end = epochMs(from) + horizonMs;
  for (let at: Instant | null = workBegins(hours, from, calendar); at !== null && epochMs(at) < end; ) {
    const until = workEnds(hours, at, calendar);
    if (until === null) break;
    found.push(spanOf({ from: at, until }));
    at = workBegins(hours, until, calendar);
  }
  return busy.map(spanOf).reduce(without, found);
}

function without(spans: readonly Span[], busy: Span): Span[] {
  return spans.flatMap((span) =>
    cut(span, busy)
      ? [
          { from: span.from, until: Math.min(span.until, busy.from) },
          { from: Math.max(span.from, busy.until), until: span.until },
        ].filter(({ from, until }) => from < until)
      : [span],
  );
}

const common = (a: readonly Span[], b: readonly Span[]): Span[] => a.flatMap((one) => b.flatMap((other) => cut(one, other) ?? []));

function firstFit(spans: readonly Span[], minutes: number): Span | null {
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const from = Math.ceil(span.from / gridMs) * gridMs;
    const until = from + minutes * 60_000;
    if (until <= span.until) return { from, until };
  }
  return null;
}
