/** Which slot of which roster has which turn: dated lists, and the order that moves on by turns or by active turns. */
import type { Rotation } from "./schedule.ts";
import type { Span } from "./spans.ts";
import { type Turns, turnsOf } from "./turns.ts";
import { type Windows, windowsOf } from "./windows.ts";
import { dayMs, localOf } from "./zone-clock.ts";

const weekMs = 7 * dayMs;

type Roster = Rotation["rosters"][number];

/** Whose turn it is: the turn counted from 0, the slot's place in its roster, its people. */
export type Slot = { readonly turn: number; readonly slot: number; readonly people: readonly string[] };

/** A rotation read once: its turns, its windows, and its slots at any instant of its life. */
export type Course = {
  readonly turns: Turns;
  readonly windows: Windows;
  /** From when each roster is in force, in the list's order. */
  readonly rostersFrom: readonly number[];
  /** The slot whose turn it is, restrictions left aside; null outside the rotation's life and before the first roster. */
  readonly slotAt: (at: number) => Slot | null;
};

const courses = new WeakMap<Rotation, Course>();

/** The course of a rotation, remembered with it: definitions are values and never changed in place. */
export function courseOf(rotation: Rotation): Course {
  const found = courses.get(rotation);
  if (found) return found;
  const made = makeCourse(rotation);
  courses.set(rotation, made);
  return made;
}

function makeCourse(rotation: Rotation): Course {
  const turns = turnsOf(rotation);
  const windows = windowsOf(turns.clock, rotation.restrictions);
  const rostersFrom = rotation.rosters.map(({ from }) => turns.clock.instantOf(localOf(from)));
  const counted = rotation.advance === "calendar" ? (turn: number) => turn : activeBefore(turns, windows);
  const firstCounted = rotation.rosters.map((): number | null => null);
  const placeOf = (roster: number, turn: number, { slots, startsWith }: Roster): number => {
    const first = firstCounted[roster] ?? counted(Math.max(0, turns.at(rostersFrom[roster]!)));
    firstCounted[roster] = first;
    return (startsWith + counted(turn) - first) % slots.length;
  };
  const slotAt = (at: number): Slot | null => {
    if (!(turns.first <= at && at < turns.last)) return null;
    const roster = rostersFrom.findLastIndex((from) => from <= at);
    const list = rotation.rosters[roster];
    if (list === undefined) return null;
    const turn = turns.at(at);
    const slot = placeOf(roster, turn, list);
    return { turn, slot, people: list.slots[slot] ?? [] };
  };
  return { turns, windows, rostersFrom, slotAt };
}

/**
 * How many turns before one had any active time: time in which a restriction lets somebody be on call. The wall clock repeats every week, so a pattern of
 * turns is counted once and multiplied; only turns near a skipped hour can differ from it (their whole window may have been skipped), and they are corrected one by one.
 */
function activeBefore(turns: Turns, windows: Windows): (turn: number) => number {
  const length = turns.step === null || windows.always ? 1 : weekMs / divisor(turns.step, weekMs);
  const byClock = (turn: number) => windows.touches(turns.localStart(turn), turns.localStart(turn + 1));
  const sums = [0];
  for (let turn = 0; turn < length; turn++) sums.push(sums[turn]! + (byClock(turn) ? 1 : 0));
  const corrections = new Map<number, number>();
  let looked = turns.first - dayMs;
  const look = (until: number) => {
    for (const turn of turnsNearGaps(turns, windows, { from: looked, until })) {
      const difference = Number(isActive(turns, windows, turn)) - Number(byClock(turn));
      if (difference !== 0) corrections.set(turn, difference);
    }
    looked = until;
  };
  return (turn) => {
    const reach = turns.start(turn) + dayMs;
    if (reach > looked) look(reach);
    let count = Math.floor(turn / length) * sums[length]! + sums[turn % length]!;
    for (const [corrected, difference] of corrections) if (corrected < turn) count += difference;
    return count;
  };
}

/** Turns that hours skipped between two instants could have put off, shortened or emptied: none where nothing begins or ends in those hours. */
function turnsNearGaps(turns: Turns, windows: Windows, { from, until }: Span): number[] {
  return turns.clock.changes(from, until).flatMap(({ at, before, after }) => {
    const [opens, closes] = [at + before, at + after];
    if (closes <= opens) return [];
    const [least, most] = [turns.atLocal(opens) - 1, turns.atLocal(closes + closes - opens)];
    if (turns.localStart(turns.atLocal(closes)) < opens && !windows.edgesIn(opens, closes)) return [];
    return Array.from({ length: most - least + 1 }, (_, index) => least + index).filter((turn) => turn >= 0);
  });
}

function isActive(turns: Turns, windows: Windows, turn: number): boolean {
  return windows.within({ from: turns.start(turn), until: turns.end(turn) }).length > 0;
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
