/** The organisation's status word was set. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, text, topic } from "./words.ts";

/** Params: `status` (the word: normal, degraded, critical), `reason`, `by` (person id); only `status` is needed. */
export const statusSet = template("status-set", {
  title: "Status set",
  compose: (input) => {
    const status = named(input, "status") ?? "not known";
    return {
      headline: `Status is now ${status}.${input.incident === null ? ` ${input.organisation}` : ` ${topic(input)}`}`,
      paragraphs: sentences(text(input.params, "reason")),
      facts: facts({ Status: status, "Set by": named(input, "by") }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ status: "critical", reason: "Customers cannot pay.", by: "person-ana" }),
});
