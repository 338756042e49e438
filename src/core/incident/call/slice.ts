/** The call of an incident: open while people talk, ended when what is left goes on in writing. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

/** Where to meet, as the process says it; what it does not say is missing. */
export const places = {
  chat: z.string().optional(),
  callUrl: z.string().optional(),
  phone: z.string().optional(),
  pin: z.string().optional(),
  commander: z.string().optional(),
};

const schema = z.object({
  state: z.enum(["none", "open", "ended"]),
  since: z.string().nullable(),
});
export type Call = z.infer<typeof schema>;
const event = eventOf<Call>();

type Places = { readonly [K in keyof typeof places]?: string | undefined };

/** Where to meet in one line; empty where nothing is said. */
function meeting({ chat, callUrl, phone, pin, commander }: Places): string {
  const dial = phone ? ` Phone: ${phone}${pin ? `, PIN ${pin}` : ""}.` : "";
  return `${callUrl ? ` Join: ${callUrl}.` : ""}${dial}${chat ? ` Chat: ${chat}.` : ""}${commander ? ` To get a commander: ${commander}.` : ""}`;
}

export const call = slice("call", {
  schema,
  initial: { state: "none", since: null } as Call,
  on: {
    "call-opened": event({ data: z.object(places), says: (d) => `The call is open.${meeting(d)}`, seenBy: "all" }, (_state, { at }) => ({
      state: "open",
      since: at,
    })),
    "call-ended": event(
      {
        data: z.object({ chat: z.string() }),
        says: (d) => `The call is over. What is not urgent goes on in the chat${d.chat ? `: ${d.chat}` : ""}.`,
        seenBy: "all",
      },
      (_state, { at }) => ({ state: "ended", since: at }),
    ),
  },
});
