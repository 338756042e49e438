/** Somebody who works on it wants an expert's advice. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, text, topic } from "./words.ts";

/** Params: `text` (what they want to know), `by` (person id of who asks). */
export const consulted = template("consulted", {
  title: "Advice wanted",
  compose: (input) => {
    const by = named(input, "by") ?? "Somebody";
    return {
      headline: `${by} wants your advice. ${topic(input)}`,
      paragraphs: sentences(text(input.params, "text"), "Answer in the room of the incident."),
      facts: facts({ From: by }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ text: "May the old index be dropped while the shop is open?", by: "person-ben" }),
});
