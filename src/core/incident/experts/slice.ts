/** Since when the experts of the area are looked for, and that none of them could be reached. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const schema = z.object({
  /** The report, or the reopening: pages before it count no more. */
  since: z.string(),
  /** Recorded by whoever manages: nobody could be reached until then. */
  unreachable: z.object({ at: z.string(), tried: z.array(z.string()) }).nullable(),
});
export type Experts = z.infer<typeof schema>;
const event = eventOf<Experts>();

export const experts = slice("experts", {
  schema,
  initial: { since: "", unreachable: null } as Experts,
  on: {
    "expert-unreachable-recorded": event(
      {
        data: z.object({ tried: z.array(z.object({ person: z.string(), at: z.string() })), note: z.string() }),
        says: (d, say) =>
          `No expert can be reached${d.tried.length === 0 ? "" : ` (${d.tried.map(({ person }) => say.person(person)).join(", ")})`}: the work goes on without one${d.note ? `. ${d.note}` : ""}`,
        seenBy: "all",
      },
      (state, { data, at }) => ({ ...state, unreachable: { at, tried: data.tried.map(({ person }) => person) } }),
    ),
  },
  hears: {
    reported: (_state, { at }) => ({ since: at, unreachable: null }),
    reopened: (_state, { at }) => ({ since: at, unreachable: null }),
  },
});
