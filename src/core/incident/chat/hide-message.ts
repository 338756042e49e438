/** Takes a message out of everybody's sight but the commander's; the log keeps it (GD2-28). */
import { z } from "zod";
import { isRefusal } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { messageField, messageMeant, written } from "./one-message.ts";

export const hideMessage = command("hide-message", {
  title: "Hide a message",
  says: "Takes a message out of everybody's sight but the commander's; the log keeps it (GD2-28).",
  input: z.object({
    why: z.string().trim().min(1, "say why: whoever wrote it will read it").max(300).meta({ title: "Why", description: "Whoever wrote it will read it." }),
    message: messageField,
  }),
  may: { capability: "moderate" },
  partOf: "chat",
  form: { verb: "Hide", long: "why" },
  when: (state) => Object.keys(state.chat.messages).length > 0,
  decide(state, { message, why }) {
    const found = messageMeant(state, message);
    return isRefusal(found) ? found : [{ type: "message-hidden", data: { message: found.id, person: found.by, why } }];
  },
  examples: [
    {
      title: "a customer's number in it",
      given: [...active, written],
      input: { message: "m1", why: "It has a customer's number in it" },
      then: ["message-hidden"],
    },
    { title: "an unknown one", given: active, input: { message: "m9", why: "Rude" }, then: { refused: "invalid_value" } },
    { title: "none waits", given: active, input: { why: "Rude" }, then: { refused: "invalid_value" } },
  ],
});
