/** Somebody asks whoever commands. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, text, topic } from "./words.ts";

/** Params: `text` (the question), `by` (person id of who asks), `meant` (person id: whom they wanted to ask, or null). */
export const question = template("question", {
  title: "A question",
  compose: (input) => {
    const by = named(input, "by") ?? "Somebody";
    const meant = named(input, "meant");
    return {
      headline: `${by} asks you something. ${topic(input)}`,
      paragraphs: sentences(
        text(input.params, "text"),
        meant !== null && `They meant ${meant}, who is working and is not interrupted.`,
        "Answer in the room of the incident: only whoever asked will read it.",
      ),
      facts: facts({ From: by }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ text: "Are the card numbers safe?", by: "person-cleo", meant: "person-ben" }),
});
