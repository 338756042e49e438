/** A customer asks something; whoever speaks for us answers (GD-38). */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, text, topic } from "./words.ts";

/** Params: `text` (the question), `from` (contact id, or a name), `by` (person id of who passed it on). */
export const customerQuestion = template("customer-question", {
  title: "A customer asks",
  compose: (input) => ({
    headline: `A customer asks. ${topic(input)}`,
    paragraphs: sentences(text(input.params, "text"), "It stands in your queue until it is answered; the room does not see it."),
    facts: facts({ From: named(input, "from"), "Passed on by": named(input, "by") }),
    ...openRoom(input),
    links: places(input),
    documents: [],
  }),
  example: example({ text: "Were any orders lost?", from: "Demo Customer", by: "person-ben" }),
});
