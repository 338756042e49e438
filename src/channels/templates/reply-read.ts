/** What came of a reply by mail. */
import { accountExample, template } from "./template.ts";
import { sentences, text } from "./words.ts";

/** Params: `text` (one sentence: what the reply came to). */
export const replyRead = template("reply-read", {
  title: "Your reply",
  compose: (input) => ({
    headline: text(input.params, "text") ?? "We have your reply.",
    paragraphs: sentences("This answers your mail to Quarterdeck. Nobody reads replies to this one."),
    facts: [],
    links: [],
    documents: [],
  }),
  example: accountExample({ text: "Thank you. You are on it." }),
});
