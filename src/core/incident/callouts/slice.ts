/** What was called out of the clock: how long it lasts, and whose time is up. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const schema = z.object({
  /** When the elapsed time was last called out; empty: not yet. */
  at: z.string(),
  /** When it was last over: time before that does not count. */
  overAt: z.string(),
});
export type Callouts = z.infer<typeof schema>;
const event = eventOf<Callouts>();

export const callouts = slice("callouts", {
  schema,
  initial: { at: "", overAt: "" } as Callouts,
  on: {
    "time-called-out": event(
      { data: z.object({ minutes: z.number() }), says: (d) => `${d.minutes} minutes since command was taken`, seenBy: "all" },
      (state, { at }) => ({ ...state, at }),
    ),
    "timebox-called-out": event(
      {
        data: z.object({ action: z.string(), person: z.string(), minutes: z.number(), text: z.string() }),
        says: (d, say) => `The ${d.minutes} minutes of ${say.person(d.person)} are over: ${d.text}`,
        seenBy: "all",
      },
      (state) => state,
    ),
  },
  hears: { resolved: (_state, { at }) => ({ at: "", overAt: at }) },
});
