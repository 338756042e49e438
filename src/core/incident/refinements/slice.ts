/** What this incident teaches about the process itself: proposals to change it, and what became of each. Their texts stay in the log. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const refinement = z.object({
  id: z.string(),
  change: z.string(),
  by: z.string(),
  at: z.string(),
  /** The version in force when it was proposed: what it changes is in a later one. */
  base: z.number(),
  state: z.enum(["open", "applied", "rejected"]),
});
const schema = z.object({ all: z.record(z.string(), refinement) });
export type Refinements = z.infer<typeof schema>;
const event = eventOf<Refinements>();

const decide = (state: Refinements, id: string, to: "applied" | "rejected"): Refinements => {
  const found = state.all[id];
  return found ? { all: { ...state.all, [id]: { ...found, state: to } } } : state;
};

/** The proposals nobody has decided on, the oldest first. */
export function openRefinements(state: Refinements) {
  return Object.values(state.all).filter((one) => one.state === "open");
}

export const refinements = slice("refinements", {
  schema,
  initial: { all: {} } as Refinements,
  on: {
    "refinement-proposed": event(
      {
        data: z.object({
          refinement: z.string(),
          change: z.string(),
          why: z.string(),
          /** JSON pointer into the pack; empty where it is said in words only. */
          pointer: z.string(),
          /** The value there under this incident's process, as JSON; null where there is none. */
          from: z.string().nullable(),
          /** The value that is proposed, as JSON or YAML. */
          to: z.string(),
          base: z.number(),
        }),
        says: (d) => `Proposed a change of the process: ${d.change}${d.pointer ? ` (${d.pointer}: ${d.from ?? "nothing"} → ${d.to || "nothing"})` : ""}`,
        seenBy: "all",
      },
      (state, { data, at, actor }) => ({
        all: { ...state.all, [data.refinement]: { id: data.refinement, change: data.change, by: actor, at, base: data.base, state: "open" } },
      }),
    ),
    "refinement-applied": event(
      {
        data: z.object({ refinement: z.string(), change: z.string(), version: z.number() }),
        says: (d) => `The process was changed, version ${d.version} is in force: ${d.change}`,
        seenBy: "all",
      },
      (state, { data }) => decide(state, data.refinement, "applied"),
    ),
    "refinement-rejected": event(
      {
        data: z.object({ refinement: z.string(), change: z.string(), reason: z.string() }),
        says: (d) => `The process stays as it is: ${d.change}. ${d.reason}`,
        seenBy: "all",
      },
      (state, { data }) => decide(state, data.refinement, "rejected"),
    ),
  },
});
