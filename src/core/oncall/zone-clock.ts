/** What the clocks of a zone show: its offsets, read once and remembered, so that instants and local times become each other by plain arithmetic. */
import { Temporal } from "temporal-polyfill";

export const dayMs = 86_400_000;

/** Milliseconds of a wall clock, written as if it stood in UTC: `2026-03-02T09:00` anywhere is `Date.UTC(2026, 2, 2, 9)`. */
export type Local = number;

/** A moment at which clocks are put forward or back: `at` in milliseconds since 1970, offsets before and from it in milliseconds. */
export type ClockChange = { readonly at: number; readonly before: number; readonly after: number };

/** The clock of one zone; instants are milliseconds since 1970. */
export type ZoneClock = {
  /** What to add to an instant to see the local time. */
  readonly offsetAt: (at: number) => number;
  readonly localAt: (at: number) => Local;
  /** The instant of a local time. One that the clocks skip is as much later as they skip; of one that comes twice it is the first ("compatible"). */
  readonly instantOf: (local: Local) => number;
  /** The least and the greatest offset within a day of an instant: bounds for whatever clocks could show around it. */
  readonly around: (at: number) => { readonly least: number; readonly most: number };
  /** The changes in [from, until). */
  readonly changes: (from: number, until: number) => readonly ClockChange[];
};

type Block = readonly ClockChange[] & { readonly opens: number };

/** Offsets are read in blocks of about 13 months, and only where somebody asks. */
const blockMs = 2 ** 35;

/** More names than there are zones (spelled in any case); a limit, so that nothing grows for ever. */
const mostClocks = 2_000;

const known = new Map<string, ZoneClock>();

/** Whether a text names a zone of the tz database (`Europe/Berlin`, `UTC`). Bare offsets are none: they know no daylight saving time. */
export function isZone(name: string): boolean {
  return /^[A-Za-z]/.test(name) && readable(name);
}

/** The clock of a zone. A name that no longer is one is read as UTC, for a pager has to call somebody; `validate` names it. */
export function clockOf(zone: string): ZoneClock {
  const found = known.get(zone);
  if (found) return found;
  if (known.size >= mostClocks) known.clear();
  const made = makeClock(isZone(zone) ? zone : "UTC");
  known.set(zone, made);
  return made;
}

function readable(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function readBlock(zone: string, index: number): Block {
  const changes: ClockChange[] = [];
  let here = Temporal.Instant.fromEpochMilliseconds(index * blockMs).toZonedDateTimeISO(zone);
  const opens = here.offsetNanoseconds / 1e6;
  for (;;) {
    const next = here.getTimeZoneTransition("next");
    if (next === null || next.epochMilliseconds >= (index + 1) * blockMs) return Object.assign(changes, { opens });
    changes.push({ at: next.epochMilliseconds, before: here.offsetNanoseconds / 1e6, after: next.offsetNanoseconds / 1e6 });
    here = next;
  }
}

function makeClock(zone: string): ZoneClock {
  const blocks = new Map<number, Block>();
  const blockAt = (index: number): Block => {
    const read = blocks.get(index) ?? readBlock(zone, index);
    blocks.set(index, read);
    return read;
  };
  const offsetAt = (at: number): number => {
    if (!Number.isFinite(at)) return 0;
    const block = blockAt(Math.floor(at / blockMs));
    for (let index = block.length - 1; index >= 0; index--) if (block[index]!.at <= at) return block[index]!.after;
    return block.opens;
  };
  const instantOf = (local: Local): number => {
    const [before, after] = [offsetAt(local - dayMs), offsetAt(local + dayMs)];
    if (before === after || offsetAt(local - before) === before) return local - before;
    // In a gap neither fits, and counting on with the offset before it lands as much later as the clocks skip.
    return offsetAt(local - after) === after ? local - after : local - before;
  };
  const around = (at: number) => {
    const [past, here, coming] = [offsetAt(at - dayMs), offsetAt(at), offsetAt(at + dayMs)];
    return { least: Math.min(past, here, coming), most: Math.max(past, here, coming) };
  };
  const changes = (from: number, until: number): ClockChange[] => {
    const found: ClockChange[] = [];
    if (!(from < until) || !Number.isFinite(until - from)) return found;
    for (let index = Math.floor(from / blockMs); index * blockMs < until; index++) found.push(...blockAt(index));
    return found.filter(({ at }) => at >= from && at < until);
  };
  return { offsetAt, localAt: (at) => at + offsetAt(at), instantOf, around, changes };
}

/** Milliseconds of a local date and time as people write it (`2026-03-02T09:00`); NaN where it is none. */
export function localOf(text: string): Local {
  return Date.parse(`${text}Z`);
}

/** Milliseconds from midnight of a time of day (`09:30`). */
export function timeOfDay(text: string): number {
  return Number(text.slice(0, 2)) * 3_600_000 + Number(text.slice(3, 5)) * 60_000;
}

/** The weekday of a local time, 1 Monday … 7 Sunday. */
export function weekdayOf(local: Local): number {
  return ((((Math.floor(local / dayMs) + 3) % 7) + 7) % 7) + 1;
}

/** The local date (`2026-12-25`). */
export function dateOf(local: Local): string {
  return new Date(local).toISOString().slice(0, 10);
}
