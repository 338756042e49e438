/** Somebody's coming shifts are others than they knew. */
import { accountExample, template } from "./template.ts";
import { onCallPage, sentences, spans, text } from "./words.ts";

/** Params: `schedule` (its title), `now` (shifts they have that they did not have) and `gone` (shifts they have no more), as `from/until`. */
export const scheduleChanged = template("schedule-changed", {
  title: "Your shifts have changed",
  compose: (input) => {
    const schedule = text(input.params, "schedule") ?? "a schedule";
    const [now, gone] = [spans(input, "now"), spans(input, "gone")];
    return {
      headline: `Your shifts have changed: ${schedule}`,
      paragraphs: sentences(now.length > 0 && `You are on call ${now.join("; ")}.`, gone.length > 0 && `No longer as before: ${gone.join("; ")}.`),
      facts: [],
      links: onCallPage(input),
      documents: [],
    };
  },
  example: accountExample({
    schedule: "Checkout",
    now: ["2026-03-09T09:00:00.000Z/2026-03-16T09:00:00.000Z"],
    gone: ["2026-03-02T09:00:00.000Z/2026-03-09T09:00:00.000Z"],
  }),
});
