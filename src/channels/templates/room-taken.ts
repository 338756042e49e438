/** The meeting room somebody had booked is needed for an incident. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, text, time, topic } from "./words.ts";

/** Params: `room` (its name), `until` (instant), `what` (what it was booked for), `by` (person id of who took it). */
export const roomTaken = template("room-taken", {
  title: "A room is needed",
  compose: (input) => {
    const room = text(input.params, "room") ?? "A room";
    const what = text(input.params, "what");
    return {
      headline: `We need the room ${room}. ${topic(input)}`,
      paragraphs: sentences(
        `You had booked it${what === null ? "" : ` for: ${what}`}. We are sorry: people who work on this incident need it now.`,
        "Please find another place or time, and leave the room to them.",
      ),
      facts: facts({ Room: room, Until: time(input, "until"), "Taken by": named(input, "by") }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ room: "Blue", until: "2026-03-02T14:00:00.000Z", what: "Budget", by: "person-ana" }),
});
