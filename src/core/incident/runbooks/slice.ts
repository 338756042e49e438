/** Runbooks that were started here, ticked off step by step (SR-38). */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const runbook = z.object({
  key: z.string(),
  title: z.string(),
  steps: z.array(z.string()),
  done: z.record(z.string(), z.object({ by: z.string(), at: z.string() })),
});
const schema = z.object({ started: z.record(z.string(), runbook) });
export type Runbooks = z.infer<typeof schema>;
const event = eventOf<Runbooks>();

export const runbooks = slice("runbooks", {
  schema,
  initial: { started: {} } as Runbooks,
  on: {
    "runbook-started": event(
      { data: z.object({ runbook: z.string(), title: z.string(), steps: z.array(z.string()) }), says: (d) => `Started the runbook ${d.title}`, seenBy: "all" },
      (state, { data }) => ({
        ...state,
        started: { ...state.started, [data.runbook]: { key: data.runbook, title: data.title, steps: data.steps, done: {} } },
      }),
    ),
    "step-ticked": event(
      { data: z.object({ runbook: z.string(), step: z.number(), text: z.string() }), says: (d) => `Runbook step done: ${d.text}`, seenBy: "all" },
      (state, { data, at, actor }) => {
        const found = state.started[data.runbook];
        return found
          ? { ...state, started: { ...state.started, [data.runbook]: { ...found, done: { ...found.done, [data.step]: { by: actor, at } } } } }
          : state;
      },
    ),
  },
});
