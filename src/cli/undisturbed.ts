/** Rows of the verbs for meeting rooms and one's own calendar: what keeps those who work undisturbed. */
import { anything } from "./anything.ts";
import type { Request } from "./exchange.ts";

type Given = Readonly<Record<string, string | undefined>>;

const at = encodeURIComponent;
const iso = (text: string) => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString());
const rows = (field: string) => (value: unknown, width: number | null) => anything({ items: (value as Record<string, unknown>)[field] }, width);

/** The groups, by name. */
export const undisturbed = {
  "meeting-room": {
    says: "meeting rooms and who has booked them",
    verbs: [
      { usage: "list", says: "every room", asks: (): Request => ({ method: "GET", path: "/rooms" }), show: rows("rooms") },
      {
        usage: "bookings <room>",
        says: "what lies ahead in a room",
        asks: ([room = ""]: readonly string[]): Request => ({ method: "GET", path: `/rooms/${at(room)}/bookings` }),
        show: rows("bookings"),
      },
      {
        usage: "book <room>",
        says: "book a room for yourself; an incident books with: incident book-room",
        takes: { "--from <instant>": "from when", "--until <instant>": "until when", "--what <text>": "for what" },
        asks: ([room = ""]: readonly string[], { from = "", until = "", what = "" }: Given): Request => ({
          method: "POST",
          path: `/rooms/${at(room)}/bookings`,
          body: { from: iso(from), until: iso(until), what },
        }),
      },
      {
        usage: "give-back <room> <booking>",
        says: "take a booking back",
        asks: ([room = "", booking = ""]: readonly string[]): Request => ({ method: "DELETE", path: `/rooms/${at(room)}/bookings/${at(booking)}` }),
      },
    ],
  },
  "own-calendar": {
    says: "your own calendar: while you work on an incident, its meetings are declined for you",
    verbs: [
      { usage: "show", says: "where it comes from, and the meetings ahead", asks: (): Request => ({ method: "GET", path: "/me/calendar" }) },
      {
        usage: "follow <address>",
        says: "follow the calendar at an https:// or webcal:// address",
        asks: ([url = ""]: readonly string[]): Request => ({ method: "PUT", path: "/me/calendar", body: { url } }),
      },
      { usage: "forget", says: "forget it and its meetings", asks: (): Request => ({ method: "DELETE", path: "/me/calendar" }) },
    ],
  },
};
