/** To a room or webhook that a step of an escalation policy calls. */
import { example, template } from "./template.ts";
import { facts, namedList, openRoom, places, sentences, severityOf, text, topic } from "./words.ts";

/** Params: `policy` (its title), `people` (ids of those called with this step); both optional. */
export const escalated = template("escalated", {
  title: "Somebody is needed",
  compose: (input) => {
    const people = namedList(input, "people");
    return {
      headline: topic(input),
      paragraphs: sentences(
        people === null ? "Nobody has answered yet." : `Called just now: ${people}.`,
        "Whoever can help opens the incident and takes it there.",
        text(input.params, "policy") && `This room is part of the escalation policy ${text(input.params, "policy")}.`,
      ),
      facts: facts({ Severity: input.incident && severityOf(input.incident), Topic: input.incident?.title ?? null, Called: people }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ policy: "Payments", people: ["person-ben", "person-cleo"] }),
});
