/** Meeting rooms as one incident may take them: which are free, which are booked and by whom, which are ours (GD2-27). */
import { z } from "zod";
import { roomsFor } from "../core/incident/rooms/which-room.ts";
import type { FactKinds } from "../core/kernel/facts.ts";
import { abilitiesIn } from "./abilities.ts";
import { nameOf, type Scene, sceneOf } from "./scene.ts";
import { named, refused, view } from "./view.ts";

const room = z.object({
  id: z.string(),
  name: z.string(),
  place: z.string(),
  seats: z.number(),
  state: z.enum(["ours", "free", "booked", "held"]).meta({ description: "`held`: another incident works there" }),
  since: z.string().nullable(),
  bookings: z.array(z.object({ by: named, what: z.string(), from: z.string(), until: z.string() })),
  takeable: z.boolean().meta({ description: "Whether the process lets this incident take it now" }),
});

/** `GET /api/v1/incidents/{id}/rooms`: ours first, then free ones, the largest first. */
export const rooms = view("rooms", {
  title: "Rooms",
  of: "incident",
  query: z.object({ hours: z.coerce.number().int().min(1).max(24).default(4).meta({ description: "Bookings within so many hours count" }) }),
  shape: z.object({ refused: refused.nullable().meta({ description: "Why the viewer may not book" }), mayDisplace: z.boolean(), items: z.array(room) }),
  read: async (parts, { viewer, id, query: { hours } }) => {
    const scene = await sceneOf(parts, viewer, id);
    if (!scene) return null;
    const { all, free } = await parts.withFacts((facts) => ({
      all: (facts.get("rooms", "rooms")?.ids ?? []).flatMap((one) => facts.get("room", one) ?? []),
      free: roomsFor(facts, { now: scene.now, hours, incident: scene.row.id }),
    }));
    const names = await parts.directory.names([...new Set(all.flatMap(({ bookings }) => bookings.map(({ person }) => person)))]);
    const ability = (await abilitiesIn(parts, scene)).find(({ name }) => name === "book-room");
    const displaces = takeoverOf(scene) === "displace";
    const items = all.map((one) => itemOf({ ...scene, names }, one, { busy: free.find((found) => found.room.id === one.id)?.busy ?? [], displaces }));
    const order = ["ours", "free", "booked", "held"];
    return {
      refused: ability === undefined ? null : ability.refused,
      mayDisplace: displaces,
      items: items.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.seats - a.seats),
    };
  },
});

function takeoverOf({ pack, state }: Scene): string | undefined {
  const level = state.severity.rank === null ? undefined : (pack.severities[state.severity.rank] as { rooms?: { takeover?: string } } | undefined);
  return (level?.rooms ?? (pack as { rooms?: { takeover?: string } }).rooms)?.takeover;
}

type Room = FactKinds["room"];

function itemOf({ state, names, row }: Scene, room: Room, found: { readonly busy: Room["bookings"]; readonly displaces: boolean }) {
  const ours = state.rooms.held[room.id];
  const held = room.heldBy !== null && room.heldBy !== row.id;
  const stands = ours ? "ours" : held ? "held" : found.busy.length > 0 ? "booked" : "free";
  const { id, name, place, seats, bookings } = room;
  return {
    ...{ id, name, place, seats, state: stands as "ours" | "held" | "booked" | "free", since: ours?.since ?? null },
    bookings: bookings.map(({ person, what, from, until }) => ({ by: nameOf(names, person), what, from, until })),
    takeable: stands === "free" || (stands === "booked" && found.displaces),
  };
}
