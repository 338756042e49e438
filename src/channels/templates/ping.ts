/** Somebody writes to one person. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, text, topic } from "./words.ts";

/** Params: `text` (the message), `by` (person id of who writes). */
export const ping = template("ping", {
  title: "A message for you",
  compose: (input) => {
    const by = named(input, "by") ?? "Somebody";
    return {
      headline: `${by} writes to you. ${topic(input)}`,
      paragraphs: sentences(text(input.params, "text")),
      facts: facts({ From: by }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ text: "Have you a minute for the budget today?", by: "person-cleo" }),
});
