/** Reads a person's calendar into meetings: what lies ahead, whose meeting it is, and under which address the person was invited. */
import type { VEvent } from "node-ical";
import type { Instant } from "../../core/kernel/time.ts";
import type { MeetingsRead, ReadMeeting } from "../../store/directory/own-calendars.ts";
import type { World } from "../world.ts";
import { type Expand, eventsOf, icsLimits, type Span, spansOf, textOf } from "./read-ics.ts";

/** What is asked: the text, the stretch that matters, the person's zone and their addresses in small letters. */
export type MeetingsAsked = {
  readonly text: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly zone: string;
  readonly addresses: readonly string[];
  readonly world: Pick<World, "monotonicMs" | "sleep">;
};

/** So many meetings of one person are known at most. */
const mostMeetings = 500;

/** Reads the calendar; a text that is none is a value. Whole days, free time and what the person declined already are no meetings. */
export async function readMeetings(asked: MeetingsAsked): Promise<MeetingsRead> {
  const read = await eventsOf(asked.text);
  if ("failed" in read) return read;
  const found: ReadMeeting[] = [];
  const began = asked.world.monotonicMs();
  for (const event of read.events) {
    if (asked.world.monotonicMs() - began > icsLimits.workMs) return { failed: "The calendar takes too long to read: it has too many recurring events." };
    found.push(...meetingsIn(event, asked, read.expand));
    // Reading a long calendar lets others have their turn.
    await asked.world.sleep(0);
  }
  found.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.uid < b.uid ? -1 : 1));
  return { meetings: found.slice(0, mostMeetings) };
}

function meetingsIn(event: VEvent, asked: MeetingsAsked, expand: Expand): ReadMeeting[] {
  const me = mine(event, asked.addresses);
  if (event.datetype === "date" || transparencyOf(event) === "TRANSPARENT" || me?.declined) return [];
  const organiser = organiserOf(event);
  const own = asked.addresses.includes(organiser.address);
  const about = {
    uid: event.uid.slice(0, 500),
    sequence: Number.parseInt(String(event.sequence ?? 0), 10) || 0,
    title: textOf(event.summary).slice(0, 300),
    organiserName: own ? "" : organiser.name.slice(0, 200),
    organiserAddress: own ? "" : organiser.address,
    attendee: me?.address ?? asked.addresses[0] ?? "",
  };
  return (spansOf(event, asked, expand) ?? []).map((span) => ({ ...about, recurrence: recurrenceOf(event, span), ...span }));
}

/** An occurrence is named by when it should have begun. */
function recurrenceOf(event: VEvent, { from }: Span): string {
  const moved = Object.values(event.recurrences ?? {}).find(({ start }) => start instanceof Date && start.toISOString() === from);
  if (moved?.recurrenceid instanceof Date) return moved.recurrenceid.toISOString();
  return event.rrule === undefined ? "" : from;
}

const transparencyOf = (event: VEvent) => String((event as { readonly transparency?: unknown }).transparency ?? "").toUpperCase();

const plainAddress = (value: unknown) => {
  const address = textOf(value)
    .replace(/^mailto:/i, "")
    .trim()
    .toLowerCase();
  return /^[^\s@<>"]{1,120}@[^\s@<>"]{1,120}$/.test(address) ? address : "";
};

function organiserOf({ organizer }: VEvent): { readonly name: string; readonly address: string } {
  const given = typeof organizer === "object" && organizer !== null ? (organizer.params as { readonly CN?: unknown } | undefined)?.CN : undefined;
  const address = plainAddress(organizer);
  return { name: typeof given === "string" ? given.replace(/^"|"$/g, "") : address, address };
}

/** The person among those invited. */
function mine({ attendee }: VEvent, addresses: readonly string[]): { readonly address: string; readonly declined: boolean } | null {
  const all = attendee === undefined ? [] : Array.isArray(attendee) ? attendee : [attendee];
  const found = all.map((one) => ({ one, address: plainAddress(one) })).find(({ address }) => addresses.includes(address));
  if (!found) return null;
  const status = typeof found.one === "object" ? (found.one.params as { readonly PARTSTAT?: unknown } | undefined)?.PARTSTAT : undefined;
  return { address: found.address, declined: String(status).toUpperCase() === "DECLINED" };
}
