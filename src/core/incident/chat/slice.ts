/** The built-in room: who wrote and when, what was flagged, hidden or waits for a look, who is muted; the words stay in the log. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const message = z.object({
  by: z.string(),
  at: z.string(),
  flagged: z.boolean(),
  /** Hidden from everybody but the commander, or moved to the questions; null: it stands in the room. */
  gone: z.enum(["hidden", "moved"]).nullable(),
  /** Whether it waits for the commander's look, as somebody wrote who should rather ask. */
  waits: z.boolean(),
  /** It stands in the thread beside the main talk; absent: in the main talk. */
  aside: z.literal(true).optional(),
});
const schema = z.object({
  /** The standing channel whose thread this is, once it was opened. */
  thread: z.object({ channel: z.string(), openedAt: z.string() }).nullable(),
  lastBy: z.record(z.string(), z.string()),
  /** The newest messages by id. */
  messages: z.record(z.string(), message),
  muted: z.record(z.string(), z.object({ at: z.string(), why: z.string() })),
  /** When the commander was last asked to look into the room, and how often. */
  prompted: z.object({ count: z.number(), at: z.string().nullable() }),
});
export type Chat = z.infer<typeof schema>;
const event = eventOf<Chat>();

/** So many messages are known one by one; what is older can no longer be hidden or moved. */
const known = 1_000;

const change = (state: Chat, id: string, to: Partial<z.infer<typeof message>>): Chat => {
  const found = state.messages[id];
  return found ? { ...state, messages: { ...state.messages, [id]: { ...found, ...to } } } : state;
};

/** The ids of the messages that wait for the commander's look, oldest first. */
export function waitingMessages(state: Chat): string[] {
  return Object.entries(state.messages).flatMap(([id, { waits }]) => (waits ? [id] : []));
}

const about = { message: z.string(), person: z.string() };

export const chat = slice("chat", {
  schema,
  initial: { thread: null, lastBy: {}, messages: {}, muted: {}, prompted: { count: 0, at: null } } as Chat,
  on: {
    "thread-opened": event(
      { data: z.object({ channel: z.string(), text: z.string() }), says: (d) => `#${d.channel}: ${d.text}`, seenBy: "all" },
      (state, { data, at }) => ({ ...state, thread: { channel: data.channel, openedAt: at } }),
    ),
    "message-posted": event(
      { data: z.object({ message: z.string(), text: z.string(), flag: z.literal(true).optional() }), says: (d) => d.text, seenBy: "all" },
      (state, { data, actor, at }) => {
        const written = { by: actor.slice(actor.indexOf(":") + 1), at, flagged: data.flag === true, gone: null, waits: false };
        const messages = Object.entries(state.messages).slice(1 - known);
        return { ...state, lastBy: { ...state.lastBy, [actor]: at }, messages: { ...Object.fromEntries(messages), [data.message]: written } };
      },
    ),
    "message-flagged": event(
      { data: z.object({ message: z.string(), why: z.string() }), says: (d) => `Flagged a message${d.why ? `: ${d.why}` : ""}`, seenBy: "participants" },
      (state, { data }) => change(state, data.message, { flagged: true }),
    ),
    "message-queued": event(
      { data: z.object(about), says: (d, say) => `What ${say.person(d.person)} wrote waits for a look`, seenBy: (d) => `person:${d.person}` as const },
      (state, { data }) => change(state, data.message, { waits: true }),
    ),
    "message-kept": event(
      { data: z.object(about), says: (d, say) => `What ${say.person(d.person)} wrote may stand`, seenBy: (d) => `person:${d.person}` as const },
      (state, { data }) => change(state, data.message, { waits: false }),
    ),
    "message-hidden": event(
      {
        data: z.object({ ...about, why: z.string() }),
        says: (d, say) => `Hid a message of ${say.person(d.person)}: ${d.why}`,
        seenBy: (d) => `person:${d.person}` as const,
      },
      (state, { data }) => change(state, data.message, { gone: "hidden", waits: false }),
    ),
    "message-moved": event(
      {
        data: z.object(about),
        says: (d, say) => `Moved a message of ${say.person(d.person)} to the questions`,
        seenBy: (d) => `person:${d.person}` as const,
      },
      (state, { data }) => change(state, data.message, { gone: "moved", waits: false }),
    ),
    "message-set-aside": event(
      { data: z.object(about), says: (d, say) => `What ${say.person(d.person)} wrote stands in the side thread`, seenBy: "all", timeline: false },
      (state, { data }) => change(state, data.message, { aside: true }),
    ),
    "person-muted": event(
      {
        data: z.object({ person: z.string(), why: z.string() }),
        says: (d, say) => `${say.person(d.person)} may not write in the room for now: ${d.why}`,
        seenBy: (d) => `person:${d.person}` as const,
      },
      (state, { data, at }) => ({ ...state, muted: { ...state.muted, [data.person]: { at, why: data.why } } }),
    ),
    "person-unmuted": event(
      { data: z.object({ person: z.string() }), says: (d, say) => `${say.person(d.person)} may write again`, seenBy: (d) => `person:${d.person}` as const },
      (state, { data }) => ({ ...state, muted: Object.fromEntries(Object.entries(state.muted).filter(([person]) => person !== data.person)) }),
    ),
    "room-watched": event(
      { data: z.object({ person: z.string() }), says: (d, say) => `${say.person(d.person)} watches the room`, seenBy: "all", timeline: false },
      (state) => state,
    ),
    "watch-prompted": event(
      {
        data: z.object({ person: z.string(), since: z.string() }),
        says: (d, say) => `Asked ${say.person(d.person)} to look into the room`,
        seenBy: "commander",
      },
      (state, { at }) => ({ ...state, prompted: { count: state.prompted.count + 1, at } }),
    ),
  },
});
