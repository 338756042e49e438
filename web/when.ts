/** Times and numbers for people to read, through Intl, in the reader's zone. */

let zone: string | undefined;
const locale = "en-GB";

/** Sets the reader's zone; a name the browser does not know falls back to the browser's own. */
export function setZone(name: string): void {
  try {
    new Intl.DateTimeFormat(locale, { timeZone: name });
    zone = name;
  } catch {
    zone = undefined;
  }
}

/** The reader's zone. */
function readerZone(): string {
  return zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([readerZone(), options]);
  const found = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: readerZone(), ...options });
  formats.set(key, found);
  return found;
}

/** `14:05`. */
export function clockTime(at: string | number): string {
  return format({ hour: "2-digit", minute: "2-digit" }).format(new Date(at));
}

/** `14:05` in somebody else's zone. */
export function timeIn(other: string, at: number): string {
  try {
    return format({ hour: "2-digit", minute: "2-digit", timeZone: other }).format(new Date(at));
  } catch {
    return "";
  }
}

/** `New York` of `America/New_York`. */
export function placeOf(name: string): string {
  return name.split("/").at(-1)?.replaceAll("_", " ") ?? name;
}

/** `3 Mar`. */
export function dayAndMonth(at: string | number): string {
  return format({ day: "numeric", month: "short" }).format(new Date(at));
}

/** `3`. */
export function dayOfMonth(at: string | number): string {
  return format({ day: "numeric" }).format(new Date(at));
}

/** `Tue`. */
export function weekday(at: string | number): string {
  return format({ weekday: "short" }).format(new Date(at));
}

/** `Tuesday, 3 March`. */
export function longDay(at: string | number): string {
  return format({ weekday: "long", day: "numeric", month: "long" }).format(new Date(at));
}

/** `3 March 2026 at 14:05:09 CET`, for the hover. */
export function exact(at: string | number): string {
  return format({ dateStyle: "long", timeStyle: "long" }).format(new Date(at));
}

/** Two instants on the same day of the reader. */
export function sameDay(a: string | number, b: string | number): boolean {
  return format({ dateStyle: "short" }).format(new Date(a)) === format({ dateStyle: "short" }).format(new Date(b));
}

/** `3 Mar, 14:05`: for what is not of today. */
export function dayAndTime(at: string | number): string {
  return `${dayAndMonth(at)}, ${clockTime(at)}`;
}

/** An instant as the value of a `datetime-local` field, which speaks the browser's own time. */
export function localInput(ms: number): string {
  const at = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
  return at.toISOString().slice(0, 16);
}

/** `14:05` today, else `3 Mar, 14:05`. */
export function clockOrDay(at: string | number, now: number): string {
  return sameDay(at, now) ? clockTime(at) : `${dayAndMonth(at)}, ${clockTime(at)}`;
}

/** `12 min`, `2 h 5 min`, `3 d`: a length without a direction. */
export function span(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  const unit = (value: number, name: string) => new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "short" }).format(value);
  if (minutes < 60) return unit(minutes, "minute").replace("mins", "min");
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 || hours >= 10 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d`;
}

/** `a, b and c`. */
export function list(items: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(items);
}

/** `1,234`. */
export function count(value: number): string {
  return new Intl.NumberFormat(locale).format(value);
}

/** `1.2 MB`. */
export function size(bytes: number): string {
  const mega = bytes >= 1_000_000;
  return new Intl.NumberFormat(locale, { style: "unit", unit: mega ? "megabyte" : "kilobyte", maximumFractionDigits: 1 }).format(
    bytes / (mega ? 1_000_000 : 1_000),
  );
}

/** `2 h` of `PT2H`, an ISO duration of days, hours and minutes; what is none stands as it is. */
export function length(iso: string): string {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(iso);
  if (parts === null) return iso;
  const [days, hours, minutes] = parts.slice(1).map((part) => Number(part ?? 0));
  return span((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60_000);
}

/** `2026-03-04 06:00 UTC`, as every sentence of the record writes an instant. */
const written = /(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) UTC/;

/** A sentence of the record in pieces: its words, and its instants with how the reader's clock shows them. */
export function piecesOf(sentence: string): readonly { readonly text: string; readonly at?: string }[] {
  const found = sentence.split(new RegExp(written, "g"));
  return found.flatMap((text, index) => {
    if (index % 3 === 0) return text === "" ? [] : [{ text }];
    if (index % 3 === 2) return [];
    const at = `${text}T${found[index + 1] ?? "00:00"}Z`;
    return [{ text: `${weekday(at)} ${clockTime(at)}`, at }];
  });
}
