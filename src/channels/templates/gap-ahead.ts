/** There will be nobody on call. */
import { accountExample, template } from "./template.ts";
import { onCallPage, sentences, spans, text } from "./words.ts";

/** More than these are counted. */
const listed = 5;

/** Params: `schedule` (its title), `gaps` (as `from/until`). */
export const gapAhead = template("gap-ahead", {
  title: "Nobody on call ahead",
  compose: (input) => {
    const schedule = text(input.params, "schedule") ?? "a schedule";
    const gaps = spans(input, "gaps");
    const more = gaps.length - listed;
    return {
      headline: `Nobody will be on call: ${schedule}`,
      paragraphs: sentences(
        `${gaps.slice(0, listed).join("; ")}${more > 0 ? `; and ${more} more` : ""}.`,
        "Pages in this time go on to whoever the escalation names next. Fill the gap, or take a shift yourself.",
      ),
      facts: [],
      links: onCallPage(input),
      documents: [],
    };
  },
  example: accountExample({ schedule: "Checkout", gaps: ["2026-03-09T09:00:00.000Z/2026-03-10T09:00:00.000Z"] }),
});
