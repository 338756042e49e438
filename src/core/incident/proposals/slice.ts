/** What somebody proposes to do before they are told to; once approved it is an action of the same id. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";
import { actionKinds } from "../actions/slice.ts";

/** What one may think of a proposal. */
export const stances = ["for", "against"] as const;

const proposal = z.object({
  id: z.string(),
  kind: z.enum(actionKinds),
  text: z.string(),
  /** The area it is about; absent: the incident's. */
  area: z.string().optional(),
  by: z.string(),
  at: z.string(),
  state: z.enum(["open", "approved", "declined"]),
  /** The newest opinion of each. */
  opinions: z.record(z.string(), z.enum(stances)),
});
const schema = z.object({ proposals: z.record(z.string(), proposal) });
export type Proposals = z.infer<typeof schema>;
export type Proposal = z.infer<typeof proposal>;
const event = eventOf<Proposals>();

const change = (state: Proposals, id: string, to: (found: Proposal) => Proposal): Proposals => {
  const found = state.proposals[id];
  return found ? { proposals: { ...state.proposals, [id]: to(found) } } : state;
};

export const proposals = slice("proposals", {
  schema,
  initial: { proposals: {} } as Proposals,
  on: {
    "action-proposed": event(
      {
        data: z.object({ proposal: z.string(), person: z.string(), kind: z.enum(actionKinds), text: z.string(), area: z.string().optional() }),
        says: (d, say) => `${say.person(d.person)} proposes: ${d.text}`,
        seenBy: "all",
      },
      (state, { data: { proposal: id, person, kind, text, area }, at }) => ({
        proposals: {
          ...state.proposals,
          [id]: { id, kind, text, ...(area === undefined ? {} : { area }), by: person, at, state: "open" as const, opinions: {} },
        },
      }),
    ),
    "proposal-weighed": event(
      {
        data: z.object({ proposal: z.string(), person: z.string(), stance: z.enum(stances), because: z.string(), text: z.string() }),
        says: (d, say) => `${say.person(d.person)} is ${d.stance} it: ${d.text}${d.because ? `. ${d.because}` : ""}`,
        seenBy: "all",
      },
      (state, { data }) => change(state, data.proposal, (found) => ({ ...found, opinions: { ...found.opinions, [data.person]: data.stance } })),
    ),
    "proposal-decided": event(
      {
        data: z.object({ proposal: z.string(), choice: z.enum(["approved", "declined"]), reason: z.string(), text: z.string() }),
        says: (d) => `${d.choice === "approved" ? "Do it" : "Do not do it"}: ${d.text}${d.reason ? `. ${d.reason}` : ""}`,
        seenBy: "all",
      },
      (state, { data }) => change(state, data.proposal, (found) => ({ ...found, state: data.choice })),
    ),
  },
});
