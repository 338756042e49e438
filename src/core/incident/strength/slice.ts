/** How the people hold out: who is tired, who has nothing to do, who was let go, and until when they sleep in. */
import { z } from "zod";
import { eventOf, type Recorded } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const schema = z.object({
  /** Who said that they are tired, and when. */
  tired: z.record(z.string(), z.string()),
  /** When somebody's work was last given to another. */
  relievedAt: z.record(z.string(), z.string()),
  /** Who was let go, and when; gone once they are back. */
  released: z.record(z.string(), z.string()),
  /** Who sleeps in, from when until when. */
  rest: z.record(z.string(), z.object({ from: z.string(), until: z.string() })),
});
export type Strength = z.infer<typeof schema>;
const event = eventOf<Strength>();

/** The same records without somebody's. */
function without<T>(all: Readonly<Record<string, T>>, person: string): Record<string, T> {
  const { [person]: _gone, ...others } = all;
  return others;
}

/** Whoever takes a role is here again; whoever takes it themselves has slept enough. */
const back = (state: Strength, person: string, awake: boolean): Strength => ({
  ...state,
  tired: without(state.tired, person),
  released: without(state.released, person),
  rest: awake ? without(state.rest, person) : state.rest,
});

const tires = (state: Strength, person: string, { at }: Recorded): Strength => ({ ...state, tired: { ...state.tired, [person]: at } });

export const strength = slice("strength", {
  schema,
  initial: { tired: {}, relievedAt: {}, released: {}, rest: {} } as Strength,
  on: {
    "fatigue-reported": event(
      { data: z.object({ person: z.string() }), says: (d, say) => `${say.person(d.person)} is tired`, seenBy: "participants" },
      (state, recorded) => tires(state, recorded.data.person, recorded),
    ),
    released: event(
      {
        data: z.object({ person: z.string(), reason: z.string() }),
        says: (d, say) => `${say.person(d.person)} may go${d.reason ? `: ${d.reason}` : ""}`,
        seenBy: "all",
      },
      (state, { data, at }) => ({ ...state, tired: without(state.tired, data.person), released: { ...state.released, [data.person]: at } }),
    ),
    "rest-granted": event(
      {
        data: z.object({ person: z.string(), until: z.string() }),
        says: (d, say) => `${say.person(d.person)} worked in the night and sleeps in until ${say.instant(d.until)}`,
        seenBy: "all",
      },
      (state, { data, at }) => ({ ...state, rest: { ...state.rest, [data.person]: { from: at, until: data.until } } }),
    ),
  },
  hears: {
    "round-answered": (state, recorded) => (recorded.data.tired ? tires(state, recorded.data.person, recorded) : state),
    "action-redirected": (state, { data, at }) => (data.from === null ? state : { ...state, relievedAt: { ...state.relievedAt, [data.from]: at } }),
    "role-assigned": (state, { data }) => back(state, data.person, data.stated),
    "handed-over": (state, { data }) => ({ ...back(state, data.person, true), tired: without(without(state.tired, data.from), data.person) }),
  },
});
