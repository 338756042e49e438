/** Whether an incident is kept secret, under which name, who was let in and who was shut out (X-15, PD-05, K5). */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";
import { commanderClaim } from "../commander-call/slice.ts";

const schema = z.object({
  /** Only those inside know that it exists. */
  concealed: z.boolean(),
  /** What it is called wherever others could read along. */
  codename: z.string().nullable(),
  /** People inside beside those who have a part in it. */
  letIn: z.array(z.string()),
  /** Those of them who are inside because a group is. */
  byGroup: z.array(z.string()),
  /** People outside whatever part they had, until they are let in or called again. */
  shutOut: z.array(z.string()),
  /** How often the circle was changed, so that each change wanted is a duty of its own. */
  changes: z.number(),
  disclosedAt: z.string().nullable(),
});
export type Secrecy = z.infer<typeof schema>;
const event = eventOf<Secrecy>();

const people = z.array(z.string());
const without = (all: readonly string[], some: readonly string[]) => all.filter((one) => !some.includes(one));
const withAll = (all: readonly string[], some: readonly string[]) => [...new Set([...all, ...some])];

const lets = (state: Secrecy, some: readonly string[]): Secrecy => ({
  ...state,
  letIn: withAll(state.letIn, some),
  shutOut: without(state.shutOut, some),
  changes: state.changes + 1,
});

/** Whoever is called or seated is wanted inside, whatever was said before. */
const wanted = (state: Secrecy, person: string): Secrecy =>
  state.shutOut.includes(person) ? { ...state, shutOut: without(state.shutOut, [person]), changes: state.changes + 1 } : state;

/** Whoever gives a seat up knows what it is about, and stays inside. */
const stays = (state: Secrecy, person: string): Secrecy =>
  state.concealed && !state.shutOut.includes(person) ? { ...state, letIn: withAll(state.letIn, [person]) } : state;

export const secrecy = slice("secrecy", {
  schema,
  initial: { concealed: false, codename: null, letIn: [], byGroup: [], shutOut: [], changes: 0, disclosedAt: null } as Secrecy,
  on: {
    concealed: event(
      {
        data: z.object({
          codename: z.string(),
          people,
          /** Of an incident that ran under another process: the one it goes on under, and what becomes of its severity and its seats. */
          moves: z
            .object({
              from: z.string(),
              process: z.string(),
              version: z.number().nullable(),
              rank: z.number().nullable(),
              seats: z.record(z.string(), z.string()),
              reason: z.string(),
            })
            .optional(),
        }),
        says: (d) => `Kept secret from now on, under the name ${d.codename}${d.moves?.reason ? `: ${d.moves.reason}` : ""}`,
        seenBy: "all",
        // A call for a commander leads here no more: whoever is outside would find a claim of something that is not there.
        claims: () => [{ free: commanderClaim }],
      },
      (state, { data }) => ({
        ...lets(state, data.people),
        byGroup: data.moves ? [] : data.people,
        concealed: true,
        codename: data.codename || null,
        disclosedAt: null,
      }),
    ),
    "let-in": event(
      {
        data: z.object({ people, why: z.string(), group: z.literal(true).optional() }),
        says: (d, say) => `${d.people.map((one) => say.person(one)).join(", ")} may read along now${d.why ? `: ${d.why}` : ""}`,
        seenBy: "all",
      },
      (state, { data }) => ({ ...lets(state, data.people), byGroup: data.group ? withAll(state.byGroup, data.people) : state.byGroup }),
    ),
    "shut-out": event(
      {
        data: z.object({ people, why: z.string(), group: z.literal(true).optional() }),
        says: (d, say) => `${d.people.map((one) => say.person(one)).join(", ")} may not read along any more${d.why ? `: ${d.why}` : ""}`,
        seenBy: "all",
      },
      // Whoever only left a group keeps what part they have besides.
      (state, { data }) => ({
        ...state,
        letIn: without(state.letIn, data.people),
        byGroup: without(state.byGroup, data.people),
        shutOut: data.group ? state.shutOut : withAll(state.shutOut, data.people),
        changes: state.changes + 1,
      }),
    ),
    "glass-broken": event(
      {
        data: z.object({ person: z.string(), reason: z.string() }),
        says: (d, say) => `${say.person(d.person)} opened it in an emergency, without being let in: ${d.reason}`,
        seenBy: "all",
      },
      (state, { data }) => lets(state, [data.person]),
    ),
    disclosed: event({ data: z.object({ reason: z.string() }), says: (d) => `No secret any more: ${d.reason}`, seenBy: "all" }, (state, { at }) => ({
      ...state,
      concealed: false,
      disclosedAt: at,
    })),
  },
  hears: {
    "role-assigned": (state, { data }) => wanted(state, data.person),
    "handed-over": (state, { data }) => stays(wanted(state, data.person), data.from),
    "role-left": (state, { data }) => stays(state, data.person),
    paged: (state, { data }) => wanted(state, data.person),
  },
});
