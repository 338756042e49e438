/** Rest: everybody is sent home and begins again, and the question that comes with the night (GD2-03, GD2-20). The phase itself is the lifecycle's. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const schema = z.object({
  /** The question that waits for an answer: rest, or go on? With those for whom quiet hours began. */
  asked: z.object({ at: z.string(), people: z.array(z.string()) }).nullable(),
  /** When it was last asked. */
  askedAt: z.string().nullable(),
});
export type Rest = z.infer<typeof schema>;
const event = eventOf<Rest>();

const answered = (state: Rest): Rest => ({ ...state, asked: null });

const whys = { manager: "", time: ": the rest is over", severity: ": it became more severe" } as const;

export const rest = slice("rest", {
  schema,
  initial: { asked: null, askedAt: null } as Rest,
  on: {
    "quiet-hours-began": event(
      {
        data: z.object({ people: z.array(z.string()) }),
        says: (d, say) => `Quiet hours began for ${d.people.map(say.person).join(", ")}: stand down, or go on?`,
        seenBy: "all",
      },
      (_state, { data, at }) => ({ asked: { at, people: data.people }, askedAt: at }),
    ),
    "went-on": event(
      { data: z.object({ reason: z.string() }), says: (d) => `The work goes on through the night${d.reason ? `: ${d.reason}` : ""}`, seenBy: "all" },
      answered,
    ),
    "stood-down": event(
      {
        data: z.object({ until: z.string(), reason: z.string() }),
        says: (d, say) => `Everybody rests until ${say.instant(d.until)}${d.reason ? `: ${d.reason}` : ""}`,
        seenBy: "all",
      },
      answered,
    ),
    resumed: event(
      { data: z.object({ why: z.enum(["manager", "time", "severity"]) }), says: (d) => `The work begins again${whys[d.why]}`, seenBy: "all" },
      answered,
    ),
  },
  hears: { "severity-changed": answered, resolved: answered, reopened: answered, cancelled: answered },
});
