/** The kernel's own slice: which steps of duties have fired, what was waived, and every departure from the process. */
import { z } from "zod";
import { eventOf } from "./event.ts";
import { slice } from "./slice.ts";

const schema = z.object({
  /** Index of the latest fired step by duty key; the oldest keys are forgotten, as their duties are long gone. */
  fired: z.record(z.string(), z.number()),
  waived: z.array(z.string()),
  deviations: z.number(),
});
type Ledger = z.infer<typeof schema>;
const event = eventOf<Ledger>();

/** How many duty keys are remembered as fired. */
const remembered = 400;

function remember(fired: Ledger["fired"], key: string, index: number): Ledger["fired"] {
  const { [key]: _old, ...others } = fired;
  const kept = Object.entries(others).slice(-(remembered - 1));
  return { ...Object.fromEntries(kept), [key]: index };
}

/** What the process itself did and noticed: steps that fell due, waivers, deviations. */
export const ledger = slice("ledger", {
  schema,
  initial: { fired: {}, waived: [], deviations: 0 } as Ledger,
  on: {
    "duty-fell-due": event(
      {
        data: z.object({
          key: z.string(),
          rule: z.string(),
          index: z.number(),
          does: z.enum(["open", "remind", "due", "escalate"]),
          what: z.string(),
          due: z.string(),
          late: z.boolean(),
          cites: z.array(z.string()),
        }),
        says: (d) =>
          `${d.does === "open" ? "Now due" : d.does === "remind" ? "Reminder" : d.does === "due" ? "Fell due" : "Overdue"}: ${d.what}${d.late ? " (late)" : ""}`,
        seenBy: "all",
      },
      (state, { data }) => ({ ...state, fired: remember(state.fired, data.key, data.index) }),
    ),
    "duty-waived": event(
      {
        data: z.object({ key: z.string(), what: z.string(), reason: z.string() }),
        says: (d) => `Waived: ${d.what}. ${d.reason}`,
        seenBy: "all",
      },
      (state, { data }) => ({ ...state, waived: [...state.waived, data.key] }),
    ),
    deviated: event(
      {
        data: z.object({
          command: z.string(),
          code: z.string(),
          at: z.string(),
          cites: z.array(z.string()),
          detail: z.string(),
          how: z.enum(["override", "warn"]),
          reason: z.string(),
        }),
        says: (d) => `Departed from the process (${d.cites.join(", ") || d.at}): ${d.detail}${d.reason ? ` Reason: ${d.reason}` : ""}`,
        seenBy: "all",
      },
      (state) => ({ ...state, deviations: state.deviations + 1 }),
    ),
  },
});
