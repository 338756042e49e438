/** Takes a meeting room for those who work, until it is given back or the incident is over (GD2-27). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { working, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { endOf, freeRooms, roomMeant } from "./which-room.ts";

export const bookRoom = command("book-room", {
  title: "Book a room",
  says: "Takes a meeting room for those who work, until it is given back or the incident is over (GD2-27).",
  input: z.object({
    room: z.string().min(1).max(60).optional().meta({ title: "Room", description: "The largest that is free unless said", reference: "room" }),
    hours: z.number().int().min(1).max(24).default(4).meta({ title: "For how many hours", description: "Bookings in this time count as in the way." }),
  }),
  may: { capability: "book_rooms" },
  partOf: "rooms",
  form: { verb: "Book" },
  when: (state) => working.includes(state.lifecycle.phase),
  decide(state, { room: named, hours }, ctx) {
    const wrong = wrongPhase(state, working, "given a room");
    if (wrong) return wrong;
    const wanting = { now: ctx.now, hours, incident: ctx.stream };
    const found = roomMeant(ctx.facts, named, wanting);
    if (found === undefined && named !== undefined && ctx.facts.get("room", named)?.heldBy)
      return refuse("room_busy", `Another incident works in that room. ${freeRooms(ctx.facts, wanting)}`, { pointer: "/room" });
    if (found === undefined)
      return named === undefined ? refuse("room_busy", "No room is free.") : refuse("invalid_value", "There is no such room.", { pointer: "/room" });
    const { room, busy } = found;
    if (state.rooms.held[room.id]) return refuse("invalid_state", `The room ${room.name} is ours already.`);
    const displaced = busy.map(({ id, person, what }) => ({ booking: id, person, what }));
    return [{ type: "room-booked", data: { room: room.id, name: room.name, until: endOf(wanting), displaced } }];
  },
  examples: [
    { title: "the largest free one", given: active, input: {}, then: ["room-booked"] },
    { title: "an unknown one", given: active, input: { room: "attic" }, then: { refused: "invalid_value" } },
  ],
});
