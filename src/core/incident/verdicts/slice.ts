/** What was found out about the questions on which something else waits: the newest answer to each (R-PD-S06). */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const schema = z.object({ given: z.record(z.string(), z.object({ answer: z.string(), by: z.string(), at: z.string() })) });
export type Verdicts = z.infer<typeof schema>;
const event = eventOf<Verdicts>();

export const verdicts = slice("verdicts", {
  schema,
  initial: { given: {} } as Verdicts,
  on: {
    "verdict-given": event(
      {
        data: z.object({ question: z.string(), asks: z.string(), answer: z.string(), why: z.string() }),
        says: (d) => `${d.asks} ${d.answer}${d.why ? `: ${d.why}` : ""}`,
        seenBy: "all",
      },
      (state, { data, at, actor }) => ({ given: { ...state.given, [data.question]: { answer: data.answer, by: actor, at } } }),
    ),
  },
});
