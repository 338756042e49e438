/** Who stands where in a schedule at an instant: lane by lane, before the lanes become one list. */
import type { Override, Schedule } from "./schedule.ts";
import { courseOf } from "./slots.ts";
import { holds, type Span, spanOf } from "./spans.ts";

/** One lane's people: a rotation's (by its id), or a temporary plan's, the external calendar's, or those added (no id). */
export type Lane = { readonly rotation: string | null; readonly people: readonly string[] };

/** A part in force in a stretch. */
type Held<T> = Span & { readonly is: T };

/** The dated parts of a schedule with their instants in milliseconds. */
type Dates = {
  readonly overrides: readonly Held<Override>[];
  readonly temporary: readonly Held<readonly Held<readonly string[]>[]>[];
  readonly external: readonly Held<readonly string[]>[];
};

const read = new WeakMap<Schedule, Dates>();

/** The dated parts of a schedule, remembered with it: definitions are values and never changed in place. */
export function datesOf(schedule: Schedule): Dates {
  const found = read.get(schedule);
  if (found) return found;
  const shiftsOf = (shifts: Schedule["external"]) => (shifts ?? []).map((shift) => ({ ...spanOf(shift), is: shift.people }));
  const made: Dates = {
    overrides: schedule.overrides.map((override) => ({ ...spanOf(override), is: override })),
    temporary: schedule.temporary.map((plan) => ({ ...spanOf(plan), is: shiftsOf(plan.shifts) })),
    external: shiftsOf(schedule.external),
  };
  read.set(schedule, made);
  return made;
}

/** A rotation's people at an instant, overrides left aside: the slot whose turn it is, within its restrictions. */
function inRotation(rotation: Schedule["rotations"][number], at: number): readonly string[] {
  const { slotAt, windows } = courseOf(rotation);
  const people = slotAt(at)?.people ?? [];
  return people.length > 0 && windows.openAt(at) ? people : [];
}

/**
 * The lanes at an instant (milliseconds), in the order in which people are called: rotations, external calendar, added by overrides. Where a temporary
 * plan holds, its one lane stands in place of rotations and external; of two plans the later in the list. Overrides follow in their order, each on what
 * those before it left.
 */
export function standingAt(schedule: Schedule, at: number): readonly Lane[] {
  const { overrides, temporary, external } = datesOf(schedule);
  const inShifts = (shifts: readonly Held<readonly string[]>[]) => shifts.filter((shift) => holds(shift, at)).flatMap(({ is }) => is);
  const plan = temporary.findLast((one) => holds(one, at));
  const lanes: Lane[] = plan
    ? [{ rotation: null, people: inShifts(plan.is) }]
    : [...schedule.rotations.map((rotation) => ({ rotation: rotation.id, people: inRotation(rotation, at) })), { rotation: null, people: inShifts(external) }];
  const whole: readonly Lane[] = [...lanes, { rotation: null, people: [] }];
  return overrides.filter((one) => holds(one, at)).reduce((standing, { is }) => overridden(standing, is), whole);
}

/** The lanes after one override. One for a rotation touches that lane only, and nothing where the lane is not in force. */
function overridden(lanes: readonly Lane[], override: Override): readonly Lane[] {
  const { rotation } = override;
  const touched = rotation === null ? lanes : lanes.filter((lane) => lane.rotation === rotation);
  const last = touched.at(-1);
  if (last === undefined) return lanes;
  const change = changeOf(override, touched);
  return lanes.map((lane) => (touched.includes(lane) ? { ...lane, people: change(lane.people, lane === last) } : lane));
}

/** What an override does to the people of a lane it touches; whoever it puts where nobody of theirs is goes to the last of those lanes. */
function changeOf({ kind, person, insteadOf }: Override, touched: readonly Lane[]): (people: readonly string[], last: boolean) => readonly string[] {
  if (kind === "remove") return (people) => (person === null ? [] : people.filter((one) => one !== person));
  if (person === null) return (people) => people;
  if (kind === "replace" && insteadOf !== null) return (people) => people.map((one) => (one === insteadOf ? person : one));
  if (kind === "replace") return (_people, last) => (last ? [person] : []);
  const there = touched.some(({ people }) => people.includes(person));
  return (people, last) => (last && !there ? [...people, person] : people);
}
