/** What is wrong with a schedule that its shape alone does not say: each problem with its place, in words for whoever wrote it. */

import { temporaryGaps } from "./lanes.ts";
import type { Override, Schedule, Temporary } from "./schedule.ts";
import { cut, type Dated, spanOf } from "./spans.ts";
import { rotationProblems } from "./validate-rotation.ts";
import { isZone } from "./zone-clock.ts";

/** A problem: a JSON pointer into the schedule, and a sentence. */
export type ScheduleProblem = { readonly at: string; readonly detail: string };

/** The parts of a schedule that can be wrong; what one does not write may be left out. */
export type Written = Partial<Pick<Schedule, "zone" | "rotations" | "overrides" | "temporary" | "external">>;

/** Every problem of a schedule, or of the parts given; none means that it can be saved. Gaps are no problem here (`gapsBetween`), but for those of temporary plans. */
export function validate({ zone, rotations = [], overrides = [], temporary = [], external }: Written): readonly ScheduleProblem[] {
  return [
    ...(zone === undefined || isZone(zone) ? [] : [{ at: "/zone", detail: `There is no time zone "${zone}". Write one like Europe/Berlin.` }]),
    ...rotations.flatMap((rotation, index) => rotationProblems(rotation, `/rotations/${index}`)),
    ...twice(rotations, "/rotations", "rotation"),
    ...overrides.flatMap((override, index) => overrideProblems(override, `/overrides/${index}`)),
    ...twice(overrides, "/overrides", "override"),
    ...temporary.flatMap((plan, index) => temporaryProblems(plan, `/temporary/${index}`)),
    ...twice(temporary, "/temporary", "plan"),
    ...(external ?? []).flatMap((shift, index) => backwards(shift, `/external/${index}`)),
    ...unknownRotations(overrides, rotations),
  ];
}

function twice(list: readonly { readonly id: string }[], at: string, what: string): readonly ScheduleProblem[] {
  return list.flatMap(({ id }, index) =>
    list.findIndex((one) => one.id === id) < index ? [{ at: `${at}/${index}/id`, detail: `There is already a ${what} with the id "${id}".` }] : [],
  );
}

function backwards(dated: Dated, at: string): readonly ScheduleProblem[] {
  const { from, until } = spanOf(dated);
  return from < until ? [] : [{ at: `${at}/until`, detail: "It ends before it begins, or as it begins." }];
}

function overrideProblems(override: Override, at: string): readonly ScheduleProblem[] {
  const { kind, person, insteadOf } = override;
  const found = [...backwards(override, at)];
  if (kind !== "remove" && person === null) found.push({ at: `${at}/person`, detail: kind === "add" ? "Say who is added." : "Say who takes over." });
  if (kind === "replace" && person !== null && person === insteadOf)
    found.push({ at: `${at}/insteadOf`, detail: "Somebody cannot take over from themselves." });
  if (kind !== "replace" && insteadOf !== null) found.push({ at: `${at}/insteadOf`, detail: "Only a replacement is instead of somebody." });
  return found;
}

/** An override for a rotation that is not there touches nothing, and whoever wrote it believes that it does. */
function unknownRotations(overrides: readonly Override[], rotations: Schedule["rotations"]): readonly ScheduleProblem[] {
  const ids = new Set<string | null>([null, ...rotations.map(({ id }) => id)]);
  if (rotations.length === 0) return [];
  return overrides.flatMap(({ rotation }, index) =>
    ids.has(rotation) ? [] : [{ at: `/overrides/${index}/rotation`, detail: `There is no rotation "${rotation}", so this would touch nothing.` }],
  );
}

function temporaryProblems(plan: Temporary, at: string): readonly ScheduleProblem[] {
  const found = [...backwards(plan, at)];
  if (found.length > 0) return found;
  const whole = spanOf(plan);
  const spans = plan.shifts.map(spanOf);
  for (const [index, shift] of plan.shifts.entries()) {
    const span = spans[index]!;
    found.push(...backwards(shift, `${at}/shifts/${index}`));
    if (span.from < whole.from || span.until > whole.until) found.push({ at: `${at}/shifts/${index}`, detail: "This shift reaches out of the plan." });
    if (spans.slice(0, index).some((earlier) => cut(earlier, span) !== null))
      found.push({ at: `${at}/shifts/${index}`, detail: "This shift overlaps another of the plan; put both people into one shift instead." });
  }
  const gaps = plan.gapsConfirmed ? [] : temporaryGaps(plan);
  const more = gaps.length > 1 ? ` and at ${gaps.length - 1} more ${gaps.length === 2 ? "time" : "times"}` : "";
  if (gaps[0])
    found.push({ at: `${at}/shifts`, detail: `Nobody is on call from ${gaps[0].from} to ${gaps[0].until}${more}. Fill it, or confirm that it is meant.` });
  return found;
}
