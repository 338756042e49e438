/** The manager asks how it stands. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, text, topic } from "./words.ts";

/** Params: `round` (its number), `by` (person id of the manager, in whose name it is asked), `asks` (what is asked outright, a list of questions); all optional. */
export const roundAsked = template("round-asked", {
  title: "How does it stand?",
  compose: (input) => {
    const [by, asks] = [named(input, "by"), input.params.asks];
    return {
      headline: `${by ?? "The process"} asks: how does it stand? ${topic(input)}`,
      paragraphs: sentences(
        "What have you learned since the last time, what did you try, did it work, what are you doing now, and what is left?",
        Array.isArray(asks) && asks.length > 0 && `And plainly: ${asks.join(" ")}`,
        "Say it as it is. Bad news is welcome.",
      ),
      facts: facts({ Round: text(input.params, "round"), "Asked by": by }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ round: 2, by: "person-ana", asks: ["What went wrong, or came back?", "How sure are you?"] }),
});
