/** The checklist: which steps were done or left out, by whom and when. What a step says stands in the process, why one was left out in the log. */
import { z } from "zod";
import { eventOf, type Recorded } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const ended = z.object({ how: z.enum(["done", "skipped"]), by: z.string(), at: z.string(), part: z.enum(["begin", "end"]) });
const schema = z.object({
  ended: z.record(z.string(), ended),
  /** Who does a step, where it was given to somebody. */
  given: z.record(z.string(), z.string()),
});
export type Steps = z.infer<typeof schema>;
const event = eventOf<Steps>();

const step = { step: z.string(), what: z.string(), part: z.enum(["begin", "end"]) };
const done = z.object(step);

const ends =
  (how: "done" | "skipped") =>
  (state: Steps, { data, at, actor }: Recorded<z.infer<typeof done>>): Steps => ({
    ...state,
    ended: { ...state.ended, [data.step]: { how, by: actor, at, part: data.part } },
  });

export const steps = slice("steps", {
  schema,
  initial: { ended: {}, given: {} } as Steps,
  on: {
    "step-given": event(
      {
        data: z.object({ step: z.string(), what: z.string(), person: z.string() }),
        says: (d, say) => `${say.person(d.person)} does the step: ${d.what}`,
        seenBy: "all",
      },
      (state, { data }) => ({ ...state, given: { ...state.given, [data.step]: data.person } }),
    ),
    "step-finished": event({ data: done, says: (d) => `Step done: ${d.what}`, seenBy: "all" }, ends("done")),
    "step-skipped": event(
      { data: z.object({ ...step, reason: z.string() }), says: (d) => `Step left out: ${d.what}${d.reason ? ` (${d.reason})` : ""}`, seenBy: "all" },
      ends("skipped"),
    ),
  },
  hears: {
    // What ends an incident is done anew when it goes on (X-18).
    reopened: (state) => ({ ...state, ended: Object.fromEntries(Object.entries(state.ended).filter(([, { part }]) => part === "begin")) }),
  },
});
