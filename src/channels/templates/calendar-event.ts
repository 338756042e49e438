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
