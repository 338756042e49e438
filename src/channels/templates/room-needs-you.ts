/** Whoever commands is asked to look into the room. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, text, time, topic } from "./words.ts";

/** Params: `why` (`flagged` or `absent`), `text` (the words or the reason), `by` (person id of who flagged it), `since` (instant of the reader's last act). */
export const roomNeedsYou = template("room-needs-you", {
  title: "Look into the room",
  compose: (input) => {
    const flagged = text(input.params, "why") === "flagged";
    const by = named(input, "by") ?? "Somebody";
    return {
      headline: flagged ? `${by} points you to a message. ${topic(input)}` : `Please look into the room. ${topic(input)}`,
      paragraphs: sentences(
        flagged ? text(input.params, "text") : "It has been quiet from your side for a while, and nobody else keeps order there.",
        !flagged && "One press says that you are watching.",
      ),
      facts: facts({ From: flagged ? by : null, "Last act": flagged ? null : time(input, "since") }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ why: "flagged", text: "Both of them restart the same machine", by: "person-ben" }),
});
