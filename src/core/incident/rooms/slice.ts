/** Meeting rooms that this incident holds. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const schema = z.object({ held: z.record(z.string(), z.object({ name: z.string(), since: z.string(), until: z.string() })) });
export type Rooms = z.infer<typeof schema>;
const event = eventOf<Rooms>();

const key = (room: string) => `room:${room}`;

export const rooms = slice("rooms", {
  schema,
  initial: { held: {} } as Rooms,
  on: {
    "room-booked": event(
      {
        data: z.object({
          room: z.string(),
          name: z.string(),
          until: z.string(),
          /** Bookings that had to give way. */
          displaced: z.array(z.object({ booking: z.string(), person: z.string(), what: z.string() })),
        }),
        says: (d, say) =>
          `The room ${d.name} is ours${d.displaced.length === 0 ? "" : `; it was taken from ${d.displaced.map(({ person }) => say.person(person)).join(", ")}`}`,
        seenBy: "all",
        claims: (d) => [{ take: key(d.room) }],
      },
      (state, { data, at }) => ({ held: { ...state.held, [data.room]: { name: data.name, since: at, until: data.until } } }),
    ),
    "room-released": event(
      {
        data: z.object({ room: z.string(), name: z.string() }),
        says: (d) => `The room ${d.name} is free again`,
        seenBy: "all",
        claims: (d) => [{ free: key(d.room) }],
      },
      (state, { data }) => ({ held: Object.fromEntries(Object.entries(state.held).filter(([room]) => room !== data.room)) }),
    ),
  },
});
