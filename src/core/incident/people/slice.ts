/** When each person last did something here: who is active may be contacted, and other incidents see the engagement. */
import { z } from "zod";
import { slice } from "../../kernel/slice.ts";

const schema = z.object({ lastActAt: z.record(z.string(), z.string()) });
export type People = z.infer<typeof schema>;

export const people = slice("people", {
  schema,
  initial: { lastActAt: {} } as People,
  on: {},
  hears: {
    "*": (state, { actor, at }) =>
      actor.startsWith("person:") || actor.startsWith("sim:") ? { lastActAt: { ...state.lastActAt, [actor.slice(actor.indexOf(":") + 1)]: at } } : state,
  },
});
