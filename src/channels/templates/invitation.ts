/** Somebody is invited to join. */
import { accountExample, template } from "./template.ts";
import { named, sentences } from "./words.ts";

/** Params: `by` (person id of who invites), `hours` (how long the link works; 72 unless said). The single-use link is the input's `answerUrl`. */
export const invitation = template("invitation", {
  title: "Invitation",
  compose: (input) => {
    const by = named(input, "by");
    return {
      headline: `You are invited to ${input.organisation} on Quarterdeck`,
      paragraphs: sentences(
        `${by ?? input.organisation} invites you to take part in handling incidents at ${input.organisation}.`,
        `The link works once, within ${named(input, "hours") ?? "72"} hours. Choose your password and tell us how to reach you.`,
      ),
      facts: [],
      ...(input.answerUrl === null ? {} : { action: { label: "Accept", url: input.answerUrl } }),
      links: [],
      documents: [],
    };
  },
  example: accountExample({ by: "person-ben" }, "https://quarterdeck.example.test/join/abc123"),
});
