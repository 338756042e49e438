/** What keeps those who work undisturbed: pings that were led elsewhere. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const schema = z.object({
  /** How many messages meant for one person came here. */
  pings: z.number(),
});
export type Shield = z.infer<typeof schema>;
const event = eventOf<Shield>();

export const shield = slice("shield", {
  schema,
  initial: { pings: 0 } as Shield,
  on: {
    pinged: event(
      {
        data: z.object({ ping: z.string(), person: z.string(), by: z.string(), text: z.string() }),
        says: (d, say) => `${say.person(d.by)} wanted to reach ${say.person(d.person)}`,
        seenBy: (d) => `person:${d.by}` as const,
      },
      (state) => ({ ...state, pings: state.pings + 1 }),
    ),
  },
});
