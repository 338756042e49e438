/** The calendar elsewhere that a schedule follows. */
import { z } from "zod";
import { dropExternal, refreshExternal, setExternal, showExternal } from "../../shell/oncall/external.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { idPath, removedOut } from "../directory/shapes.ts";
import { answer } from "../outcome.ts";
import { person, shiftOut } from "./shapes.ts";

const path = "/api/v1/schedules/:id/external";

const externalOut = z
  .object({
    url: z.string(),
    names: z.record(z.string(), z.string()),
    shifts: z.array(shiftOut),
    unmatched: z.array(z.string()),
    fetchedAt: z.string().nullable(),
    triedAt: z.string().nullable(),
    problem: z.string().nullable(),
    version: z.number(),
  })
  .meta({ id: "ExternalCalendar" });

const url = z
  .string()
  .trim()
  .max(2_000)
  .regex(/^(https?|webcals?):\/\//i, "Write an address that begins with https:// or webcal://.");
const names = z.record(z.string().trim().min(1).max(200), person).default({});

/** The routes. */
export function externalRoutes(app: App, { parts }: Deps): void {
  const schema = { params: idPath, response: { 200: externalOut } };
  app.get(path, { config: { needs: "read" }, schema }, async (request, reply) => answer(reply, await showExternal(parts, speaker(request), request.params.id)));
  const body = z.strictObject({ url, names: names.refine((all) => Object.keys(all).length <= 200, "Name at most 200.") });
  app.put(path, { config: { needs: "admin" }, schema: { ...schema, body } }, async (request, reply) =>
    answer(reply, await setExternal(parts, speaker(request), { schedule: request.params.id, ...request.body }, request.from)),
  );
  app.post(`${path}/refresh`, { config: { needs: "admin" }, schema }, async (request, reply) =>
    answer(reply, await refreshExternal(parts, speaker(request), request.params.id, request.from)),
  );
  app.delete(path, { config: { needs: "admin" }, schema: { params: idPath, response: { 200: removedOut } } }, async (request, reply) =>
    answer(reply, await dropExternal(parts, speaker(request), request.params.id, request.from)),
  );
}
