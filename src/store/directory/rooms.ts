/** Bookings of meeting rooms by people; what an incident holds is a claim of its own. */
import { sql } from "kysely";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import type { Instant } from "../../core/kernel/time.ts";
import { inTransaction, record, stale, undo } from "./change.ts";
import { type By, type Db, isUuid, type Tx } from "./tables.ts";

/** A booking. */
export type Booking = {
  readonly id: string;
  readonly room: string;
  readonly person: string;
  readonly what: string;
  readonly from: Instant;
  readonly until: Instant;
};

/** So many bookings of one room may lie ahead. */
const mostAhead = 200;

/** The bookings of a room that are not over at an instant, the soonest first; null where there is no such room. */
export async function bookingsOf(db: Db, room: string, now: Instant): Promise<Booking[] | null> {
  if (!isUuid(room) || !(await db.selectFrom("room").select("id").where("id", "=", room).executeTakeFirst())) return null;
  const rows = await db
    .selectFrom("room_booking")
    .selectAll()
    .where("room", "=", room)
    .where("ends_at", ">", new Date(now))
    .orderBy("starts_at")
    .orderBy("id")
    .limit(mostAhead)
    .execute();
  return rows.map(({ id, person, what, starts_at, ends_at }) => ({ id, room, person, what, from: starts_at.toISOString(), until: ends_at.toISOString() }));
}

/** The incident that works in a room now, or null. */
export async function holderOf(db: Db, room: string): Promise<string | null> {
  const { rows } = await sql<{ stream: string }>`select stream from claim where key = ${`room:${room}`}`.execute(db);
  return rows[0]?.stream ?? null;
}

/** Adds a booking, unless something stands in the way. */
export function addBooking(db: Db, by: By, added: Booking, now: Instant): Promise<Booking | Refusal> {
  return inTransaction(db, async (tx) => {
    await lockRoom(tx, added.room);
    const others = (await bookingsOf(tx, added.room, now)) ?? undo(stale(false));
    if (others.length >= mostAhead) undo(refuse("invalid_value", `A room has at most ${mostAhead} bookings ahead.`));
    const busy = others.find(({ from, until }) => from < added.until && until > added.from);
    if (busy) undo(refuse("room_busy", `The room is booked from ${busy.from} until ${busy.until}.`));
    if (added.from <= now && (await holderOf(tx, added.room)) !== null) undo(refuse("room_busy", "People work there on an incident."));
    const { id, room, person, what, from, until } = added;
    await tx.insertInto("room_booking").values({ id, room, person, what, starts_at: from, ends_at: until }).execute();
    await record(tx, by, { action: "room-booked", subject: `room/${room}`, details: { id, from, until }, facts: [["room", room]] });
    return added;
  });
}

/** Takes a booking back; anybody's where `owner` is null. */
export function removeBooking(
  db: Db,
  by: By,
  which: { readonly room: string; readonly id: string; readonly owner: string | null },
): Promise<{ readonly removed: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    const { room, id, owner } = which;
    if (!isUuid(room) || !isUuid(id)) return undo(stale(false));
    const at = tx.deleteFrom("room_booking").where("room", "=", room).where("id", "=", id);
    const { numDeletedRows } = await (owner === null ? at : at.where("person", "=", owner)).executeTakeFirst();
    if (numDeletedRows === 0n) undo(stale(false));
    await record(tx, by, { action: "room-booking-removed", subject: `room/${room}`, details: { id }, facts: [["room", room]] });
    return { removed: id };
  });
}

async function lockRoom(tx: Tx, room: string): Promise<void> {
  if (isUuid(room)) await tx.selectFrom("room").select("id").where("id", "=", room).forUpdate().execute();
}
