/** The turns of a rotation: when each begins by the wall clock of its zone, found by arithmetic and never by walking from the first. */
import type { Rotation } from "./schedule.ts";
import { clockOf, type Local, localOf, type ZoneClock } from "./zone-clock.ts";

const hourMs = 3_600_000;
const lengths = { hour: hourMs, day: 24 * hourMs, week: 168 * hourMs } as const;

/**
 * Turn k begins at local(`begins`) + k × `every`, counted by the wall clock from the anchor, then read as an instant. So 09:00 stays 09:00, a shift that
 * begins in a skipped hour begins as much later, and a month without the 31st has its turn on its last day while the next goes back to the 31st.
 * A turn holds from its start until the first later turn starts; one whose start the clocks have skipped past may have no time at all.
 */
export type Turns = {
  readonly clock: ZoneClock;
  /** The life of the rotation, [first, last) in milliseconds since 1970: nobody before and after. */
  readonly first: number;
  readonly last: number;
  /** Length by the wall clock in milliseconds; null for months, which differ. */
  readonly step: number | null;
  readonly localStart: (turn: number) => Local;
  readonly start: (turn: number) => number;
  /** When the first later turn starts. */
  readonly end: (turn: number) => number;
  /** The last turn that has started at an instant; -1 before the first. */
  readonly at: (at: number) => number;
  /** The last turn whose local start is not after a local time; it may be below 0. */
  readonly atLocal: (local: Local) => number;
};

/** The turns of a rotation. */
export function turnsOf({ zone, begins, ends, every }: Pick<Rotation, "zone" | "begins" | "ends" | "every">): Turns {
  const clock = clockOf(zone);
  const anchor = localOf(begins);
  const step = every.unit === "month" ? null : every.n * lengths[every.unit];
  const localStart = (turn: number): Local => (step === null ? plusMonths(anchor, turn * every.n) : anchor + turn * step);
  const atLocal = (local: Local): number => (step === null ? Math.floor(monthsBetween(anchor, local) / every.n) : Math.floor((local - anchor) / step));
  const start = (turn: number): number => clock.instantOf(localStart(turn));
  const at = (instant: number): number => {
    // The furthest that any clock nearby could be; from there back to the first that has really started.
    let turn = atLocal(instant + clock.around(instant).most);
    while (turn >= 0 && !(start(turn) <= instant)) turn--;
    return Math.max(turn, -1);
  };
  const end = (turn: number): number => {
    const next = localStart(turn + 1);
    let soonest = clock.instantOf(next);
    const skipped = clock.localAt(soonest) - next;
    // A turn that begins in a skipped hour is put off, perhaps past later ones.
    for (let later = turn + 2; skipped > 0 && localStart(later) < next + 2 * skipped; later++) soonest = Math.min(soonest, start(later));
    return soonest;
  };
  return { clock, first: start(0), last: ends === null ? Number.POSITIVE_INFINITY : clock.instantOf(localOf(ends)), step, localStart, start, end, at, atLocal };
}

/** So many months later on the anchor's day, or on the last day of a shorter month; the time of day stays. */
function plusMonths(anchor: Local, months: number): Local {
  const from = new Date(anchor);
  const month = from.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const midnight = Date.UTC(from.getUTCFullYear(), month, Math.min(from.getUTCDate(), lastDay));
  return midnight + (anchor - Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate()));
}

/** Months from one local time's month to another's, days left aside. */
function monthsBetween(anchor: Local, local: Local): number {
  const [from, to] = [new Date(anchor), new Date(local)];
  return (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
}
