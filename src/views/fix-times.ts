/** How long a fix waited between being ready and being out (PE-24). */
import type { State } from "../core/incident/slices.ts";
import { epochMs, type Instant } from "../core/kernel/time.ts";

const minuteMs = 60_000;

/** When a fix was ready and when it went out, with the whole minutes between. */
export type FixTimes = { readonly readyAt: Instant; readonly deployedAt: Instant | null; readonly minutes: number | null };

/** The times of the fix; null while nobody has said that there is one. */
export function fixTimes({ fix: { readyAt, deployedAt } }: Pick<State, "fix">): FixTimes | null {
  if (readyAt === null) return null;
  return { readyAt, deployedAt, minutes: deployedAt === null ? null : Math.floor((epochMs(deployedAt) - epochMs(readyAt)) / minuteMs) };
}

/** The same in words, for a document. */
export function fixText(state: Pick<State, "fix">): string {
  const times = fixTimes(state);
  if (times === null) return "Nobody said when the fix was ready.";
  const { readyAt, deployedAt, minutes } = times;
  if (deployedAt === null) return `The fix was ready at ${readyAt}, and was not deployed.`;
  return `The fix was ready at ${readyAt} and deployed at ${deployedAt}, ${minutes === 1 ? "1 minute" : `${minutes} minutes`} later.`;
}
