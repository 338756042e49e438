/** An incident has become more or less severe. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, severityOf, text, topic } from "./words.ts";

/** Params: `from` (severity before, as a rank or a name), `reason`, `by` (person id); all optional. The severity now is the incident's. */
export const severityChanged = template("severity-changed", {
  title: "Severity changed",
  compose: (input) => {
    const before = input.params.from;
    const was = typeof before === "number" ? `Severity ${before}` : text(input.params, "from");
    const now = input.incident && severityOf(input.incident);
    return {
      headline: `Severity changed. ${topic(input)}`,
      paragraphs: sentences(`It is now ${now ?? "not rated"}${was === null ? "" : `; it was ${was}`}.`, text(input.params, "reason")),
      facts: facts({ Before: was, Now: now, "Changed by": named(input, "by") }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ from: 2, reason: "Card payments fail for everybody.", by: "person-ana" }),
});
