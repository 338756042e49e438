/** Somebody asked for a new password. */
import { accountExample, template } from "./template.ts";
import { named, sentences } from "./words.ts";

/** Params: `hours` (how long the link works; 24 unless said). The single-use link is the input's `answerUrl`. */
export const passwordReset = template("password-reset", {
  title: "New password",
  compose: (input) => ({
    headline: "Choose a new password for Quarterdeck",
    paragraphs: sentences(
      `The link works once, within ${named(input, "hours") ?? "24"} hours.`,
      "If you did not ask for it, you can ignore this; your password stays as it is.",
    ),
    facts: [],
    ...(input.answerUrl === null ? {} : { action: { label: "Choose a new password", url: input.answerUrl } }),
    links: [],
    documents: [],
  }),
  example: accountExample({}, "https://quarterdeck.example.test/reset/abc123"),
});
