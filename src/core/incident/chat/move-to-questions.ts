/** Makes a message a question to whoever commands: it leaves the room, and its writer gets an answer (GD2-28, GD2-31). */
import { z } from "zod";
import { isRefusal } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { messageField, messageMeant, written } from "./one-message.ts";

export const moveToQuestions = command("move-to-questions", {
  title: "Move a message to the questions",
  says: "Makes a message a question to whoever commands: it leaves the room, and its writer gets an answer (GD2-28, GD2-31).",
  input: z.object({ message: messageField }),
  may: { capability: "moderate" },
  partOf: "chat",
  form: { verb: "Move" },
  when: (state) => Object.keys(state.chat.messages).length > 0,
  decide(state, { message }, ctx) {
    const found = messageMeant(state, message);
    if (isRefusal(found)) return found;
    const { id, by } = found;
    return [
      { type: "message-moved", data: { message: id, person: by } },
      { type: "question-asked", data: { question: ctx.id(), person: by, text: "", way: "message", meant: null, message: id } },
    ];
  },
  examples: [
    { title: "When is it over?", given: [...active, written], input: { message: "m1" }, then: ["message-moved", "question-asked"] },
    { title: "an unknown one", given: active, input: { message: "m9" }, then: { refused: "invalid_value" } },
  ],
});
