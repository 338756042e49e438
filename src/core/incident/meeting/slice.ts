/** The meeting about a document: when, who must come, who may. */
import { z } from "zod";
import { eventOf, type Recorded } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const meeting = z.object({
  id: z.string(),
  /** Kind and revision of the document it is about. */
  document: z.string(),
  revision: z.number(),
  from: z.string(),
  until: z.string(),
  /** Who asks for it; null where nobody did. */
  organiser: z.string().nullable(),
  required: z.array(z.string()),
  optional: z.array(z.string()),
  /** Required people for whom the time does not fit. */
  clashes: z.array(z.string()),
  /** Grows each time it is moved. */
  sequence: z.number(),
});
const schema = z.object({ next: meeting.nullable() });
export type Meeting = z.infer<typeof meeting>;
type Meetings = z.infer<typeof schema>;
const event = eventOf<Meetings>();
const takes = (_state: Meetings, { data }: Recorded<Meeting>): Meetings => ({ next: data });

export const meetings = slice("meetings", {
  schema,
  initial: { next: null } as Meetings,
  on: {
    "meeting-proposed": event(
      {
        data: meeting,
        says: (d, say) => `Proposed to meet at ${say.instant(d.from)}: ${[...d.required, ...d.optional].map((person) => say.person(person)).join(", ")}`,
        seenBy: "all",
      },
      takes,
    ),
    "meeting-moved": event({ data: meeting, says: (d, say) => `Moved the meeting to ${say.instant(d.from)}`, seenBy: "all" }, takes),
  },
});
