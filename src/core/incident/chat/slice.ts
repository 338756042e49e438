/** The built-in room: who wrote and when; the words stay in the log. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const schema = z.object({
  /** The standing channel whose thread this is, once it was opened. */
  thread: z.object({ channel: z.string(), openedAt: z.string() }).nullable(),
  lastBy: z.record(z.string(), z.string()),
});
export type Chat = z.infer<typeof schema>;
const event = eventOf<Chat>();

export const chat = slice("chat", {
  schema,
  initial: { thread: null, lastBy: {} } as Chat,
  on: {
    "thread-opened": event(
      { data: z.object({ channel: z.string(), text: z.string() }), says: (d) => `#${d.channel}: ${d.text}`, seenBy: "all" },
      (state, { data, at }) => ({ ...state, thread: { channel: data.channel, openedAt: at } }),
    ),
    "message-posted": event({ data: z.object({ message: z.string(), text: z.string() }), says: (d) => d.text, seenBy: "all" }, (state, { actor, at }) => ({
      ...state,
      lastBy: { ...state.lastBy, [actor]: at },
    })),
  },
});
