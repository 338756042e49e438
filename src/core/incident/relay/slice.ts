/** What goes through the service's first expert: from whom, and whether they passed it on. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

/** What can be passed on. */
export const relayed = ["finding", "proposal"] as const;

const schema = z.object({
  /** By the id of what is to be passed on. */
  items: z.record(z.string(), z.object({ what: z.enum(relayed), from: z.string(), to: z.string(), at: z.string(), state: z.enum(["waiting", "passed"]) })),
});
export type Relay = z.infer<typeof schema>;
const event = eventOf<Relay>();

export const relay = slice("relay", {
  schema,
  initial: { items: {} } as Relay,
  on: {
    "relay-asked": event(
      {
        data: z.object({ item: z.string(), what: z.enum(relayed), from: z.string(), to: z.string(), text: z.string() }),
        says: (d, say) => `What ${say.person(d.from)} says goes through ${say.person(d.to)}: ${d.text}`,
        seenBy: "all",
      },
      (state, { data: { item, what, from, to }, at }) => ({ items: { ...state.items, [item]: { what, from, to, at, state: "waiting" as const } } }),
    ),
    relayed: event(
      {
        data: z.object({ item: z.string(), from: z.string(), person: z.string(), text: z.string() }),
        says: (d, say) => `${say.person(d.person)} passes on from ${say.person(d.from)}: ${d.text}`,
        seenBy: "all",
      },
      (state, { data }) => {
        const found = state.items[data.item];
        return found ? { items: { ...state.items, [data.item]: { ...found, state: "passed" } } } : state;
      },
    ),
  },
});
