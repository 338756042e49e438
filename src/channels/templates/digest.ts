/** Several pages that were held back, said at once. */
import { accountExample, template } from "./template.ts";
import { answer, facts, sentences } from "./words.ts";

/** How many pages the headline names. */
const namedAtMost = 3;

/** Params: `count` (how many pages), `lines` (what each is about, as "#12 Checkout is down"). */
export const digest = template("digest", {
  title: "Several pages wait",
  compose: (input) => {
    const lines = Array.isArray(input.params.lines) ? (input.params.lines as readonly string[]) : [];
    const rest = lines.length - namedAtMost;
    const waiting = lines.length === 1 ? "A page waits" : `${lines.length} pages wait`;
    return {
      headline: `${waiting} for you: ${lines.slice(0, namedAtMost).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`,
      paragraphs: sentences("They are said together because you were sent many messages in a short time. None was left out:", ...lines),
      facts: facts({ Pages: String(lines.length) }),
      ...answer(input, "See them and answer"),
      links: [],
      documents: [],
    };
  },
  example: accountExample(
    { count: 4, lines: ["#42 Checkout is down", "#43 No mail leaves", "#44 The disk is full", "#45 Search is slow"] },
    "https://quarterdeck.example.test/p/abc123",
  ),
});
