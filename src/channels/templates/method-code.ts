/** The code that proves a contact method. */
import { accountExample, template } from "./template.ts";
import { sentences, text } from "./words.ts";

/** Params: `code` (six digits), `minutes` (10 unless said). */
export const methodCode = template("method-code", {
  title: "Your code",
  compose: (input) => ({
    headline: `${text(input.params, "code") ?? ""} is your Quarterdeck code`,
    paragraphs: sentences(`It works for ${text(input.params, "minutes") ?? "10"} minutes. If you did not ask for it, you can ignore this.`),
    facts: [],
    links: [],
    documents: [],
  }),
  example: accountExample({ code: "123456" }),
});
