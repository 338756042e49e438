/** Bookings of meeting rooms as HTTP asks for them. */
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { epochMs, type Instant } from "../../core/kernel/time.ts";
import { stale } from "../../store/directory/change.ts";
import { namesOf } from "../../store/directory/people.ts";
import { addBooking, type Booking, bookingsOf, holderOf, removeBooking } from "../../store/directory/rooms.ts";
import { byPerson, type From, type Parts } from "../access/parts.ts";
import type { Identity } from "../access/sign-in.ts";

/** A booking with the name of whoever made it. */
export type BookingView = Booking & { readonly name: string };

/** The longest booking, and how far ahead one may book. */
const limits = { lengthMs: 24 * 3_600_000, aheadMs: 400 * 24 * 3_600_000 };

/** What lies ahead in a room, and the incident that works there now. */
export async function showBookings(
  parts: Parts,
  room: string,
): Promise<{ readonly bookings: readonly BookingView[]; readonly heldBy: string | null } | Refusal> {
  const bookings = await bookingsOf(parts.db, room, await parts.now());
  if (bookings === null) return stale(false);
  const names = await namesOf(parts.db, [...new Set(bookings.map(({ person }) => person))]);
  return { bookings: bookings.map((one) => ({ ...one, name: names.get(one.person) ?? "somebody" })), heldBy: await holderOf(parts.db, room) };
}

/** Books a room for whoever asks. */
export async function makeBooking(
  parts: Parts,
  identity: Identity,
  asked: { readonly room: string; readonly what: string; readonly from: Instant; readonly until: Instant },
  from: From,
): Promise<BookingView | Refusal> {
  const now = await parts.now();
  const span = { from: new Date(asked.from).toISOString(), until: new Date(asked.until).toISOString() };
  const length = epochMs(span.until) - epochMs(span.from);
  if (length <= 0) return refuse("invalid_value", "It ends after it begins.", { pointer: "/until" });
  if (length > limits.lengthMs) return refuse("invalid_value", "Book at most a day at a time.", { pointer: "/until" });
  if (span.until <= now) return refuse("invalid_value", "That is over already.", { pointer: "/until" });
  if (epochMs(span.from) - epochMs(now) > limits.aheadMs) return refuse("invalid_value", "That is too far ahead.", { pointer: "/from" });
  const booking = { id: parts.world.id(), person: identity.person, room: asked.room, what: asked.what, ...span };
  const made = await addBooking(parts.db, byPerson(parts, identity.person, from), booking, now);
  return "refused" in made ? made : { ...made, name: identity.name };
}

/** Takes one's own booking back, as an admin anybody's. */
export function dropBooking(
  parts: Parts,
  identity: Identity,
  which: { readonly room: string; readonly id: string },
  from: From,
): Promise<{ readonly removed: string } | Refusal> {
  return removeBooking(parts.db, byPerson(parts, identity.person, from), { ...which, owner: identity.admin ? null : identity.person });
}
