/** Time that counts inside a contact window only: an hour that begins at a quarter to ten in the evening ends at a quarter to eight in the morning. */
import type { Hours } from "../kernel/house-facts.ts";
import { epochMs, type Instant, instantOf } from "../kernel/time.ts";
import { type Calendar, quietBegins, quietEnds, workBegins, workEnds } from "./local-time.ts";

/** When people may be disturbed: at any hour, outside quiet hours, or in working hours. */
export type Window = "always" | "waking" | "working";

/** More stretches than a year has days are never counted through. */
const mostStretches = 400;

type Stretch = { readonly opens: Instant; readonly closes: Instant | null };

/** The stretch of the window that holds at an instant, or the next one; null where there is none. */
function stretchFrom(window: Window, hours: Hours, at: Instant, calendar: Calendar | null): Stretch | null {
  if (window === "always") return { opens: at, closes: null };
  if (window === "waking") {
    const opens = quietEnds(hours, at);
    return { opens, closes: quietBegins(hours, opens) };
  }
  const opens = workBegins(hours, at, calendar);
  return opens === null ? null : { opens, closes: workEnds(hours, opens, calendar) };
}

/** The instant at which so many milliseconds of the window have passed since an instant; null where it never opens. */
export function countedAfter(
  window: Window,
  hours: Hours,
  counted: { readonly from: Instant; readonly ms: number },
  calendar: Calendar | null,
): Instant | null {
  let { from: at, ms: left } = counted;
  for (let index = 0; index < mostStretches; index++) {
    const stretch = stretchFrom(window, hours, at, calendar);
    if (stretch === null) return null;
    const length = stretch.closes === null ? Number.POSITIVE_INFINITY : epochMs(stretch.closes) - epochMs(stretch.opens);
    if (left < length) return instantOf(epochMs(stretch.opens) + left);
    left -= length;
    at = stretch.closes!;
  }
  return null;
}
