/** Something is waiting in the room of a secret incident: its name that says nothing, and where to read on (R-PD-S03, R-PD-S05). */
import { example, template } from "./template.ts";
import { answer, places, sentences, text } from "./words.ts";

const url = "https://quarterdeck.example.test/incidents/0192f0c1-0000-7000-8000-000000000042";
const secret = {
  ...{ id: "0192f0c1-0000-7000-8000-000000000042", number: null, title: "Quiet Harbour 27", severityRank: null, severityName: null },
  ...{ url, threadUrl: url, process: "" },
};

/** Params: `prefix` (what stands before the name), `name` (the codename), `words` (what to do). Nothing else of the incident is said. */
export const veiled = template("veiled", {
  title: "Come to the room",
  compose: (input) => {
    const [prefix, name] = [text(input.params, "prefix"), text(input.params, "name")];
    return {
      headline: [prefix, name].filter((part) => part !== null).join(": ") || (input.incident?.title ?? input.organisation),
      paragraphs: sentences(text(input.params, "words")),
      facts: [],
      ...answer(input, input.answerUrl === null ? "Open the room" : "Answer"),
      links: places(input),
      documents: [],
    };
  },
  example: example(
    { prefix: "Legal work", name: "Quiet Harbour 27", words: "Please come to the room. Nothing is said of it here." },
    { answerUrl: "https://quarterdeck.example.test/p/abc123", incident: secret },
  ),
});
