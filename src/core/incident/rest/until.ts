/** Until when people rest: an instant, a time of their own day, or the next morning. */
import type { Ctx } from "../../kernel/command.ts";
import type { Hours } from "../../kernel/house-facts.ts";
import { epochMs, type Instant, instantOf } from "../../kernel/time.ts";
import { quietBegins, quietEnds, workBegins, workEnds } from "../../oncall/local-time.ts";
import { clockOf, dayMs, timeOfDay } from "../../oncall/zone-clock.ts";
import type { State } from "../slices.ts";

const hoursOf = ({ person, facts }: Ctx): Hours | null =>
  (person === null ? null : facts.get("person", person)?.hours) ?? facts.get("organisation", "organisation")?.hours ?? null;

/** Reads what somebody wrote: `2026-03-03T08:00:00Z`, `08:00` by their own clock, or nothing for the next morning. Null where it is none of them. */
export function restUntil(written: string, state: State, ctx: Ctx): Instant | null {
  if (/^\d{4}-/.test(written)) return Number.isNaN(epochMs(written)) ? null : instantOf(epochMs(written));
  const hours = hoursOf(ctx);
  if (hours === null) return null;
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(written)) return nextAt(hours, written, ctx.now);
  return written === "" ? nextMorning(hours, state, ctx) : null;
}

function nextAt({ zone }: Hours, time: string, now: Instant): Instant {
  const clock = clockOf(zone);
  const today = Math.floor(clock.localAt(epochMs(now)) / dayMs) * dayMs + timeOfDay(time);
  const at = clock.instantOf(today);
  return instantOf(at > epochMs(now) ? at : clock.instantOf(today + dayMs));
}

/** The end of the night that comes or is; where the severity is one of working hours, when the next working day begins. */
function nextMorning(hours: Hours, state: State, { now, process, facts }: Ctx): Instant | null {
  const level = process.severities[state.severity.rank ?? 0] as { readonly contact?: { readonly window?: string } } | undefined;
  const calendar = hours.holidays ? facts.get("calendar", hours.holidays) : null;
  if (level?.contact?.window !== "working") return quietEnds(hours, quietBegins(hours, now) ?? now);
  const opens = workBegins(hours, now, calendar);
  return opens !== now ? opens : workBegins(hours, workEnds(hours, now, calendar) ?? now, calendar);
}
