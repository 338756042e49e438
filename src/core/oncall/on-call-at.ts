/** Who is on call at an instant, computed from a schedule's definition. */
import type { FactKinds } from "../kernel/facts.ts";
import type { Instant } from "../kernel/time.ts";

/** The people on call, the first one first and whoever backs them up after; empty where the schedule has nobody. A fixed list is the same at every instant. */
export function onCallAt(schedule: FactKinds["schedule"], _instant: Instant): readonly string[] {
  return [...new Set(schedule.people)];
}
