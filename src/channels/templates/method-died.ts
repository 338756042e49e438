/** A way to reach somebody has stopped working. */
import { accountExample, template } from "./template.ts";
import { channelName, facts, named, sentences, text } from "./words.ts";

/** Params: `person` (person id: whose way it is), `own` (whether the reader is that person), `channel`, `label` (as the person calls it), `reason` (the provider's or their own word). */
export const methodDied = template("method-died", {
  title: "A way to reach somebody stopped working",
  compose: (input) => {
    const way = `${channelName(input)}${text(input.params, "label") === null ? "" : ` (${text(input.params, "label")})`}`;
    const person = named(input, "person") ?? "somebody";
    const own = input.params.own === true;
    return {
      headline: own ? `We cannot reach you by ${way} any more` : `${person} cannot be reached by ${way} any more`,
      paragraphs: sentences(
        text(input.params, "reason"),
        own
          ? "Your other ways are used instead. In your settings you can prove it again with a code, or remove it."
          : "Their other ways are used instead. Please see that they have one that works.",
      ),
      facts: facts({ Person: own ? null : person, "By way of": way }),
      links: [],
      documents: [],
    };
  },
  example: accountExample({
    person: "person-ben",
    own: false,
    channel: "sms",
    label: "Work",
    reason: "This number has sent STOP and gets no more SMS from us.",
  }),
});
