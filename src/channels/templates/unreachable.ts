/** There is no working way to reach somebody. */
import { example, template } from "./template.ts";
import { facts, named, namedList, openRoom, places, sentences, text, topic } from "./words.ts";

/** Params: `person` (person id), `reason` (what the providers said), `tried` (channel names); only `person` is needed. */
export const unreachable = template("unreachable", {
  title: "Somebody cannot be reached",
  compose: (input) => {
    const person = named(input, "person") ?? "Somebody";
    return {
      headline: `${person} cannot be reached.${input.incident === null ? "" : ` ${topic(input)}`}`,
      paragraphs: sentences(
        `None of the ways we know to reach ${person} works at the moment.`,
        text(input.params, "reason"),
        input.incident === null ? "Please ask them for a contact that works." : "If they are needed, please call them another way or alert somebody else.",
      ),
      facts: facts({ Tried: namedList(input, "tried") }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ person: "person-ben", tried: ["sms", "email"], reason: "This phone number does not exist any more." }),
});
