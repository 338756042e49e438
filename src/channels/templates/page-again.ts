/** The second alert to somebody who has not answered yet. */
import { example, template } from "./template.ts";
import { answer, facts, named, places, sentences, severityOf, text, time, topic } from "./words.ts";

/** Params: as `page`, and `firstAt` (instant of the first alert); all optional. */
export const pageAgain = template("page-again", {
  title: "You are still needed",
  compose: (input) => {
    const [role, area, firstAt] = [named(input, "role"), named(input, "area"), time(input, "firstAt")];
    return {
      headline: `${text(input.params, "headline") ?? topic(input)} (again)`,
      paragraphs: sentences(
        `You are still needed${role === null ? "" : ` as ${role}`}${area === null ? "" : ` for ${area}`}.`,
        firstAt !== null && `We first tried to reach you ${firstAt}.`,
        text(input.params, "reason"),
        "A short no is as good as a yes: then somebody else is asked.",
      ),
      facts: facts({ Severity: input.incident && severityOf(input.incident), Topic: input.incident?.title ?? null, Area: area, "Needed as": role }),
      ...answer(input, "Answer"),
      links: places(input),
      documents: [],
    };
  },
  example: example({ role: "expert", area: "Payments", firstAt: "2026-03-02T10:05:00.000Z" }, { answerUrl: "https://quarterdeck.example.test/p/abc123" }),
});
