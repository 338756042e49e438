/** What the incident teaches about the process: how it went for those who took part, and whether the process should change. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const schema = z.object({
  /** Who said how it went. */
  answered: z.array(z.string()),
  /** Whether the process should change, once somebody said so. */
  change: z.boolean().nullable(),
});
export type Feedback = z.infer<typeof schema>;
const event = eventOf<Feedback>();

export const feedback = slice("feedback", {
  schema,
  initial: { answered: [], change: null } as Feedback,
  on: {
    "feedback-given": event(
      {
        data: z.object({ person: z.string(), went: z.number(), text: z.string() }),
        says: (d) => `It went ${d.went} of 5${d.text ? `: ${d.text}` : ""}`,
        seenBy: "participants",
      },
      (state, { data }) => ({ ...state, answered: [...state.answered, data.person] }),
    ),
    "process-reviewed": event(
      {
        data: z.object({ change: z.boolean(), text: z.string() }),
        says: (d) => (d.change ? `The process should change: ${d.text}` : "The process stays as it is"),
        seenBy: "all",
      },
      (state, { data }) => ({ ...state, change: data.change }),
    ),
  },
  hears: { reopened: () => ({ answered: [], change: null }) },
});
