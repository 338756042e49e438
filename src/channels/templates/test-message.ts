/** A test of one way to reach somebody. */
import { accountExample, template } from "./template.ts";
import { facts, named, sentences } from "./words.ts";

/** Params: `by` (person id of who asked for the test), `channel` (its name); both optional. */
export const testMessage = template("test-message", {
  title: "Test",
  compose: (input) => ({
    headline: "Test from Quarterdeck: this way to reach you works",
    paragraphs: sentences("Nothing is wrong and there is nothing to do."),
    facts: facts({ "Asked for by": named(input, "by"), Channel: named(input, "channel") }),
    ...(input.answerUrl === null ? {} : { action: { label: "I got it", url: input.answerUrl } }),
    links: [],
    documents: [],
  }),
  example: accountExample({ by: "person-ana", channel: "sms" }),
});
