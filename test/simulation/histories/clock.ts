/** People's own clocks, worked out without the engine's help. */
import type { Hours } from "../../../src/core/kernel/house-facts.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** The time of day at an instant in a zone, as `07:00`. */
function timeOfDay(instant: string, zone: string): string {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  formats.set(zone, format);
  return format.format(new Date(instant));
}

/** Whether an instant lies in somebody's night. */
export function isQuiet(instant: string, { zone, quiet: [from, to] }: Hours): boolean {
  const time = timeOfDay(instant, zone);
  return from <= to ? time >= from && time < to : time >= from || time < to;
}
