/** Somebody asks for cover of a shift of theirs. */
import { accountExample, template } from "./template.ts";
import { facts, named, onCallPage, sentences, spans, text, time } from "./words.ts";

/** Params: `schedule` (its title), `asker` (person id), `from`, `until`, `exchange` (`from/until` of the reader's shift they would take, or null), `again`. */
export const coverAsked = template("cover-asked", {
  title: "Asked for cover",
  compose: (input) => {
    const asker = named(input, "asker") ?? "Somebody";
    const schedule = text(input.params, "schedule") ?? "a schedule";
    const exchange = spans(input, "exchange")[0];
    return {
      headline: `${input.params.again === true ? "Still open: " : ""}${asker} asks you to take a shift: ${schedule}`,
      paragraphs: sentences(
        exchange !== undefined && `In exchange ${asker} takes your shift ${exchange}.`,
        "Say yes or no on the page On call. Whoever says yes first has it.",
      ),
      facts: facts({ Schedule: schedule, From: time(input, "from"), Until: time(input, "until") }),
      links: onCallPage(input),
      documents: [],
    };
  },
  example: accountExample({
    ...{ schedule: "Checkout", asker: "person-ben", request: "r1", again: false },
    ...{ from: "2026-03-02T09:00:00.000Z", until: "2026-03-03T09:00:00.000Z", exchange: null },
  }),
});
