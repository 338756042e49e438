/** Who is on call now and next, a schedule as a calendar, and a person's shifts. */
import { z } from "zod";
import { rotation } from "../../core/oncall/schedule.ts";
import { calendarView } from "../../shell/oncall/calendar.ts";
import { onCallNow, shiftsFrom } from "../../shell/oncall/now.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { idPath, personIn, zone } from "../directory/shapes.ts";
import { answer } from "../outcome.ts";
import { calendarOut, instant, named, names, overrideIn, shiftIn, stretch } from "./shapes.ts";

const config = { needs: "read" as const };

/** The routes. */
export function nowRoutes(app: App, deps: Deps): void {
  calledRoute(app, deps);
  calendarRoutes(app, deps);
  shiftRoutes(app, deps);
}

function calledRoute(app: App, { parts }: Deps): void {
  const shift = z.object({ from: z.string(), until: z.string(), people: z.array(named) });
  const called = z.object({
    schedule: named,
    zone: z.string(),
    people: z.array(named),
    until: z.string().nullable(),
    next: shift.nullable(),
    week: z.array(shift),
  });
  app.get("/api/v1/on-call", { config, schema: { response: { 200: z.object({ now: z.string(), onCall: z.array(called) }) } } }, async (_request, reply) =>
    answer(reply, await onCallNow(parts)),
  );
}

function calendarRoutes(app: App, { parts }: Deps): void {
  const path = "/api/v1/schedules/:id/calendar";
  const draft = z.strictObject({
    from: instant,
    until: instant,
    title: z.string().trim().max(100).optional(),
    zone: zone.optional(),
    rotations: z.array(rotation).max(20).optional(),
    overrides: z.array(overrideIn).max(100).optional(),
    temporary: z
      .array(z.strictObject({ from: instant, until: instant, shifts: z.array(shiftIn).max(500) }))
      .max(20)
      .optional(),
  });
  app.get(path, { config, schema: { params: idPath, querystring: stretch, response: { 200: calendarOut } } }, async (request, reply) =>
    answer(reply, await calendarView(parts, request.params.id, request.query)),
  );
  app.post(path, { config, schema: { params: idPath, body: draft, response: { 200: calendarOut } } }, async (request, reply) =>
    answer(reply, await calendarView(parts, request.params.id, request.body, request.body)),
  );
}

function shiftRoutes(app: App, { parts }: Deps): void {
  const shift = z.object({ schedule: named, from: z.string(), until: z.string().nullable(), beside: z.string().nullable() });
  const page = z.object({ from: instant.optional(), cursor: instant.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
  const out = z.object({ shifts: z.array(shift), names, next: z.string().nullable() });
  app.get("/api/v1/people/:id/shifts", { config, schema: { params: idPath, querystring: page, response: { 200: out } } }, async (request, reply) => {
    const { from = null, cursor = null, limit } = request.query;
    return answer(reply, await shiftsFrom(parts, personIn(request.params.id, speaker(request)), { from, cursor, limit }));
  });
}
