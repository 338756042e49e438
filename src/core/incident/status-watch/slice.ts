/** Whether the room is told again and again how the systems are, since when, and when it was last told. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const schema = z.object({ since: z.string().nullable(), at: z.string() });
export type StatusWatch = z.infer<typeof schema>;
const event = eventOf<StatusWatch>();

const still: StatusWatch = { since: null, at: "" };
const ends = () => still;

export const statusWatch = slice("statusWatch", {
  schema,
  initial: still,
  on: {
    "status-watched": event(
      { data: z.object({ every: z.string(), text: z.string() }), says: (d) => `Watches how the systems are. ${d.text}`, seenBy: "all" },
      (_state, { at }) => ({ since: at, at }),
    ),
    "status-told": event({ data: z.object({ text: z.string() }), says: (d) => d.text, seenBy: "all" }, (state, { at }) => ({ ...state, at })),
    "status-unwatched": event({ data: z.object({}), says: () => "Watches no more how the systems are", seenBy: "all" }, ends),
  },
  hears: { resolved: ends, closed: ends, cancelled: ends, rejected: ends, "marked-duplicate": ends },
});
