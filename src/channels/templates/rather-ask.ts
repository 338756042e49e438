/** Somebody who only watches wrote in the room: they are asked to ask whoever commands instead. */
import { example, template } from "./template.ts";
import { openRoom, places, topic } from "./words.ts";

/** Needs no params. */
export const ratherAsk = template("rather-ask", {
  title: "Please ask instead",
  compose: (input) => ({
    headline: `Please ask instead of writing. ${topic(input)}`,
    paragraphs: [
      "You are welcome to read along. What you wrote was kept, and whoever is in charge will look at it.",
      "Those who work on it read every line of the room. A question reaches whoever is in charge alone, and the answer comes to you.",
    ],
    facts: [],
    ...openRoom(input, "Ask a question"),
    links: places(input),
    documents: [],
  }),
  example: example({}),
});
