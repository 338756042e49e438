/** Schedules: five routes. */
import { z } from "zod";
import { rotation } from "../../core/oncall/schedule.ts";
import { createSchedule, deleteSchedule, listSchedules, patchSchedule, showSchedule } from "../../shell/oncall/schedules.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { idPath, line, removedOut, slug, uuid, version, zone } from "../directory/shapes.ts";
import { answer } from "../outcome.ts";

const fields = { title: line(100), zone, rotations: z.array(rotation).max(20), people: z.array(uuid).max(20) };
const optional = { rotations: fields.rotations.optional(), people: fields.people.optional() };
const added = z.strictObject({ key: slug, title: fields.title, zone: fields.zone, ...optional });
const changed = z.strictObject({ version, title: fields.title.optional(), zone: fields.zone.optional(), ...optional });

/** A schedule as the API shows it. */
const scheduleOut = z
  .object({ id: z.string(), title: z.string(), zone: z.string(), rotations: z.array(z.unknown()), people: z.array(z.string()), version: z.number() })
  .meta({ id: "Schedule" });

const path = "/api/v1/schedules";
const seen = z.object({ version: z.coerce.number().int().min(1) });

/** The routes. */
export function scheduleRoutes(app: App, deps: Deps): void {
  readRoutes(app, deps);
  writeRoutes(app, deps);
}

function readRoutes(app: App, { parts }: Deps): void {
  const config = { needs: "read" as const };
  app.get(path, { config, schema: { response: { 200: z.object({ schedules: z.array(scheduleOut) }) } } }, async (_request, reply) =>
    answer(reply, { schedules: await listSchedules(parts) }),
  );
  app.get(`${path}/:id`, { config, schema: { params: idPath, response: { 200: scheduleOut } } }, async (request, reply) =>
    answer(reply, await showSchedule(parts, request.params.id)),
  );
}

function writeRoutes(app: App, { parts }: Deps): void {
  const config = { needs: "admin" as const };
  app.post(path, { config, schema: { body: added, response: { 201: scheduleOut } } }, async (request, reply) =>
    answer(reply, await createSchedule(parts, speaker(request), request.body, request.from), 201),
  );
  app.patch(`${path}/:id`, { config, schema: { params: idPath, body: changed, response: { 200: scheduleOut } } }, async (request, reply) => {
    const { version: seenVersion, ...given } = request.body;
    return answer(reply, await patchSchedule(parts, speaker(request), { key: request.params.id, version: seenVersion, fields: given }, request.from));
  });
  app.delete(`${path}/:id`, { config, schema: { params: idPath, querystring: seen, response: { 200: removedOut } } }, async (request, reply) =>
    answer(reply, await deleteSchedule(parts, speaker(request), { key: request.params.id, version: request.query.version }, request.from)),
  );
}
