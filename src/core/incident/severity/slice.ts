/** How bad it is: the rank in force, since when, and what the answers suggested. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const schema = z.object({
  rank: z.number().nullable(),
  since: z.string().nullable(),
  suggested: z.object({ severity: z.number(), why: z.string() }).nullable(),
  changes: z.array(z.object({ from: z.number().nullable(), to: z.number(), at: z.string(), because: z.string() })),
});
export type Severity = z.infer<typeof schema>;
const event = eventOf<Severity>();

export const severity = slice("severity", {
  schema,
  initial: { rank: null, since: null, suggested: null, changes: [] } as Severity,
  on: {
    "severity-suggested": event(
      {
        data: z.object({ severity: z.number(), why: z.string() }),
        says: (d, say) => `The answers suggest ${say.severity(d.severity)}: ${d.why}`,
        seenBy: "all",
      },
      (state, { data }) => ({ ...state, suggested: data }),
    ),
    "severity-changed": event(
      {
        data: z.object({ from: z.number().nullable(), to: z.number(), because: z.string(), reason: z.string() }),
        says: (d, say) =>
          `${d.from !== null && d.to < d.from ? "More severe" : d.from === null ? "Severity set" : "Less severe"}: now ${say.severity(d.to)} (${d.because}${d.reason ? `: ${d.reason}` : ""})`,
        seenBy: "all",
      },
      (state, { data, at }) => ({
        ...state,
        rank: data.to,
        since: at,
        changes: [...state.changes, { from: data.from, to: data.to, at, because: data.because }],
      }),
    ),
  },
  hears: {
    declared: (state, { data, at }) =>
      data.severity === null ? state : { ...state, rank: data.severity, since: at, changes: [{ from: null, to: data.severity, at, because: "declared" }] },
  },
});
