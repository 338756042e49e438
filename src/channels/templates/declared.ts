/** An incident was declared, and the reader must know of it. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, severityOf, text, topic } from "./words.ts";

/** Params: `role` (role key: the part the reader has in it), `because` (why this severity), `impact` (what it does to customers), `by` (person id); all optional. */
export const declared = template("declared", {
  title: "An incident was declared",
  compose: (input) => {
    const role = named(input, "role");
    return {
      headline: `Declared. ${topic(input)}`,
      paragraphs: sentences(
        role === null ? "You are told so that you know. Nothing is asked of you now." : `You are ${role} of this incident and are kept informed.`,
        text(input.params, "impact"),
        text(input.params, "because"),
      ),
      facts: facts({ Severity: input.incident && severityOf(input.incident), Process: input.incident?.process ?? null, "Declared by": named(input, "by") }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ role: "observer", impact: "Customers can pay by phone only.", by: "person-ana" }),
});
