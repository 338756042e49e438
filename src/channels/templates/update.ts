/** An update for the organisation or for stakeholders. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, severityOf, text, time, topic } from "./words.ts";

/**
 * Params: `text` (the update), `by` (person id of the author), `through` (person id of whoever passes it on), `nextBy` (instant of the next update),
 * `subject` (one line, replaces the default headline), `outside` (the reader has no account: no way into the room); only `text` is needed.
 */
export const update = template("update", {
  title: "Update",
  compose: (input) => ({
    headline: text(input.params, "subject") === null ? `Update. ${topic(input)}` : `${text(input.params, "subject")}. ${topic(input)}`,
    paragraphs: sentences(text(input.params, "text")),
    facts: facts({
      From: named(input, "by"),
      "Passed on by": named(input, "through"),
      Severity: input.incident && severityOf(input.incident),
      "Next update by": time(input, "nextBy"),
    }),
    ...(input.params.outside === true ? {} : openRoom(input)),
    links: input.params.outside === true ? [] : places(input),
    documents: [],
  }),
  example: example({ text: "Orders work again for most customers.\nWe are watching the queue.", by: "person-ana", nextBy: "2026-03-02T11:00:00.000Z" }),
});
