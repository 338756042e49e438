/** What departs from the rotations: overrides and temporary plans. */
import { z } from "zod";
import { createOverride, createTemporary, deleteOverride, deleteTemporary, listOverrides, listTemporary } from "../../shell/oncall/overrides.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { idPath, removedOut } from "../directory/shapes.ts";
import { answer } from "../outcome.ts";
import { instant, names, overrideIn, overrideOut, shiftIn, stretch, temporaryOut, warningOut } from "./shapes.ts";

const path = "/api/v1/schedules/:id";

/** The routes. */
export function changeRoutes(app: App, deps: Deps): void {
  overrideRoutes(app, deps);
  temporaryRoutes(app, deps);
}

function overrideRoutes(app: App, { parts }: Deps): void {
  const list = z.object({ overrides: z.array(overrideOut), names });
  app.get(
    `${path}/overrides`,
    { config: { needs: "read" }, schema: { params: idPath, querystring: stretch, response: { 200: list } } },
    async (request, reply) => answer(reply, await listOverrides(parts, request.params.id, request.query)),
  );
  const made = z.object({ override: overrideOut, warnings: z.array(warningOut) });
  app.post(
    `${path}/overrides`,
    { config: { needs: "respond" }, schema: { params: idPath, body: overrideIn, response: { 201: made } } },
    async (request, reply) =>
      answer(reply, await createOverride(parts, speaker(request), { schedule: request.params.id, override: request.body }, request.from), 201),
  );
  const one = idPath.extend({ override: z.string().max(60) });
  app.delete(`${path}/overrides/:override`, { config: { needs: "respond" }, schema: { params: one, response: { 200: removedOut } } }, async (request, reply) =>
    answer(reply, await deleteOverride(parts, speaker(request), { schedule: request.params.id, id: request.params.override }, request.from)),
  );
}

function temporaryRoutes(app: App, { parts }: Deps): void {
  const given = z.strictObject({ from: instant, until: instant, shifts: z.array(shiftIn).max(500), gapsConfirmed: z.boolean().default(false) });
  app.get(
    `${path}/temporary`,
    { config: { needs: "read" }, schema: { params: idPath, response: { 200: z.object({ temporary: z.array(temporaryOut) }) } } },
    async (request, reply) => answer(reply, await listTemporary(parts, request.params.id)),
  );
  app.post(
    `${path}/temporary`,
    { config: { needs: "admin" }, schema: { params: idPath, body: given, response: { 201: temporaryOut } } },
    async (request, reply) =>
      answer(reply, await createTemporary(parts, speaker(request), { schedule: request.params.id, plan: request.body }, request.from), 201),
  );
  const one = idPath.extend({ plan: z.string().max(60) });
  app.delete(`${path}/temporary/:plan`, { config: { needs: "admin" }, schema: { params: one, response: { 200: removedOut } } }, async (request, reply) =>
    answer(reply, await deleteTemporary(parts, speaker(request), { schedule: request.params.id, id: request.params.plan }, request.from)),
  );
}
