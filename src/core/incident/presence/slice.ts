/** Who is there: on the call, in the chat, to take part or to watch, and who speaks for whom. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

/** Where people meet. */
export const places = ["call", "chat"] as const;

const present = z.object({
  call: z.boolean(),
  chat: z.boolean(),
  participates: z.boolean(),
  /** Who speaks for them on the call; null: they speak themselves. */
  proxy: z.string().nullable(),
  at: z.string(),
});
const schema = z.object({ people: z.record(z.string(), present) });
export type Presence = z.infer<typeof schema>;
const event = eventOf<Presence>();

/** Where somebody is, in words; nowhere is gone. */
function whereabouts({ call, chat }: { readonly call: boolean; readonly chat: boolean }): string {
  if (call && chat) return "on the call and in the chat";
  return call ? "on the call" : chat ? "in the chat" : "gone";
}

export const presence = slice("presence", {
  schema,
  initial: { people: {} } as Presence,
  on: {
    "presence-set": event(
      {
        data: z.object({ person: z.string(), call: z.boolean(), chat: z.boolean(), participates: z.boolean(), proxy: z.string().nullable() }),
        says: (d, say) =>
          `${say.person(d.person)} is ${whereabouts(d)}${d.call || d.chat ? (d.participates ? " and takes part" : " and watches") : ""}${d.proxy === null ? "" : `; ${say.person(d.proxy)} speaks for them`}`,
        seenBy: "all",
      },
      (state, { data: { person, ...is }, at }) => ({ people: { ...state.people, [person]: { ...is, at } } }),
    ),
    "participation-ended": event(
      {
        data: z.object({ person: z.string(), proxy: z.string() }),
        says: (d, say) => `${say.person(d.person)} watches again: ${say.person(d.proxy)}, who spoke for them, left the call`,
        seenBy: "all",
      },
      (state, { data, at }) => {
        const found = state.people[data.person];
        return found ? { people: { ...state.people, [data.person]: { ...found, participates: false, proxy: null, at } } } : state;
      },
    ),
  },
  hears: {
    // Who was there when it ended need not be there when it goes on (X-18).
    reopened: (): Presence => ({ people: {} }),
  },
});
