/** What whoever commands is about to decide: who objects strongly until when, and what came of it. Nobody votes. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

/** What may come of it. */
export const outcomes = ["as_proposed", "otherwise", "dropped"] as const;

const decision = z.object({
  id: z.string(),
  text: z.string(),
  by: z.string(),
  at: z.string(),
  /** Until when strong objections are asked for. */
  until: z.string(),
  /** The newest words of each who objects. */
  objections: z.record(z.string(), z.string()),
  outcome: z.enum(outcomes).nullable(),
  words: z.string(),
});
const schema = z.object({ decisions: z.record(z.string(), decision) });
export type Decisions = z.infer<typeof schema>;
export type Decision = z.infer<typeof decision>;
const event = eventOf<Decisions>();

const change = (state: Decisions, id: string, to: (found: Decision) => Decision): Decisions => {
  const found = state.decisions[id];
  return found ? { decisions: { ...state.decisions, [id]: to(found) } } : state;
};

/** What waits for its outcome. */
export const openDecisions = ({ decisions }: Decisions) => Object.values(decisions).filter(({ outcome }) => outcome === null);

const said = { as_proposed: "Decided", otherwise: "Decided otherwise", dropped: "Not decided" } as const;

export const decisions = slice("decisions", {
  schema,
  initial: { decisions: {} } as Decisions,
  on: {
    "decision-proposed": event(
      {
        data: z.object({ decision: z.string(), person: z.string(), text: z.string(), until: z.string() }),
        says: (d, say) => `${say.person(d.person)} proposes: ${d.text}. Strong objections until ${say.instant(d.until)}?`,
        seenBy: "all",
      },
      (state, { data: { decision: id, person, text, until }, at }) => ({
        decisions: { ...state.decisions, [id]: { id, text, by: person, at, until, objections: {}, outcome: null, words: "" } },
      }),
    ),
    "decision-objected": event(
      {
        data: z.object({ decision: z.string(), person: z.string(), because: z.string(), text: z.string() }),
        says: (d, say) => `${say.person(d.person)} objects to: ${d.text}. ${d.because}`,
        seenBy: "all",
      },
      (state, { data: { decision: id, person, because } }) =>
        change(state, id, (found) => ({ ...found, objections: { ...found.objections, [person]: because } })),
    ),
    "decision-taken": event(
      {
        data: z.object({ decision: z.string(), outcome: z.enum(outcomes), words: z.string(), text: z.string() }),
        says: (d) => `${said[d.outcome]}: ${d.outcome === "otherwise" ? d.words : `${d.text}${d.words ? `. ${d.words}` : ""}`}`,
        seenBy: "all",
      },
      (state, { data: { decision: id, outcome, words } }) => change(state, id, (found) => ({ ...found, outcome, words })),
    ),
  },
});
