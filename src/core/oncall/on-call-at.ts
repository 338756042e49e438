/** Who is on call at an instant, computed from a schedule's definition. */
import { epochMs, type Instant } from "../kernel/time.ts";
import type { Schedule } from "./schedule.ts";
import { standingAt } from "./standing.ts";

/**
 * The people on call, each once, in the order in which they are called: rotations in their order, in each the order of its slot, then the external
 * calendar, then those whom overrides added. Empty where the schedule has nobody. Never throws: what a definition cannot mean (`validate`) is nobody.
 */
export function onCallAt(schedule: Schedule, instant: Instant): readonly string[] {
  return peopleAt(schedule, epochMs(instant));
}

/** The same at an instant in milliseconds since 1970. */
export function peopleAt(schedule: Schedule, at: number): readonly string[] {
  return [...new Set(standingAt(schedule, at).flatMap(({ people }) => people))];
}
