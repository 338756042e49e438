/** The answer to what somebody asked. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, text, topic } from "./words.ts";

/** Params: `text` (the answer), `by` (person id of who answers). */
export const answered = template("answer", {
  title: "An answer",
  compose: (input) => {
    const by = named(input, "by") ?? "Somebody";
    return {
      headline: `${by} answers you. ${topic(input)}`,
      paragraphs: sentences(text(input.params, "text")),
      facts: facts({ From: by }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ text: "They are safe: they never reach that machine.", by: "person-ana" }),
});
