/** What begins with a word is to be done afterwards: a follow-up with its author, its time and the message it came from (PD-46). */
import { todoShape } from "../../incident/chat/todo.ts";
import { rule } from "../rule.ts";

export const todo = rule("todo", {
  title: "Notes to do",
  says: "Makes a follow-up of each message that begins with the process's word; it stands in the documents of the end.",
  schema: todoShape.optional(),
  examples: [
    { title: "the usual word", value: { prefix: "TODO" }, in: "top", valid: true },
    { title: "no word at all", value: { prefix: "" }, in: "top", valid: false },
  ],
});
