/** There is a meeting room for those who work on an incident. */
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, text, time, topic } from "./words.ts";

/** Params: `room` (its name), `until` (instant), `by` (person id of who booked it). */
export const roomReady = template("room-ready", {
  title: "A room for you",
  compose: (input) => {
    const room = text(input.params, "room") ?? "A room";
    return {
      headline: `The room ${room} is yours. ${topic(input)}`,
      paragraphs: ["Work there undisturbed as long as you need."],
      facts: facts({ Room: room, "Planned until": time(input, "until"), "Booked by": named(input, "by") }),
      ...openRoom(input),
      links: places(input),
      documents: [],
    };
  },
  example: example({ room: "Blue", until: "2026-03-02T14:00:00.000Z", by: "person-ana" }),
});
