/** Somebody is needed no longer, and may go. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, text, time, topic } from "./words.ts";

/** Params: `by` (person id), `reason`, `until` (instant until which they sleep in and are not called); all optional. */
export const released = template("released", {
  title: "You may go",
  compose: (input) => {
    const until = time(input, "until");
    return {
      headline: `You may go. ${topic(input)}`,
      paragraphs: sentences(
        text(input.params, "reason"),
        "Thank you. Nobody asks you for anything here any more.",
        until !== null && `You were up in the night: sleep in. Until ${until} only the most severe will reach you.`,
      ),
      facts: facts({ From: named(input, "by"), "Sleep in until": until }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ by: "person-ana", reason: "The queue is empty.", until: "2026-03-02T13:00:00.000Z" }),
});
