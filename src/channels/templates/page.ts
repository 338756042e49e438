/** Someone is needed now. */
import { example, template } from "./template.ts";
import { answer, facts, named, places, sentences, severityOf, text, topic } from "./words.ts";

/**
 * Params: `headline` (what the process wants stated first; absent: severity and topic), `role` (role key: what they are needed as), `area` (its name or id), `reason` (why this person, one sentence), `summary` (what is known so far);
 * all optional. Severity and topic always stand in the headline (SR-19).
 */
export const page = template("page", {
  title: "You are needed",
  compose: (input) => {
    const [role, area] = [named(input, "role"), named(input, "area")];
    return {
      headline: text(input.params, "headline") ?? topic(input),
      paragraphs: sentences(
        `You are needed${role === null ? "" : ` as ${role}`}${area === null ? "" : ` for ${area}`}.`,
        text(input.params, "reason"),
        text(input.params, "summary"),
        input.incident?.join ?? null,
        "If you cannot, say so with the same link: somebody else is asked at once.",
      ),
      facts: facts({
        Severity: input.incident && severityOf(input.incident),
        Topic: input.incident?.title ?? null,
        Area: area,
        "Needed as": role,
        Process: input.incident?.process ?? null,
      }),
      ...answer(input, "Answer"),
      links: places(input),
      documents: [],
    };
  },
  example: example(
    { role: "expert", area: "Payments", reason: "You are first in line for Payments tonight.", summary: "No orders since 10:02." },
    { answerUrl: "https://quarterdeck.example.test/p/abc123" },
  ),
});
