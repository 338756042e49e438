/** What tells a digest from every other message. */
import type { LeasedJob } from "../../store/jobs.ts";

/** Whether a message says others. */
export function isDigest({ effect }: Pick<LeasedJob, "effect">): boolean {
  return effect.template === "digest";
}
