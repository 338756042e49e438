/** Stretches of time in milliseconds since 1970, half open: cutting, joining, measuring. */
import { epochMs, type Instant, instantOf } from "../kernel/time.ts";

/** [from, until). */
export type Span = { readonly from: number; readonly until: number };

/** A stretch as it is written and read outside. */
export type Dated = { readonly from: Instant; readonly until: Instant };

/** What two stretches share, perhaps nothing. */
export function cut(a: Span, b: Span): Span | null {
  const [from, until] = [Math.max(a.from, b.from), Math.min(a.until, b.until)];
  return from < until ? { from, until } : null;
}

/** Whether an instant lies in a stretch. */
export function holds({ from, until }: Span, at: number): boolean {
  return from <= at && at < until;
}

/** Stretches in order, those that touch or overlap made one. */
export function joined(spans: readonly Span[]): Span[] {
  const found: { from: number; until: number }[] = [];
  for (const { from, until } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (!(from < until)) continue;
    if (last && from <= last.until) last.until = Math.max(last.until, until);
    else found.push({ from, until });
  }
  return found;
}

/** How long stretches are together, in milliseconds. */
export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, until }) => sum + until - from, 0);
}

/** A written stretch in milliseconds. */
export function spanOf(dated: Dated): Span {
  return { from: epochMs(dated.from), until: epochMs(dated.until) };
}

/** A stretch as it is written. */
export function written({ from, until }: Span): Dated {
  return { from: instantOf(from), until: instantOf(until) };
}
