/** Reads a calendar from elsewhere into shifts: who is on call stands in each event's title. Recurrence (RRULE) lives here alone. */
import type { CalendarResponse, VEvent } from "node-ical";
import { Temporal } from "temporal-polyfill";
import type { Instant } from "../../core/kernel/time.ts";
import type { Shift } from "../../core/oncall/schedule.ts";
import type { World } from "../world.ts";

/** Limits of one calendar: what is more is not read, and a problem says so. */
export const icsLimits = { bytes: 2 * 1024 * 1024, events: 5_000, shifts: 2_000, titles: 50, workMs: 3_000, steps: 2_500 };

/** What is asked: the text, the stretch that matters, the zone of times without one, and who is meant by a title. */
export type IcsAsked = {
  readonly text: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly zone: string;
  /** The people a title (or the addresses invited) names, and whether all of it was understood. */
  readonly whoIs: (title: string, invited: readonly string[]) => { readonly people: readonly string[]; readonly whole: boolean };
  readonly world: Pick<World, "monotonicMs" | "sleep">;
};

/** What was read. `unreadable` are titles whose time or recurrence makes no sense or is too much. */
export type IcsRead =
  | { readonly shifts: readonly Shift[]; readonly unmatched: readonly string[]; readonly unreadable: readonly string[]; readonly cut: boolean }
  | { readonly failed: string };

/** Reads the calendar; a text that is none is a value. */
export async function readIcs(asked: IcsAsked): Promise<IcsRead> {
  const read = await eventsOf(asked.text);
  return "failed" in read ? read : shiftsOf(read.events, asked, read.expand);
}

/** The events of a calendar that were not cancelled, and what makes occurrences of one that recurs; why not, where it cannot be read. */
export async function eventsOf(text: string): Promise<{ readonly events: readonly VEvent[]; readonly expand: Expand } | { readonly failed: string }> {
  if (Buffer.byteLength(text) > icsLimits.bytes) return { failed: `The calendar is larger than ${icsLimits.bytes / 1024 / 1024} MB.` };
  if (!/^\s*BEGIN:VCALENDAR/i.test(text.replace(/^\uFEFF/, ""))) return { failed: "What is there is no calendar." };
  if ((text.match(/^BEGIN:VEVENT/gim) ?? []).length > icsLimits.events) return { failed: `The calendar has more than ${icsLimits.events} events.` };
  const ical = await import("node-ical");
  const parsed = parse(ical.default.sync.parseICS, text);
  if (parsed === null) return { failed: "The calendar cannot be read: it is not well formed." };
  const events = Object.values(parsed).flatMap((one) => (one?.type === "VEVENT" && one.status !== "CANCELLED" ? [one] : []));
  return { events, expand: ical.default.expandRecurringEvent };
}

function parse(parseICS: (text: string) => CalendarResponse, text: string): CalendarResponse | null {
  try {
    return parseICS(text);
  } catch {
    // The library throws plain errors for texts that are no calendar; which one makes no difference to whoever wrote it.
    return null;
  }
}

/** Makes the occurrences of an event within a stretch of time. */
export type Expand = typeof import("node-ical").expandRecurringEvent;

async function shiftsOf(events: readonly VEvent[], asked: IcsAsked, expand: Expand): Promise<IcsRead> {
  const found: Shift[] = [];
  const [unmatched, unreadable] = [new Set<string>(), new Set<string>()];
  const began = asked.world.monotonicMs();
  for (const event of events) {
    if (asked.world.monotonicMs() - began > icsLimits.workMs) return { failed: "The calendar takes too long to read: it has too many recurring events." };
    const title = textOf(event.summary);
    const spans = spansOf(event, asked, expand);
    if (spans === null) unreadable.add(title.slice(0, 100));
    if (spans === null || spans.length === 0) continue;
    const { people, whole } = asked.whoIs(title, invitedTo(event));
    if (!whole) unmatched.add(title.slice(0, 100));
    if (people.length > 0) found.push(...spans.map((span) => ({ ...span, people: [...people] })));
    // Reading a long calendar lets others have their turn.
    await asked.world.sleep(0);
  }
  found.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.until < b.until ? -1 : 1));
  return { shifts: found.slice(0, icsLimits.shifts), unmatched: listed(unmatched), unreadable: listed(unreadable), cut: found.length > icsLimits.shifts };
}

const listed = (titles: ReadonlySet<string>) => [...titles].slice(0, icsLimits.titles);

/** A stretch of time. */
export type Span = { readonly from: Instant; readonly until: Instant };

/** The stretches of an event within what was asked for; null where its times or recurrence cannot be understood. */
export function spansOf(event: VEvent, { from, until, zone }: Span & { readonly zone: string }, expand: Expand): Span[] | null {
  if (!(event.start instanceof Date) || Number.isNaN(event.start.getTime())) return null;
  const rule = event.rrule as { _rrule?: { maxIterations?: number } } | undefined;
  if (rule?._rrule) rule._rrule.maxIterations = icsLimits.steps;
  try {
    return expand(event, { from: new Date(from), to: new Date(until), expandOngoing: true }).flatMap(({ start, end, isFullDay }) => {
      const floating = isFullDay || (event.start as { tz?: string }).tz === undefined;
      const span = floating ? { from: wallClock(start, zone), until: wallClock(end, zone) } : { from: start.toISOString(), until: end.toISOString() };
      return span.from < span.until && span.until > from && span.from < until ? [span] : [];
    });
  } catch {
    // A rule that never comes true, or comes true every second, ends in an error of the library.
    return null;
  }
}

/** The library gives times without a zone as this machine's local time: the same clock face, read in the schedule's zone. */
function wallClock(date: Date, zone: string): Instant {
  const face = new Temporal.PlainDateTime(date.getFullYear(), date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes(), date.getSeconds());
  return new Date(face.toZonedDateTime(zone).epochMilliseconds).toISOString();
}

/** The words of a property, with or without parameters. */
export function textOf(value: unknown): string {
  const text = typeof value === "object" && value !== null && "val" in value ? (value as { val: unknown }).val : value;
  return typeof text === "string" ? text.trim() : "";
}

/** The addresses invited to an event, small. */
function invitedTo({ attendee }: VEvent): string[] {
  const list = attendee === undefined ? [] : Array.isArray(attendee) ? attendee : [attendee];
  return list.map((one) =>
    textOf(one)
      .replace(/^mailto:/i, "")
      .toLowerCase(),
  );
}
