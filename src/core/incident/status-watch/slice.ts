/** Whether the room is told again and again how the systems are, since when, when it was last looked at, and what was last said. */
import { z } from "zod";
import { eventOf, type Recorded } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const schema = z.object({ since: z.string().nullable(), at: z.string(), said: z.string().optional() });
export type StatusWatch = z.infer<typeof schema>;
const event = eventOf<StatusWatch>();

const still: StatusWatch = { since: null, at: "" };
const ends = () => still;
const looked = (state: StatusWatch, { data, at }: Recorded): StatusWatch =>
  state.since !== null && (data as { readonly rule: string }).rule === "status_watch" ? { ...state, at } : state;

export const statusWatch = slice("statusWatch", {
  schema,
  initial: still,
  on: {
    "status-watched": event(
      { data: z.object({ every: z.string(), text: z.string() }), says: (d) => `Watches how the systems are. ${d.text}`, seenBy: "all" },
      (_state, { data, at }) => ({ since: at, at, said: data.text }),
    ),
    "status-told": event({ data: z.object({ text: z.string() }), says: (d) => d.text, seenBy: "all" }, (state, { data, at }) => ({
      ...state,
      at,
      said: data.text,
    })),
    "status-unwatched": event({ data: z.object({}), says: () => "Watches no more how the systems are", seenBy: "all" }, ends),
  },
  hears: { "duty-fell-due": looked, resolved: ends, closed: ends, cancelled: ends, rejected: ends, "marked-duplicate": ends },
});
