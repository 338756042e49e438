/** What a person's stream remembers: when they want to be tested, and what became of the last test page. */
import { z } from "zod";
import { eventOf } from "../kernel/event.ts";
import { slice } from "../kernel/slice.ts";

/** A weekly moment by the person's own clock; 1 is Monday. */
export const weekly = z.object({
  weekday: z.number().int().min(1).max(7),
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time of day like 10:00."),
});

const page = z.object({
  id: z.string(),
  at: z.string(),
  by: z.enum(["week", "button"]),
  state: z.enum(["open", "answered", "declined", "unreachable"]),
  answeredAt: z.string().nullable(),
  deliveredAt: z.string().nullable(),
});

const schema = z.object({
  person: z.string(),
  openedAt: z.string(),
  /** Null: no weekly test. */
  weekly: weekly.nullable(),
  /** The next weekly moment is after this. */
  since: z.string(),
  page: page.nullable(),
});

/** What the stream remembers. */
export type Tested = z.infer<typeof schema>;

const never = "1970-01-01T00:00:00.000Z";
const event = eventOf<Tested>();
const about = { page: z.string(), person: z.string() };

const change = (state: Tested, id: string, to: Partial<z.infer<typeof page>>): Tested =>
  state.page?.id === id ? { ...state, page: { ...state.page, ...to } } : state;

/** The one slice of a person's stream. */
export const tested = slice("tested", {
  schema,
  initial: { person: "", openedAt: never, weekly: null, since: never, page: null } as Tested,
  on: {
    "test-set": event(
      {
        data: z.object({ person: z.string(), weekly: weekly.nullable() }),
        says: (d, say) => `${say.person(d.person)} is ${d.weekly ? "tested every week" : "not tested every week"}`,
        seenBy: "all",
      },
      (state, { data, at }) => ({
        ...state,
        person: data.person,
        openedAt: state.openedAt === never ? at : state.openedAt,
        weekly: data.weekly,
        since: at,
      }),
    ),
    paged: event(
      { data: z.object({ ...about, by: z.enum(["week", "button"]) }), says: (d, say) => `Sent a test page to ${say.person(d.person)}`, seenBy: "all" },
      (state, { data, at }) => ({
        ...state,
        person: data.person,
        openedAt: state.openedAt === never ? at : state.openedAt,
        since: at,
        page: { id: data.page, at, by: data.by, state: "open" as const, answeredAt: null, deliveredAt: null },
      }),
    ),
    "page-answered": event(
      { data: z.object({ ...about, how: z.string() }), says: (d, say) => `${say.person(d.person)} answered the test page`, seenBy: "all" },
      (state, { data, at }) => change(state, data.page, { state: "answered", answeredAt: at }),
    ),
    "page-declined": event(
      { data: z.object({ ...about, reason: z.string() }), says: (d, say) => `${say.person(d.person)} got the test page: ${d.reason}`, seenBy: "all" },
      (state, { data, at }) => change(state, data.page, { state: "declined", answeredAt: at }),
    ),
    "page-delivered": event(
      { data: z.object({ ...about, channel: z.string() }), says: (d, say) => `The test page reached ${say.person(d.person)} by ${d.channel}`, seenBy: "all" },
      (state, { data, at }) => change(state, data.page, { deliveredAt: at }),
    ),
    "page-bundled": event(
      { data: z.object({ ...about, reason: z.string() }), says: (d) => `The test page waits to be said together with others (${d.reason})`, seenBy: "all" },
      (state) => state,
    ),
    "person-unreachable": event(
      { data: z.object({ ...about, reason: z.string() }), says: (d, say) => `${say.person(d.person)} could not be reached: ${d.reason}`, seenBy: "all" },
      (state, { data }) => change(state, data.page, { state: "unreachable" }),
    ),
  },
});
