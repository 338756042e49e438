/** Gives a meeting room back; the process does it by itself when the incident is over (GD2-27). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

const booked = { type: "room-booked", data: { room: "blue", name: "Blue", until: "2026-03-02T14:00:00.000Z", displaced: [] } };

export const releaseRoom = command("release-room", {
  title: "Give a room back",
  says: "Gives a meeting room back; the process does it by itself when the incident is over (GD2-27).",
  input: z.object({ room: z.string().min(1).max(60).optional().meta({ title: "Room", description: "The first one held unless said", reference: "room" }) }),
  may: { capability: "book_rooms" },
  partOf: "rooms",
  form: { verb: "Give back" },
  when: (state) => Object.keys(state.rooms.held).length > 0,
  decide(state, { room = Object.keys(state.rooms.held)[0] }) {
    const held = room === undefined ? undefined : state.rooms.held[room];
    return room !== undefined && held ? [{ type: "room-released", data: { room, name: held.name } }] : refuse("invalid_state", "That room is not ours.");
  },
  examples: [
    { title: "the one there is", given: [...active, booked], input: {}, then: ["room-released"] },
    { title: "none", given: active, input: {}, then: { refused: "invalid_state" } },
  ],
});
