/** Half of a day's calls and text messages are used up. */
import { accountExample, template } from "./template.ts";
import { facts, named, sentences, text } from "./words.ts";

/** Params: `person` (person id), `today` (calls and text messages within a day), `most` (how many there may be). */
export const halfOfDay = template("half-of-day", {
  title: "Half of the day's calls and text messages are used",
  compose: (input) => {
    const person = named(input, "person") ?? "Somebody";
    const [today, most] = [text(input.params, "today") ?? "Half", text(input.params, "most") ?? "all"];
    return {
      headline: `${person} was sent ${today} calls and text messages within a day`,
      paragraphs: sentences(
        `After ${most} they get no more by phone that day: pages go by their other ways, or are said together once there is room again.`,
        "Please look what sends so many: an alert that comes and goes, or an escalation that repeats too often.",
      ),
      facts: facts({ Person: person, "Within a day": `${today} of ${most}` }),
      links: [],
      documents: [],
    };
  },
  example: accountExample({ person: "person-ana", today: 100, most: 200 }),
});
