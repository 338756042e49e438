/** An appointment as a file that every calendar takes in (RFC 5545): times in UTC, texts escaped, lines folded. */

/** What it says. The same `uid` with a higher `sequence` is the same appointment, moved. */
export type CalendarEvent = {
  readonly uid: string;
  readonly sequence: number;
  /** Instants. */
  readonly stamp: string;
  readonly from: string;
  readonly until: string;
  readonly title: string;
  readonly description: string;
  readonly url: string | null;
};

/** What an answer says. `uid` and `sequence` are the invitation's own, unchanged; `recurrence` is the occurrence meant, null where it does not recur. */
export type CalendarReply = {
  readonly uid: string;
  readonly sequence: number;
  readonly recurrence: string | null;
  /** Instants. */
  readonly stamp: string;
  readonly from: string;
  readonly organiser: string;
  readonly attendee: string;
  /** Of whoever does not come. */
  readonly name: string;
  readonly comment: string;
};

const utc = (instant: string) => `${instant.replace(/\.\d+/, "").replace(/[-:]/g, "")}`;

const escaped = (text: string) =>
  text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r?\n/g, "\\n")
    .replace(/\p{Cc}/gu, " ");

/** At most 75 bytes a line; a line that goes on begins with a space. */
function folded(line: string): string {
  const lines = [""];
  for (const character of line) {
    if (Buffer.byteLength(`${lines.at(-1)}${character}`) > 75) lines.push(" ");
    lines[lines.length - 1] += character;
  }
  return lines.join("\r\n");
}

/** The file a calendar program answers an invitation with: the person does not come (RFC 5546, REPLY). Addresses are plain. */
export function calendarReply(reply: CalendarReply): string {
  const { uid, sequence, recurrence, stamp, from, organiser, attendee, name, comment } = reply;
  const address = (mail: string) => `mailto:${mail.replace(/[\s\p{Cc};:,"]/gu, "")}`;
  const lines = [
    ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Quarterdeck//Meetings//EN", "METHOD:REPLY", "BEGIN:VEVENT"],
    ...[`UID:${uid.replace(/[\r\n]/g, "")}`, `SEQUENCE:${sequence}`, `DTSTAMP:${utc(stamp)}`],
    ...(recurrence === null ? [`DTSTART:${utc(from)}`] : [`RECURRENCE-ID:${utc(recurrence)}`]),
    ...[`ORGANIZER:${address(organiser)}`, `ATTENDEE;PARTSTAT=DECLINED;CN="${name.replace(/["\p{Cc}]/gu, "")}":${address(attendee)}`],
    ...[`COMMENT:${escaped(comment)}`, "END:VEVENT", "END:VCALENDAR"],
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

/** The file. */
export function calendarEvent({ uid, sequence, stamp, from, until, title, description, url }: CalendarEvent): string {
  const lines = [
    ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Quarterdeck//Meetings//EN", "METHOD:PUBLISH", "BEGIN:VEVENT"],
    ...[`UID:${escaped(uid)}@quarterdeck`, `SEQUENCE:${sequence}`, `DTSTAMP:${utc(stamp)}`, `DTSTART:${utc(from)}`, `DTEND:${utc(until)}`],
    ...[`SUMMARY:${escaped(title)}`, `DESCRIPTION:${escaped(description)}`, ...(url === null ? [] : [`URL:${url.replace(/\s/g, "")}`])],
    ...["END:VEVENT", "END:VCALENDAR"],
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}
