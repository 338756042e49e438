/** Rests: when everybody was sent home, until when, and time that does not count them. */
import { z } from "zod";
import { after, epochMs, type Instant, instantOf, later } from "../../kernel/time.ts";

/** The rest that lasts, and those that are over. */
export const restsShape = {
  paused: z.object({ since: z.string(), until: z.string() }).nullable(),
  pauses: z.array(z.object({ from: z.string(), to: z.string() })),
};
type Rests = z.infer<z.ZodObject<typeof restsShape>>;

/** Nobody was sent home yet. */
export const neverRested: Rests = { paused: null, pauses: [] };

/** The same, once the rest that lasts has ended. */
export const rested = ({ paused, pauses }: Rests, at: Instant): Rests =>
  paused === null ? { paused, pauses } : { paused: null, pauses: [...pauses, { from: paused.since, to: at }] };

/** When everybody last began again after a rest; null where they never rested. */
export function begunAnewAt({ pauses }: Pick<Rests, "pauses">): Instant | null {
  return pauses.at(-1)?.to ?? null;
}

/** The instant at which so much time has passed since `start` that was not rested. */
export function activeAfter({ pauses }: Pick<Rests, "pauses">, start: Instant, length: string): Instant {
  let at = after(start, length);
  for (const { from, to } of pauses) if (to > start && from < at) at = instantOf(epochMs(at) + epochMs(to) - epochMs(later(from, start)));
  return at;
}
