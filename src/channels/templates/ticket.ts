/** A ticket was filed for what the reader answers for. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, severityOf, topic } from "./words.ts";

/** Params: `by` (person id of who filed it); optional. */
export const ticket = template("ticket", {
  title: "A ticket was filed",
  compose: (input) => ({
    headline: `A ticket. ${topic(input)}`,
    paragraphs: sentences("It is too small to disturb anybody, and it needs a priority. Look at it in your working hours."),
    facts: facts({ Severity: input.incident && severityOf(input.incident), "Filed by": named(input, "by") }),
    ...openRoom(input),
    links: places(input),
    documents: [],
  }),
  example: example({ by: "person-ana" }),
});
