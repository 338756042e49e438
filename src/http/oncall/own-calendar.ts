/** One's own calendar: so that whoever works on an incident is excused from their meetings (GD2-24, GD2-25). */
import { z } from "zod";
import { dropOwnCalendar, setOwnCalendar, showOwnCalendar } from "../../shell/oncall/own-calendars.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { removedOut } from "../directory/shapes.ts";
import { answer } from "../outcome.ts";

const path = "/api/v1/me/calendar";

const meeting = z.object({ id: z.string(), title: z.string(), from: z.string(), until: z.string(), organiser: z.string() });
const calendarOut = z
  .object({
    kind: z.enum(["address", "file"]),
    url: z.string().nullable(),
    fetchedAt: z.string().nullable().meta({ description: "When it last said something new" }),
    triedAt: z.string().nullable(),
    problem: z.string().nullable(),
    meetings: z.array(meeting).meta({ description: "What lies ahead, at most 200" }),
  })
  .meta({ id: "OwnCalendar" });

const url = z
  .string()
  .trim()
  .max(2_000)
  .regex(/^(https?|webcals?):\/\//i, "Write an address that begins with https:// or webcal://.");
const body = z.union([z.strictObject({ url }), z.strictObject({ file: z.string().min(1).max(900_000) })]);

/** The routes. Nobody sees or sets another's calendar. */
export function ownCalendarRoutes(app: App, { parts }: Deps): void {
  const seen = { operationId: "own-calendar", summary: "One's own calendar", response: { 200: calendarOut } };
  app.get(path, { config: { needs: "read" }, schema: seen }, async (request, reply) => answer(reply, await showOwnCalendar(parts, speaker(request).person)));
  const set = { operationId: "set-own-calendar", summary: "Follow one's own calendar, or give it as a file", body, response: { 200: calendarOut } };
  app.put(path, { config: { needs: "respond" }, schema: set }, async (request, reply) =>
    answer(reply, await setOwnCalendar(parts, speaker(request), request.body, request.from)),
  );
  const dropped = { operationId: "drop-own-calendar", summary: "Forget one's own calendar and its meetings", response: { 200: removedOut } };
  app.delete(path, { config: { needs: "respond" }, schema: dropped }, async (request, reply) =>
    answer(reply, await dropOwnCalendar(parts, speaker(request), request.from)),
  );
}
