/** A draft waits for its owner's eyes. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, text, time, topic } from "./words.ts";

/** Params: `document` (its title), `text` (the draft itself), `dueAt` (instant), `owner` (person id); all optional. */
export const draftReady = template("draft-ready", {
  title: "A draft is ready",
  compose: (input) => {
    const document = named(input, "document") ?? "A draft";
    const dueAt = time(input, "dueAt");
    return {
      headline: `${document}: the draft is ready. ${topic(input)}`,
      paragraphs: sentences(
        text(input.params, "text") ?? "It was filled in from the timeline. Please read it, correct it and add what only people know.",
        dueAt !== null && `It is due ${dueAt}.`,
      ),
      facts: facts({ Document: document, Owner: named(input, "owner"), "Due by": dueAt }),
      ...openRoom(input, "Open the draft"),
      links: places(input),
      documents: [],
    };
  },
  example: example({ document: "Post-mortem", owner: "person-ana", dueAt: "2026-03-05T17:00:00.000Z" }),
});
