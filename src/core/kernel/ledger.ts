/** The kernel's own slice: which steps of duties have fired, what was waived, and every departure from the process. */
import { z } from "zod";
import { eventOf } from "./event.ts";
import { slice } from "./slice.ts";

const schema = z.object({
  /** Index of the latest fired step by duty key; the oldest are forgotten, as their duties are long gone. */
  fired: z.record(z.string(), z.number()),
  waived: z.array(z.string()),
  deviations: z.number(),
});
type Ledger = z.infer<typeof schema>;
const event = eventOf<Ledger>();

/** How many duty keys are remembered as fired, and of one that comes again and again (`round@2026-03-02T12:00:00.000Z`) how many of its last times. */
const remembered = { keys: 400, times: 8 };
const time = /@\d{4}-\d\d-\d\dT/;

/** What comes again and again forgets its own past, so that what is owed only once is still known when it has been owed for days. */
function remember(fired: Ledger["fired"], key: string, index: number): Ledger["fired"] {
  const others = Object.entries(fired).filter(([known]) => known !== key);
  const at = key.search(time);
  const same = at < 0 ? [] : others.filter(([known]) => known.startsWith(key.slice(0, at + 1)));
  const past = new Set(same.slice(0, 1 - remembered.times));
  const kept = past.size === 0 ? others : others.filter((one) => !past.has(one));
  return Object.fromEntries([...kept.slice(1 - remembered.keys), [key, index]]);
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
