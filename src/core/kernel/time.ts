/** Instants and durations: one representation each, from the pack to the log to the API. */
import { Temporal } from "temporal-polyfill";

/** An instant as ISO 8601 in UTC with milliseconds (`2026-03-01T09:30:00.000Z`); two of them compare with `<`. */
export type Instant = string;

/** An ISO 8601 duration (`PT2H`, `P6M`). */
export type Duration = string;

const milliseconds = new Map<Duration, number>();

/** Length of a duration in milliseconds; days are 24 hours. A duration of months or years has none: use `after`. */
export function lengthMs(duration: Duration): number {
  const known = milliseconds.get(duration);
  if (known !== undefined) return known;
  const parsed = Temporal.Duration.from(duration);
  if (parsed.years || parsed.months) throw new RangeError(`${duration} has no fixed length`);
  const length = parsed.weeks * 604_800_000 + parsed.days * 86_400_000 + parsed.with({ weeks: 0, days: 0 }).total("milliseconds");
  milliseconds.set(duration, length);
  return length;
}

/** The instant `duration` after `start`; months and years by the UTC calendar. */
export function after(start: Instant, duration: Duration): Instant {
  const parsed = /^P[^T]*[YM]/.test(duration) ? Temporal.Duration.from(duration) : undefined;
  if (!parsed) return instantOf(epochMs(start) + lengthMs(duration));
  return instantOf(Temporal.Instant.from(start).toZonedDateTimeISO("UTC").add(parsed).epochMilliseconds);
}

/** Milliseconds since 1970. */
export function epochMs(instant: Instant): number {
  return Date.parse(instant);
}

/** The instant at so many milliseconds since 1970. */
export function instantOf(epoch: number): Instant {
  return new Date(epoch).toISOString();
}

/** The earlier of two instants; `null` stands for never. */
export function earlier(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/** The later of two instants. */
export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

/** The time from `from` to `to` as an ISO duration of hours, minutes and seconds (`PT4M`). */
export function between(from: Instant, to: Instant): Duration {
  const span = Temporal.Duration.from({ milliseconds: Math.max(0, epochMs(to) - epochMs(from)) });
  return span.round({ largestUnit: "hours", smallestUnit: "seconds" }).toString();
}

/** A duration as people write it in packs (`90s`, `30m`, `2h`, `1d`) or ISO 8601, as ISO 8601; null when it is neither. */
export function parseDuration(text: string): Duration | null {
  const short = /^(\d+)(s|m|h|d)$/.exec(text.trim());
  if (short) return short[2] === "d" ? `P${short[1]}D` : `PT${short[1]}${short[2]!.toUpperCase()}`;
  try {
    const parsed = Temporal.Duration.from(text);
    return parsed.sign < 0 ? null : parsed.toString();
  } catch {
    return null;
  }
}

const units = [
  ["D", "day"],
  ["H", "hour"],
  ["M", "minute"],
  ["S", "second"],
] as const;

/** A length of time as people say it: `PT1H30M` is "1 hour 30 minutes". */
export function durationInWords(iso: string): string {
  const [days = "", time = ""] = iso.slice(1).split("T");
  const months = /(\d+)M/.exec(days);
  const parts = [months && Number(months[1]) > 0 ? counted(Number(months[1]), "month") : null];
  for (const [unit, word] of units) {
    const found = new RegExp(`(\\d+)${unit}`).exec(unit === "D" ? days : time);
    if (found && Number(found[1]) > 0) parts.push(counted(Number(found[1]), word));
  }
  return parts.filter((one) => one !== null).join(" ") || "at once";
}

const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
