/** Other people are on call now: for whoever begins, and for whoever ends. */
import { accountExample, template } from "./template.ts";
import { facts, namedList, onCallPage, text, time } from "./words.ts";

/** Params: `role` (`begins` or `ends`), `schedule` (its title), `people` (ids of those on call now), `until` (or null), `next` (ids of those who follow). */
export const shiftBegins = template("shift-begins", {
  title: "A shift begins",
  compose: (input) => {
    const schedule = text(input.params, "schedule") ?? "a schedule";
    const now = namedList(input, "people") ?? "nobody";
    const begins = input.params.role === "begins";
    return {
      headline: begins ? `You are on call now: ${schedule}` : `Your shift is over: ${schedule}. On call now: ${now}`,
      paragraphs: [],
      facts: facts({ Schedule: schedule, "On call now": now, Until: time(input, "until"), Next: namedList(input, "next") }),
      links: onCallPage(input),
      documents: [],
    };
  },
  example: accountExample({ role: "begins", schedule: "Checkout", people: ["person-ana"], until: "2026-03-09T09:00:00.000Z", next: ["person-ben"] }),
});
