/** Somebody brought bad news, and is thanked for it. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, topic } from "./words.ts";

/** Params: `by` (person id of whoever it was told to); optional. */
export const thanks = template("thanks", {
  title: "Thank you for saying it",
  compose: (input) => ({
    headline: `Thank you for saying it. ${topic(input)}`,
    paragraphs: ["You told us what went wrong. That helps more than good news, and nobody holds it against you."],
    facts: facts({ From: named(input, "by") }),
    ...openRoom(input),
    links: places(input),
    documents: [],
  }),
  example: example({ by: "person-ana" }),
});
