/** An incident is resolved. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, text, time, topic } from "./words.ts";

/** Params: `note` (what ended it), `by` (person id), `postMortemBy` (instant), `owner` (person id of the post-mortem's owner); all optional. */
export const resolved = template("resolved", {
  title: "Resolved",
  compose: (input) => {
    const [owner, dueAt] = [named(input, "owner"), time(input, "postMortemBy")];
    return {
      headline: `Resolved. ${topic(input)}`,
      paragraphs: sentences(
        text(input.params, "note"),
        owner !== null && `${owner} writes the post-mortem${dueAt === null ? "" : `, due ${dueAt}`}.`,
        "Thank you. If you were up for this, rest first.",
      ),
      facts: facts({ "Resolved by": named(input, "by"), "Post-mortem": owner }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ note: "The certificate was renewed; orders flow.", by: "person-ana", owner: "person-ben", postMortemBy: "2026-03-05T17:00:00.000Z" }),
});
