/** Shifts as a calendar that other programs subscribe to: the same shift is the same event for ever. */
import { createHash } from "node:crypto";
import type { Instant } from "../../core/kernel/time.ts";

/** A shift of one person as an event. `open`: it goes on beyond what is shown. */
export type FileShift = {
  readonly schedule: { readonly id: string; readonly name: string };
  readonly person: { readonly id: string; readonly name: string };
  readonly from: Instant;
  readonly until: Instant;
  readonly open: boolean;
  /** It began before what is shown. */
  readonly begun: boolean;
  /** When its schedule was last changed. */
  readonly changedAt: Instant;
  /** Minutes before it at which a calendar program may remind; null: not at all. */
  readonly alarmMinutes: number | null;
};

/** What a file is made of. `own`: the titles need not say whose shifts they are. */
export type CalendarFile = { readonly name: string; readonly own: boolean; readonly link: string; readonly shifts: readonly FileShift[] };

/** How often programs should look again, in seconds. */
const lookAgainSeconds = 900;

/** The id of a shift: whose, where, and since when. One that began before anything shown has no instant of its own; there is only one of those. */
function uidOf({ schedule, person, from, begun }: FileShift): string {
  const key = `${schedule.id}|${person.id}|${begun ? "begun" : from}`;
  return `${createHash("sha256").update(key).digest("hex").slice(0, 32)}@quarterdeck`;
}

/** The file as text (RFC 5545): times in UTC, lines folded, texts escaped. */
export async function icsOf({ name, own, link, shifts }: CalendarFile): Promise<string> {
  const { default: ical, ICalAlarmType, ICalCalendarMethod } = await import("ical-generator");
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: "Quarterdeck", product: "On call", language: "EN" },
    ttl: lookAgainSeconds,
  });
  for (const shift of shifts) {
    const title = own ? `On call: ${shift.schedule.name}` : `${shift.person.name}: ${shift.schedule.name}`;
    const event = calendar.createEvent({
      id: uidOf(shift),
      stamp: new Date(shift.changedAt),
      start: new Date(shift.from),
      end: new Date(shift.until),
      summary: title,
      description: shift.open ? `Goes on beyond what is shown. ${link}` : link,
      url: link,
    });
    if (shift.alarmMinutes !== null) event.createAlarm({ type: ICalAlarmType.display, triggerBefore: shift.alarmMinutes * 60, description: title });
  }
  return calendar.toString();
}

/** The same as JSON. */
export function jsonOf({ name, link, shifts }: CalendarFile) {
  return {
    name,
    link,
    shifts: shifts.map(({ schedule, person, from, until, open, ...shift }) => ({
      uid: uidOf({ schedule, person, from, until, open, ...shift }),
      schedule,
      person,
      from,
      until,
      open,
    })),
  };
}

/** A strong validator of a text. */
export function etagOf(text: string): string {
  return `"${createHash("sha256").update(text).digest("base64url").slice(0, 32)}"`;
}
