/** Lets a message stand that waited for a look (GD2-28, GD2-29). */
import { z } from "zod";
import { isRefusal, refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { messageField, messageMeant, written } from "./one-message.ts";
import { waitingMessages } from "./slice.ts";

const queued = { type: "message-queued", data: { message: "m1", person: "max" } };

export const keepMessage = command("keep-message", {
  title: "Let a message stand",
  says: "Lets a message stand that waited for a look (GD2-28, GD2-29).",
  input: z.object({ message: messageField }),
  may: { capability: "moderate" },
  partOf: "chat",
  form: { verb: "Let stand" },
  when: (state) => waitingMessages(state.chat).length > 0,
  decide(state, { message }) {
    const found = messageMeant(state, message);
    if (isRefusal(found)) return found;
    return found.waits
      ? [{ type: "message-kept", data: { message: found.id, person: found.by } }]
      : refuse("invalid_state", "That message does not wait for a look.");
  },
  examples: [
    { title: "the one that waits", given: [...active, written, queued], input: {}, then: ["message-kept"] },
    { title: "none waits", given: [...active, written], input: { message: "m1" }, then: { refused: "invalid_state" } },
  ],
});
