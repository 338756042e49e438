/** Moves a message out of the main talk into the thread beside it, where everybody can still read it (PD-10, PD-11). */
import { z } from "zod";
import { isRefusal, refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { messageField, messageMeant, written } from "./one-message.ts";

export const moveAside = command("move-aside", {
  title: "Move a message to the side thread",
  says: "Moves a message out of the main talk into the thread beside it, where everybody can still read it (PD-10, PD-11).",
  input: z.object({ message: messageField }),
  may: { capability: "moderate" },
  partOf: "aside",
  form: { verb: "Move" },
  when: (state) => Object.keys(state.chat.messages).length > 0,
  decide(state, { message }) {
    const found = messageMeant(state, message);
    if (isRefusal(found)) return found;
    if (state.chat.messages[found.id]?.aside) return refuse("invalid_state", "It stands in the side thread already.");
    return [{ type: "message-set-aside", data: { message: found.id, person: found.by } }];
  },
  examples: [
    { title: "beside the point", given: [...active, written], input: { message: "m1" }, then: ["message-set-aside"] },
    { title: "an unknown one", given: active, input: { message: "m9" }, then: { refused: "invalid_value" } },
  ],
});
