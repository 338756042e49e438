/** What people were told to do: given when, said yes to when. The actions themselves are another slice. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const given = z.object({ person: z.string(), at: z.string(), acknowledgedAt: z.string().nullable() });
const schema = z.object({
  /** The newest instruction of each action that belongs to somebody. */
  given: z.record(z.string(), given),
  /** Who could not, and when. */
  unable: z.array(z.object({ action: z.string(), person: z.string(), at: z.string() })),
});
export type Instructions = z.infer<typeof schema>;
const event = eventOf<Instructions>();

type At = { readonly data: unknown; readonly at: string };

const give =
  (field: "assignee" | "person") =>
  (state: Instructions, { data, at }: At): Instructions => {
    const { action, [field]: person } = data as { readonly action: string; readonly assignee?: string | null; readonly person?: string };
    return person ? { ...state, given: { ...state.given, [action]: { person, at, acknowledgedAt: null } } } : state;
  };

export const instructions = slice("instructions", {
  schema,
  initial: { given: {}, unable: [] } as Instructions,
  on: {
    "action-acknowledged": event(
      {
        data: z.object({ action: z.string(), person: z.string(), text: z.string() }),
        says: (d, say) => `${say.person(d.person)} has heard it: ${d.text}`,
        seenBy: "all",
      },
      (state, { data, at }) => {
        const found = state.given[data.action];
        return found ? { ...state, given: { ...state.given, [data.action]: { ...found, acknowledgedAt: at } } } : state;
      },
    ),
    "action-unable": event(
      {
        data: z.object({ action: z.string(), person: z.string(), reason: z.string(), text: z.string() }),
        says: (d, say) => `${say.person(d.person)} cannot: ${d.text}. ${d.reason}`,
        seenBy: "all",
      },
      (state, { data: { action, person }, at }) => ({
        given: Object.fromEntries(Object.entries(state.given).filter(([id]) => id !== action)),
        unable: [...state.unable, { action, person, at }],
      }),
    ),
  },
  hears: { "action-added": give("assignee"), "action-redirected": give("person") },
});
