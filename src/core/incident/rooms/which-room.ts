/** Which rooms are free, and what stands in the way of one. */
import type { FactKinds, Facts } from "../../kernel/facts.ts";
import { epochMs, type Instant, instantOf } from "../../kernel/time.ts";

type Room = FactKinds["room"];
type Booking = Room["bookings"][number];

/** A room with the bookings that overlap the time asked for. */
export type RoomFound = { readonly room: Room; readonly busy: readonly Booking[] };

/** When, and for which incident. */
export type Wanting = { readonly now: Instant; readonly hours: number; readonly incident: string };

/** The end of so many hours from now. */
export const endOf = ({ now, hours }: Wanting): Instant => instantOf(epochMs(now) + hours * 3_600_000);

/** Every room with what overlaps, the largest first; those another incident holds are not among them. */
export function roomsFor(facts: Facts, wanting: Wanting): RoomFound[] {
  const all = (facts.get("rooms", "rooms")?.ids ?? []).flatMap((id) => facts.get("room", id) ?? []);
  return all
    .filter(({ heldBy }) => heldBy === null || heldBy === wanting.incident)
    .map((room) => ({ room, busy: room.bookings.filter(({ from, until }) => from < endOf(wanting) && until > wanting.now) }))
    .sort((a, b) => b.room.seats - a.room.seats);
}

/** The room that is meant: the one named, else the largest that is free. */
export function roomMeant(facts: Facts, named: string | undefined, wanting: Wanting): RoomFound | undefined {
  const all = roomsFor(facts, wanting);
  return named === undefined ? all.find(({ busy, room }) => busy.length === 0 && room.heldBy === null) : all.find(({ room }) => room.id === named);
}

/** The rooms that are free, in words. */
export function freeRooms(facts: Facts, wanting: Wanting): string {
  const free = roomsFor(facts, wanting).filter(({ busy, room }) => busy.length === 0 && room.heldBy === null);
  return free.length === 0 ? "No other room is free." : `Free: ${free.map(({ room }) => room.name).join(", ")}.`;
}
