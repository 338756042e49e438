/** The meeting about a document: until when it is owed, when it is, who must come, who may. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
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
  /** What they speak about, where the process says it. */
  agenda: z.array(z.string()).optional(),
  /** Grows each time it is moved. */
  sequence: z.number(),
});
/** Somebody is to call it: about which document, until when; null where the house says of no working hours. */
const owed = z.object({ document: z.string(), due: z.string().nullable() });
const schema = z.object({ next: meeting.nullable(), owed: owed.extend({ called: z.boolean() }).optional() });
export type Meeting = z.infer<typeof meeting>;
type Meetings = z.infer<typeof schema>;
const event = eventOf<Meetings>();

export const meetings = slice("meetings", {
  schema,
  initial: { next: null } as Meetings,
  on: {
    "meeting-owed": event(
      {
        data: owed.extend({ title: z.string() }),
        says: (d, say) => `They are to meet about the ${d.title}${d.due === null ? "" : ` by ${say.instant(d.due)}`}`,
        seenBy: "all",
      },
      (state, { data: { document, due } }) => ({ ...state, owed: { document, due, called: false } }),
    ),
    "meeting-called": event(
      { data: z.object({ document: z.string(), from: z.string() }), says: (d, say) => `Called the meeting for ${say.instant(d.from)}`, seenBy: "all" },
      (state) => (state.owed ? { ...state, owed: { ...state.owed, called: true } } : state),
    ),
    "meeting-proposed": event(
      {
        data: meeting,
        says: (d, say) => `Proposed to meet at ${say.instant(d.from)}: ${[...d.required, ...d.optional].map((person) => say.person(person)).join(", ")}`,
        seenBy: "all",
      },
      (state, { data }) => ({ ...state, next: data }),
    ),
    "meeting-moved": event({ data: meeting, says: (d, say) => `Moved the meeting to ${say.instant(d.from)}`, seenBy: "all" }, (state, { data }) => ({
      ...state,
      next: data,
    })),
  },
});
