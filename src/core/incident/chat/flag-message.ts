/** Points the commander to a message: they are told at once (GD2-30). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { written } from "./one-message.ts";

export const flagMessage = command("flag-message", {
  title: "Flag a message",
  says: "Points the commander to a message: they are told at once (GD2-30).",
  input: z.object({
    message: z.string().min(1).max(100).optional().meta({ title: "Which message", description: "Its id; the newest unless said", reference: "message" }),
    why: z.string().trim().max(300).default("").meta({ title: "Why" }),
  }),
  may: { capability: "flag" },
  partOf: "chat",
  form: { verb: "Flag", long: "why" },
  when: (state) => Object.keys(state.chat.messages).length > 0,
  decide(state, { message = Object.keys(state.chat.messages).at(-1), why }) {
    const found = message === undefined ? undefined : state.chat.messages[message];
    if (message === undefined || !found) return refuse("invalid_value", "There is no such message.", { pointer: "/message" });
    return found.flagged ? refuse("invalid_state", "That message is flagged already.") : [{ type: "message-flagged", data: { message, why } }];
  },
  examples: [
    { title: "the newest", given: [...active, written], input: { why: "Two people do the same" }, then: ["message-flagged"] },
    { title: "an unknown one", given: active, input: { message: "m9" }, then: { refused: "invalid_value" } },
  ],
});
