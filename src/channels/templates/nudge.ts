/** Something is expected of somebody: a duty is coming, due or overdue. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, text, time, topic } from "./words.ts";

/**
 * Params: `what` (the duty in words: "Write an update"), `dueAt` (instant), `state` (`open`, `remind`, `due`, `escalate` or `overdue`), `role` (role key it falls to),
 * `owner` (person id, when the reader is not the one who owes it), `why` (the sentence of the process); only `what` is needed.
 */
export const nudge = template("nudge", {
  title: "Something is due",
  compose: (input) => {
    const what = (text(input.params, "what") ?? "Something is waiting for you").replace(/[.\s]+$/, "");
    const dueAt = time(input, "dueAt");
    const owner = named(input, "owner");
    const overdue = ["overdue", "escalate"].includes(text(input.params, "state") ?? "");
    const due = dueAt === null ? (overdue ? "This is overdue." : null) : overdue ? `This was due ${dueAt}.` : `This is due ${dueAt}.`;
    return {
      headline: `${what}. ${topic(input)}`,
      paragraphs: sentences(
        due,
        owner !== null && `It is with ${owner}, who may have their hands full; please see whether they need help.`,
        text(input.params, "why"),
      ),
      facts: facts({ What: what, "By when": dueAt, As: named(input, "role") }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ what: "State your role", dueAt: "2026-03-02T10:30:00.000Z", state: "due", role: "commander" }),
});
