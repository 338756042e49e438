/** To the administrators: a policy reached nobody, so the last resort was called (R26). */
import { example, template } from "./template.ts";
import { facts, namedList, openRoom, places, sentences, text, topic } from "./words.ts";

/** Params: `why` (what went wrong), `people` (ids of the last resort); both optional. */
export const lastResort = template("last-resort", {
  title: "Only the last resort was left",
  compose: (input) => {
    const [people, why] = [namedList(input, "people"), text(input.params, "why")];
    return {
      headline: `Only the last resort was left. ${topic(input)}`,
      paragraphs: sentences(
        `${why === null ? "Nobody could be reached by the escalation policy" : `The escalation policy came to its end: ${why}`}. ${people === null ? "There is no last resort." : `Now called: ${people}.`}`,
        "Please look at the policy and its schedules, so that the next incident finds somebody.",
      ),
      facts: facts({ Because: why, Called: people }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ why: "nobody answered", people: ["person-ben"] }),
});
