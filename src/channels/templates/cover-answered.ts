/** What came of a request for cover: for whoever asked, and for whoever takes the shift. */
import type { TemplateInput } from "../message.ts";
import { accountExample, template } from "./template.ts";
import { facts, named, onCallPage, sentences, spans, text, time } from "./words.ts";

const outcomes: { readonly [state: string]: string } = {
  declined: "Nobody takes your shift: your request was declined",
  withdrawn: "Your request for cover is withdrawn",
  expired: "Nobody took your shift before it began",
};

function headlineOf(input: TemplateInput): string {
  const { state, asker, by } = input.params;
  if (state !== "accepted") return outcomes[String(state)] ?? "Your request for cover is closed";
  const taker = named(input, "by") ?? "Somebody";
  const reader = input.recipientName;
  return reader === taker && by !== asker ? `You take the shift of ${named(input, "asker") ?? "somebody"}` : `${taker} takes your shift`;
}

/** Params: `state`, `schedule` (its title), `asker` and `by` (person ids), `from`, `until`, `exchange` (`from/until`, or null). */
export const coverAnswered = template("cover-answered", {
  title: "Answer to a request for cover",
  compose: (input) => {
    const schedule = text(input.params, "schedule") ?? "a schedule";
    const exchange = input.params.state === "accepted" ? spans(input, "exchange")[0] : undefined;
    const still = ["declined", "expired"].includes(String(input.params.state));
    return {
      headline: `${headlineOf(input)}: ${schedule}`,
      paragraphs: sentences(
        still && "You are still on call in this time.",
        exchange !== undefined && `In exchange ${named(input, "asker") ?? "the asker"} takes ${exchange}.`,
      ),
      facts: facts({ Schedule: schedule, From: time(input, "from"), Until: time(input, "until") }),
      links: onCallPage(input),
      documents: [],
    };
  },
  example: accountExample({
    ...{ state: "accepted", schedule: "Checkout", asker: "person-ana", by: "person-ben", request: "r1" },
    ...{ from: "2026-03-02T09:00:00.000Z", until: "2026-03-03T09:00:00.000Z", exchange: null },
  }),
});
