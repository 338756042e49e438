/** When somebody last called for a commander. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

/** What an organisation has once: an incident that a call for a commander opened. Another call leads there. */
export const commanderClaim = "commander-page";

const schema = z.object({ at: z.string().nullable(), people: z.array(z.string()) });
export type CommanderCall = z.infer<typeof schema>;
const event = eventOf<CommanderCall>();

export const commanderCall = slice("commanderCall", {
  schema,
  initial: { at: null, people: [] } as CommanderCall,
  on: {
    "commander-called": event(
      {
        data: z.object({ reason: z.string(), people: z.array(z.string()) }),
        says: (d, say) => `Called for a commander: ${d.people.map(say.person).join(", ") || "nobody is on call"}${d.reason ? `. ${d.reason}` : ""}`,
        seenBy: "all",
      },
      (_state, { data, at }) => ({ at, people: data.people }),
    ),
  },
});
