/** Quarterdeck itself needs somebody: its automation stands still somewhere, or one of its limits is reached. */
import { accountExample, template } from "./template.ts";
import { sentences, text } from "./words.ts";

/** Params: `title` (one line), `text` (what it means and what to do). */
export const selfAlarm = template("self-alarm", {
  title: "Something is wrong with Quarterdeck itself",
  compose: ({ params }) => ({
    headline: `Quarterdeck: ${text(params, "title") ?? "something is wrong"}`,
    paragraphs: sentences(text(params, "text"), "You get this because you administer it. It is said once an hour while it lasts."),
    facts: [],
    links: [],
    documents: [],
  }),
  example: accountExample({ title: "The automation of incident 42 stood still", text: "It has been woken again. The log says why." }),
});
