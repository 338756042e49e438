/** That whoever took command said so: the words for the call and the room. Nothing of it is asked later. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const schema = z.object({ at: z.string().nullable() });
export type Announcement = z.infer<typeof schema>;
const event = eventOf<Announcement>();

export const announcement = slice("announcement", {
  schema,
  initial: { at: null } as Announcement,
  on: {
    "command-announced": event(
      {
        data: z.object({ commander: z.string(), role: z.string(), deputy: z.string().nullable(), scribe: z.string().nullable() }),
        says: (d, say) => {
          const who = (person: string | null) => (person === null ? "nobody yet" : say.person(person));
          return `“This is ${say.person(d.commander)}. I am the ${say.role(d.role)}. Deputy: ${who(d.deputy)}. Scribe: ${who(d.scribe)}.”`;
        },
        seenBy: "all",
      },
      (_state, { at }) => ({ at }),
    ),
  },
});
