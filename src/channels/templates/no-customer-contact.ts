/** No customer has heard of it from us (GD2-32). */
import { example, template } from "./template.ts";
import { facts, openRoom, places, sentences, time, topic } from "./words.ts";

/** Params: `dueAt` (instant by which somebody outside should have heard). */
export const noCustomerContact = template("no-customer-contact", {
  title: "Customers have not heard of it",
  compose: (input) => ({
    headline: `No customer has heard of it from us. ${topic(input)}`,
    paragraphs: sentences("Customers will notice. They should hear of it from us before they have to ask: a call or a short message is enough."),
    facts: facts({ "Should have heard by": time(input, "dueAt") }),
    ...openRoom(input),
    links: places(input),
    documents: [],
  }),
  example: example({ dueAt: "2026-03-02T12:00:00.000Z" }),
});
