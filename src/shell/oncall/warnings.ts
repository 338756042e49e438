/** What will hurt before it hurts: gaps, people who cannot be reached, two places at once, too long without a break, an uneven share. */
import { after, type Instant } from "../../core/kernel/time.ts";
import { overlapsBetween, spansByPerson, unbrokenBetween } from "../../core/oncall/own-shifts.ts";
import { quality } from "../../core/oncall/quality.ts";
import type { Schedule } from "../../core/oncall/schedule.ts";
import { gapsBetween } from "../../core/oncall/shifts.ts";
import { spanOf } from "../../core/oncall/spans.ts";
import { externalOf } from "../../store/directory/external-calendars.ts";
import { methodsOf } from "../../store/directory/methods.ts";
import type { Parts } from "../access/parts.ts";
import { namesIn } from "./names.ts";

/** A warning: its kind, a sentence, and where it is about a time or a person, which. */
export type ScheduleWarning = {
  readonly code: "gap" | "unreachable" | "overlap" | "unbroken" | "uneven" | "external" | "rotation";
  readonly says: string;
  readonly from?: Instant;
  readonly until?: Instant;
  readonly person?: string;
};

/** From when on a warning makes sense: a week on call is usual, two are not; and half as much again as others is too much. */
const limits = { unbroken: { hours: 14 * 24, restHours: 8 }, uneven: 50, each: 20 };

type Looked = {
  readonly schedule: Schedule;
  readonly others: readonly Schedule[];
  readonly stretch: { readonly from: Instant; readonly until: Instant };
  readonly now: Instant;
};

/** The warnings of a schedule in a stretch of time, at most 20 of each kind. */
export async function warningsOf(parts: Parts, looked: Looked): Promise<ScheduleWarning[]> {
  const { schedule, stretch } = looked;
  const people = [...spansByPerson(schedule, spanOf(stretch)).keys()];
  const names = await namesIn(parts, people);
  const name = (person: string) => names[person] ?? "Somebody";
  const { from, until } = stretch;
  const found: ScheduleWarning[][] = [
    gapsBetween(schedule, from, until).map((gap) => ({ code: "gap", says: "Nobody is on call.", ...gap })),
    await unreachable(parts, people, name),
    overlaps(looked, people).map(({ person, schedules, ...span }) => ({
      code: "overlap",
      says: `${name(person)} is on call in another schedule too: ${titleOf(looked, schedules)}.`,
      person,
      ...span,
    })),
    unbrokenBetween([schedule], limits.unbroken, from, until).map(({ person, hours, ...span }) => ({
      code: "unbroken",
      says: `${name(person)} is on call for ${Math.round(hours / 24)} days without a break.`,
      ...{ person, ...span },
    })),
    uneven(looked, name),
    await external(parts, schedule),
    untouched(schedule, looked.now),
  ];
  return found.flatMap((list) => list.slice(0, limits.each));
}

function titleOf({ others }: Looked, schedules: readonly string[]): string {
  return others.find(({ id }) => schedules.includes(id))?.title ?? "";
}

function overlaps({ schedule, others, stretch }: Looked, people: readonly string[]) {
  const shared = others.filter((other) => people.some((person) => JSON.stringify(other).includes(person)));
  return overlapsBetween([schedule, ...shared], stretch.from, stretch.until).filter(({ schedules }) => schedules.includes(schedule.id));
}

async function unreachable(parts: Parts, people: readonly string[], name: (person: string) => string): Promise<ScheduleWarning[]> {
  const living = new Set(
    (await methodsOf(parts.db, people)).filter(({ verifiedAt, deadReason }) => verifiedAt !== null && deadReason === null).map(({ person }) => person),
  );
  return people
    .filter((person) => !living.has(person))
    .map((person) => ({ code: "unreachable", says: `${name(person)} cannot be reached: no way of reaching them is proven.`, person }));
}

function uneven({ schedule, stretch }: Looked, name: (person: string) => string): ScheduleWarning[] {
  const shares = quality(schedule, stretch.from, after(stretch.from, "P364D")).people;
  if (shares.length < 2) return [];
  const over = shares.filter(({ fromEvenPercent }) => fromEvenPercent > limits.uneven);
  return over.map(({ person, fromEvenPercent }) => ({
    code: "uneven",
    says: `${name(person)} is on call ${Math.round(fromEvenPercent)} % more than an even share in the coming year.`,
    person,
  }));
}

async function external(parts: Parts, schedule: Schedule): Promise<ScheduleWarning[]> {
  const problem = schedule.external === null ? null : ((await externalOf(parts.db, schedule.id))?.problem ?? null);
  return problem === null ? [] : [{ code: "external", says: problem }];
}

/** Overrides for a rotation that is no longer there touch nothing. */
function untouched({ overrides, rotations }: Schedule, now: Instant): ScheduleWarning[] {
  const ids = new Set(rotations.map(({ id }) => id));
  const lost = overrides.filter(({ rotation, until }) => rotation !== null && !ids.has(rotation) && until > now);
  return lost.map(({ rotation, from, until }) => ({
    code: "rotation",
    says: `An override is for the rotation "${rotation}", which is not there any more.`,
    from,
    until,
  }));
}
