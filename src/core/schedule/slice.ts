/** What a schedule's stream remembers: up to when it has looked, who was told what, and the shifts that everybody knows of. */
import { z } from "zod";
import { eventOf } from "../kernel/event.ts";
import { slice } from "../kernel/slice.ts";

const span = { from: z.string(), until: z.string() };

/** Shifts that their people know of, up to `until`, as they were at `since`. */
const known = z.object({ since: z.string(), until: z.string(), shifts: z.array(z.object({ person: z.string(), ...span })) });

const schema = z.object({
  schedule: z.string(),
  title: z.string(),
  openedAt: z.string(),
  /** Everything up to here has been seen to. */
  cursor: z.string(),
  /** Grows with every event: makes keys of duties that are due at once. */
  acts: z.number(),
  /** Who has been told that they are on call. */
  called: z.array(z.string()),
  known,
  /** Beginnings of gaps that were warned about; `now` for one that had begun when it was seen. */
  warned: z.array(z.string()),
  /** Requests for cover that people were told of. */
  cover: z.record(z.string(), z.object({ at: z.string(), closed: z.boolean() })),
});

/** What the stream remembers. */
export type Watch = z.infer<typeof schema>;

const never = "1970-01-01T00:00:00.000Z";
const event = eventOf<Watch>();
const quiet = { seenBy: "all", timeline: false } as const;

/** How many warnings are remembered; older gaps are over. */
const remembered = 200;

const change = z.object({ person: z.string(), now: z.array(z.string()), gone: z.array(z.string()) });

/** The one slice of a schedule's stream. */
export const watch = slice("watch", {
  schema,
  initial: {
    ...{ schedule: "", title: "", openedAt: never, cursor: never, acts: 0, called: [], warned: [], cover: {} },
    known: { since: never, until: never, shifts: [] },
  } as Watch,
  on: {
    "watch-opened": event(
      { data: z.object({ schedule: z.string(), title: z.string(), known }), says: (d) => `The schedule ${d.title} is watched`, ...quiet },
      (state, { data, at }) => ({ ...state, ...data, openedAt: at, cursor: at, acts: 1 }),
    ),
    looked: event(
      { data: z.object({ title: z.string(), known: known.nullable() }), says: () => "Looked at the coming days", ...quiet },
      (state, { data, at }) => ({ ...state, title: data.title, known: data.known ?? state.known, cursor: at, acts: state.acts + 1 }),
    ),
    "shift-soon-told": event(
      {
        data: z.object({ person: z.string(), beside: z.string().nullable(), ...span }),
        says: (d, say) => `Told ${say.person(d.person)} of their next shift`,
        ...quiet,
      },
      (state, { at }) => ({ ...state, cursor: at, acts: state.acts + 1 }),
    ),
    "shift-began": event(
      {
        data: z.object({
          people: z.array(z.string()),
          began: z.array(z.string()),
          ended: z.array(z.string()),
          until: z.string().nullable(),
          next: z.array(z.string()),
        }),
        says: (d, say) => (d.people.length === 0 ? "Nobody is on call" : `On call now: ${d.people.map(say.person).join(", ")}`),
        ...quiet,
      },
      (state, { data, at }) => ({ ...state, called: data.people, warned: warnedThen(state.warned, data.people, at), cursor: at, acts: state.acts + 1 }),
    ),
    "changes-told": event(
      {
        data: z.object({ title: z.string(), people: z.array(change), known }),
        says: (d, say) => `Told ${d.people.map(({ person }) => say.person(person)).join(", ")} that their shifts have changed`,
        ...quiet,
      },
      (state, { data, at }) => ({ ...state, title: data.title, known: data.known, cursor: at, acts: state.acts + 1 }),
    ),
    "gaps-warned": event(
      { data: z.object({ people: z.array(z.string()), gaps: z.array(z.object(span)) }), says: () => "Warned of times in which nobody is on call", ...quiet },
      (state, { data, at }) => ({
        ...state,
        warned: [...new Set([...state.warned, ...data.gaps.map(({ from }) => (from <= at ? "now" : from))])].slice(-remembered),
        cursor: at,
        acts: state.acts + 1,
      }),
    ),
    "cover-told": event(
      {
        data: z.object({ request: z.string(), what: z.enum(["asked", "reminder", "answered"]), title: z.string(), people: z.array(z.string()) }),
        says: (d) => (d.what === "answered" ? "Told of the answer to a request for cover" : "Asked for cover"),
        ...quiet,
      },
      (state, { data, at }) => ({ ...state, cover: coverThen(state.cover, data, at), cursor: at, acts: state.acts + 1 }),
    ),
  },
});

/** When somebody is on call no gap runs any more; one that begins now was warned of if its beginning was. */
function warnedThen(warned: readonly string[], people: readonly string[], at: string): string[] {
  const coming = warned.filter((from) => from !== "now" && from > at);
  if (people.length > 0) return coming;
  return warned.some((from) => from === "now" || from <= at) ? ["now", ...coming] : coming;
}

function coverThen(cover: Watch["cover"], { request, what }: { readonly request: string; readonly what: string }, at: string): Watch["cover"] {
  const kept = Object.entries(cover).filter(([id]) => id !== request);
  return { ...Object.fromEntries(kept.slice(-remembered)), [request]: { at, closed: what === "answered" } };
}
