/** What the manager wants to know of those who were hit, and what they say (GD-39). */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, text, topic } from "./words.ts";

/** Params: `text`, `by` (person id), `given` (true: it is the answer, false: the question). */
export const information = template("information", {
  title: "From those who were hit",
  compose: (input) => {
    const given = input.params.given === true;
    return {
      headline: `${given ? "Those who were hit say" : "Please ask those who were hit"}. ${topic(input)}`,
      paragraphs: sentences(text(input.params, "text"), !given && "What they say is read by the manager and the workers."),
      facts: facts({ [given ? "Found out by" : "Asked by"]: named(input, "by") }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ text: "Since when does it happen?", by: "person-ana", given: false }),
});
