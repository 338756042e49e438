/** Somebody cannot come to a meeting, because they work on an incident; to whoever called the meeting, in the commander's name. */
import { example, template } from "./template.ts";
import { facts, named, sentences, text, time } from "./words.ts";

/**
 * Params: `person` (person id: who cannot come), `by` (person id of whoever commands, or null), `title`, `from` and `until` (of the meeting).
 * The answer for calendar programs comes with the input. Goes outside: nothing of the incident.
 */
export const meetingDeclined = template("meeting-declined", {
  title: "Cannot come to a meeting",
  outside: true,
  compose: (input) => {
    const person = named(input, "person") ?? "Somebody of us";
    const by = named(input, "by");
    const title = text(input.params, "title");
    return {
      headline: `${person} cannot come${title === null ? "" : `: ${title}`}`,
      paragraphs: sentences(
        `${person} cannot come to ${title === null ? "your meeting" : `“${title}”`} on ${time(input, "from")}: they work on something that cannot wait, and go to no meetings until it is over.`,
        "Please go on without them, or find another time. We are sorry for the trouble.",
        by,
      ),
      facts: facts({ Meeting: title, From: time(input, "from"), Until: time(input, "until") }),
      links: [],
      documents: [...input.documents],
      ...(by === null ? {} : { sender: by }),
    };
  },
  example: example({
    ...{ person: "person-ben", by: "person-ana", title: "Sprint planning", meeting: "m1" },
    ...{ from: "2026-03-02T10:30:00.000Z", until: "2026-03-02T11:30:00.000Z" },
  }),
});
