/** Somebody's shift is near. */
import { accountExample, template } from "./template.ts";
import { facts, named, onCallPage, sentences, text, time } from "./words.ts";

/** Params: `schedule` (its title), `from`, `until`, `beside` (person id of whom they go along with, or null). */
export const shiftSoon = template("shift-soon", {
  title: "Your shift is near",
  compose: (input) => {
    const schedule = text(input.params, "schedule") ?? "a schedule";
    const beside = named(input, "beside");
    const from = time(input, "from") ?? "soon";
    return {
      headline: beside === null ? `You are on call from ${from}: ${schedule}` : `You go along with ${beside} from ${from}: ${schedule}`,
      paragraphs: sentences(
        beside === null
          ? "If you cannot, ask for cover now: others need time to say yes."
          : "You learn by going along. You are told of the shift and never paged.",
      ),
      facts: facts({ Schedule: schedule, From: time(input, "from"), Until: time(input, "until") }),
      links: onCallPage(input),
      documents: [],
    };
  },
  example: accountExample({ schedule: "Checkout", from: "2026-03-02T09:00:00.000Z", until: "2026-03-09T09:00:00.000Z", beside: null }),
});
