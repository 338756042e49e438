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

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const days = new Map<string, Intl.DateTimeFormat>();

/** Whether an instant lies in somebody's working hours. */
export function isWorking(instant: string, { zone, working }: Hours): boolean {
  const format = days.get(zone) ?? new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "short" });
  days.set(zone, format);
  const day = working[(weekdays.indexOf(format.format(new Date(instant))) || 7) as keyof typeof working];
  const time = timeOfDay(instant, zone);
  return day != null && time >= day[0] && time < day[1];
}
