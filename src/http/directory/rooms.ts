/** Bookings of meeting rooms by people. Rooms themselves are a list like teams and areas. */
import { z } from "zod";
import { dropBooking, makeBooking, showBookings } from "../../shell/directory/rooms.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { answer } from "../outcome.ts";
import { idPath, removedOut } from "./shapes.ts";

const path = "/api/v1/rooms/:id/bookings";

const bookingOut = z
  .object({ id: z.string(), room: z.string(), person: z.string(), name: z.string(), what: z.string(), from: z.string(), until: z.string() })
  .meta({ id: "RoomBooking" });
const added = z.strictObject({ what: z.string().trim().max(200).default(""), from: z.iso.datetime({ offset: true }), until: z.iso.datetime({ offset: true }) });
const listed = z.object({ bookings: z.array(bookingOut), heldBy: z.string().nullable().meta({ description: "The incident that works there now" }) });

/** The routes. */
export function roomRoutes(app: App, { parts }: Deps): void {
  const seen = { operationId: "room-bookings", summary: "What lies ahead in a room", params: idPath, response: { 200: listed } };
  app.get(path, { config: { needs: "read" }, schema: seen }, async (request, reply) => answer(reply, await showBookings(parts, request.params.id)));
  const made = { operationId: "book-meeting-room", summary: "Book a room", params: idPath, body: added, response: { 201: bookingOut } };
  app.post(path, { config: { needs: "respond" }, schema: made }, async (request, reply) =>
    answer(reply, await makeBooking(parts, speaker(request), { room: request.params.id, ...request.body }, request.from), 201),
  );
  const params = idPath.extend({ booking: z.string().min(1).max(60) });
  const dropped = { operationId: "drop-room-booking", summary: "Take a booking back", params, response: { 200: removedOut } };
  app.delete(`${path}/:booking`, { config: { needs: "respond" }, schema: dropped }, async (request, reply) =>
    answer(reply, await dropBooking(parts, speaker(request), { room: request.params.id, id: request.params.booking }, request.from)),
  );
}
