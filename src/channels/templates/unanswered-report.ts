/** To the commander: who has not answered a page. */
import { example, template } from "./template.ts";
import { facts, named, namedList, openRoom, places, sentences, time, topic } from "./words.ts";

/** Params: `missing` (person ids), `role` (role key), `area`, `since` (instant of the first alert), `next` (what the process does by itself); only `missing` is needed. */
export const unansweredReport = template("unanswered-report", {
  title: "No answer yet",
  compose: (input) => {
    const missing = namedList(input, "missing") ?? "the people asked";
    const since = time(input, "since");
    const next = named(input, "next");
    return {
      headline: `No answer yet from ${missing}. ${topic(input)}`,
      paragraphs: sentences(
        `${missing} ${since === null ? "" : `were alerted ${since} and `}have not answered. They may be asleep, on the road or out of coverage.`,
        next,
        "You can alert somebody else from the incident room.",
      ),
      facts: facts({ "Not answered": missing, "Needed as": named(input, "role"), Area: named(input, "area") }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ missing: ["person-ben", "person-cleo"], role: "expert", area: "Payments", since: "2026-03-02T10:05:00.000Z" }),
});
