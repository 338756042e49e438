/** A test page: the person's devices ring as for a real one, and nothing is wrong. */
import { accountExample, template } from "./template.ts";
import { answer, sentences } from "./words.ts";

/** No params but `page`. */
export const testPage = template("test-page", {
  title: "Test page",
  compose: (input) => ({
    headline: "Test page: nothing is wrong. Please confirm that you got it",
    paragraphs: sentences(
      "This is how a real page would reach you. Confirm it with the link or by a reply.",
      "Without an answer within an hour the people who are paged in the end hear that you could not be reached.",
    ),
    facts: [],
    ...answer(input, "I got it"),
    links: [],
    documents: [],
  }),
  example: accountExample({ page: "p1" }, "https://quarterdeck.example.test/p/abc123"),
});
