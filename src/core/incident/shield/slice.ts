/** What keeps those who work undisturbed: pings that were led elsewhere, meetings that were declined for them. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const meeting = z.object({
  id: z.string(),
  title: z.string(),
  from: z.string(),
  until: z.string(),
  /** Whose meeting it is; null where their calendar does not say. */
  organiser: z.string().nullable(),
  /** Whether that somebody can be written to. */
  writable: z.boolean(),
});
export type DeclinedMeeting = z.infer<typeof meeting>;

const schema = z.object({
  /** How many messages meant for one person came here. */
  pings: z.number(),
  /** Declined meetings by id, with whose they would have been. */
  declined: z.record(z.string(), z.object({ person: z.string(), from: z.string(), until: z.string() })),
  /** Since when and until when somebody's calendar was looked at. */
  looked: z.record(z.string(), z.object({ at: z.string(), until: z.string() })),
});
export type Shield = z.infer<typeof schema>;
const event = eventOf<Shield>();

export const shield = slice("shield", {
  schema,
  initial: { pings: 0, declined: {}, looked: {} } as Shield,
  on: {
    pinged: event(
      {
        data: z.object({ ping: z.string(), person: z.string(), by: z.string(), text: z.string() }),
        says: (d, say) => `${say.person(d.by)} wanted to reach ${say.person(d.person)}`,
        seenBy: (d) => `person:${d.by}` as const,
      },
      (state) => ({ ...state, pings: state.pings + 1 }),
    ),
    "calendar-looked-at": event(
      {
        data: z.object({ person: z.string(), until: z.string() }),
        says: (d, say) => `Looked for meetings of ${say.person(d.person)} until ${say.instant(d.until)}`,
        seenBy: "participants",
        timeline: false,
      },
      (state, { data, at }) => ({ ...state, looked: { ...state.looked, [data.person]: { at, until: data.until } } }),
    ),
    "meetings-declined": event(
      {
        data: z.object({ person: z.string(), by: z.string().nullable(), meetings: z.array(meeting) }),
        says: (d, say) => `${say.person(d.person)} goes to no meetings: ${d.meetings.map(({ title, from }) => `${title || "one"} at ${from}`).join(", ")}`,
        seenBy: "participants",
      },
      (state, { data }) => ({
        ...state,
        declined: { ...state.declined, ...Object.fromEntries(data.meetings.map(({ id, from, until }) => [id, { person: data.person, from, until }])) },
      }),
    ),
  },
});
