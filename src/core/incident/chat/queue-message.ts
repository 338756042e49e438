/** Lays what somebody wrote who should rather ask before whoever commands; sent by the process itself (GD2-29). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { written } from "./one-message.ts";

export const queueMessage = command("queue-message", {
  title: "Lay a message before the commander",
  says: "Lays what somebody wrote who should rather ask before whoever commands; sent by the process itself (GD2-29).",
  input: z.object({ message: z.string().min(1) }),
  may: "program",
  partOf: "chat",
  decide(state, { message }) {
    const found = state.chat.messages[message];
    return found ? [{ type: "message-queued", data: { message, person: found.by } }] : refuse("invalid_value", "There is no such message.");
  },
  examples: [
    { title: "an observer's", given: [...active, written], input: { message: "m1" }, by: "rule:chat", then: ["message-queued"] },
    { title: "by a person", given: [...active, written], input: { message: "m1" }, then: { refused: "not_permitted" } },
  ],
});
