/** A document is ready, and when they meet about it: both attached (GD2-51, R-GDPM-01). */
import { calendarEvent } from "./calendar-event.ts";
import { example, template } from "./template.ts";
import { facts, named, namedList, openRoom, places, sentences, text, time, topic } from "./words.ts";

const please = {
  required: "Please come: you are needed there.",
  optional: "You are welcome, and need not come.",
  told: "You get this because you took part.",
} as const;

/**
 * Params: `title` (of the document), `from` and `until` (instants), `organiser` (person id), `required` and `optional` (person ids), `coming` (`required`,
 * `optional` or `told`: what the reader is), `draft` (it is still being written), `agenda` (what they speak about), `uid`,
 * `sequence` (above 0: it was moved) and `at` (instant of the proposal).
 */
export const meeting = template("meeting", {
  title: "A document is ready, and a meeting about it",
  compose: (input) => {
    const title = text(input.params, "title") ?? "Post-mortem";
    const moved = Number(input.params.sequence ?? 0) > 0;
    const draft = input.params.draft === true;
    const agenda = Array.isArray(input.params.agenda) ? (input.params.agenda as readonly string[]).join("; ") : null;
    const coming = text(input.params, "coming") === "optional" ? "optional" : text(input.params, "coming") === "required" ? "required" : "told";
    const file = calendarEvent({
      ...{ uid: text(input.params, "uid") ?? "", sequence: Number(input.params.sequence ?? 0), stamp: text(input.params, "at") ?? "" },
      ...{
        from: text(input.params, "from") ?? "",
        until: text(input.params, "until") ?? "",
        title: `${title}: ${input.incident?.title ?? input.organisation}`,
      },
      ...{ description: please[coming], url: input.incident?.url ?? null },
    });
    return {
      headline: `${moved ? "The meeting was moved" : draft ? `We meet about the ${title}` : `The ${title} is ready, and we meet about it`}. ${topic(input)}`,
      paragraphs: sentences(
        `We meet ${time(input, "from")}.`,
        please[coming],
        agenda && `We speak about: ${agenda}.`,
        input.documents.length > 0 && `The ${title} is attached.`,
      ),
      facts: facts({
        From: time(input, "from"),
        Until: time(input, "until"),
        "Asked for by": named(input, "organiser"),
        Needed: namedList(input, "required"),
        Welcome: namedList(input, "optional"),
      }),
      ...openRoom(input, "Read it in the incident room"),
      links: places(input),
      documents: [...input.documents, { filename: "meeting.ics", contentType: "text/calendar; charset=utf-8", content: file }],
    };
  },
  example: example({
    ...{ title: "Post-mortem", uid: "m1", sequence: 0, at: "2026-03-02T15:00:00.000Z", from: "2026-03-03T10:00:00.000Z", until: "2026-03-03T11:00:00.000Z" },
    ...{ organiser: "person-ana", required: ["person-ana", "person-cleo"], optional: ["person-ben"], coming: "required" },
  }),
});
