/** An approved message to customers. */
import { example, template } from "./template.ts";
import { facts, sentences, text, time } from "./words.ts";

/** Params: `subject`, `text` (both as approved), `nextBy` (instant of the next message), `url` (public status page). Goes outside: nothing of the incident but these words. */
export const customerMessage = template("customer-message", {
  title: "Message to customers",
  outside: true,
  compose: (input) => {
    const url = text(input.params, "url");
    return {
      headline: text(input.params, "subject") ?? `News from ${input.organisation}`,
      paragraphs: sentences(text(input.params, "text")),
      facts: facts({ "Next message by": time(input, "nextBy") }),
      links: url === null ? [] : [{ label: "Status page", url }],
      documents: [],
    };
  },
  example: example({
    subject: "Payments are delayed",
    text: "Some card payments fail at the moment. Your money is safe, and nothing is charged twice. We are working on it.",
    nextBy: "2026-03-02T11:00:00.000Z",
    url: "https://status.example.test",
  }),
});
