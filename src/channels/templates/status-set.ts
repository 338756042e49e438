/** The organisation's status word was set. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, text, topic } from "./words.ts";

/** Params: `text` (the status in one line), `by` (person id); only `text` is needed. */
export const statusSet = template("status-set", {
  title: "Status set",
  compose: (input) => {
    const status = text(input.params, "text") ?? "not known";
    return {
      headline: `Status: ${status}.${input.incident === null ? ` ${input.organisation}` : ` ${topic(input)}`}`,
      paragraphs: [],
      facts: facts({ Status: status, "Set by": named(input, "by") }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ text: "We are rolling back", by: "person-ana" }),
});
