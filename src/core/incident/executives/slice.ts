/** What executives were told: when last, and how often. The words stay in the log. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const schema = z.object({ lastAt: z.string().nullable(), count: z.number() });
export type Executives = z.infer<typeof schema>;
const event = eventOf<Executives>();

export const executives = slice("executives", {
  schema,
  initial: { lastAt: null, count: 0 } as Executives,
  on: {
    "executives-told": event(
      { data: z.object({ update: z.string(), channel: z.string(), text: z.string() }), says: (d) => `#${d.channel}: ${d.text}`, seenBy: "all" },
      (state, { at }) => ({ lastAt: at, count: state.count + 1 }),
    ),
  },
});
