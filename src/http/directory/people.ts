/** People: everybody's list, one's own settings, and what admins do. */
import { z } from "zod";
import { makeJoinLink } from "../../shell/access/join.ts";
import { forgetPerson } from "../../shell/directory/erase.ts";
import { auditExport } from "../../shell/directory/office.ts";
import { createPerson, deactivatePerson, listPeople, patchPerson, reactivatePerson, showPerson } from "../../shell/directory/people.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { answer } from "../outcome.ts";
import { csv } from "./csv.ts";
import { email, handedOut, idPath, jobTitle, line, personIn, personOut, quiet, shiftNotice, skills, uuid, version, working, zone } from "./shapes.ts";

const newPerson = z.strictObject({
  name: line(200),
  email,
  admin: z.boolean().default(false),
  zone: zone.nullable().default(null),
  orgLevel: z.number().int().min(0).max(20).default(0),
  jobTitle: jobTitle.default(""),
  invite: z.enum(["mail", "link", "none"]).default("link"),
});

const changes = z.strictObject({
  version,
  name: line(200).optional(),
  zone: zone.nullable().optional(),
  working: working.nullable().optional(),
  quiet: quiet.nullable().optional(),
  admin: z.boolean().optional(),
  orgLevel: z.number().int().min(0).max(20).optional(),
  jobTitle: jobTitle.optional(),
  canManage: z.boolean().optional(),
  understands: z.array(uuid).max(200).optional(),
  skills: skills.optional(),
  shiftNoticeMinutes: shiftNotice.nullable().optional(),
});

const handOver = z.object({
  roles: z.array(z.object({ incident: z.string(), role: z.string() })),
  lists: z.array(z.object({ kind: z.string(), id: z.string(), name: z.string() })),
});

const path = "/api/v1/people";

/** The routes under /api/v1/people and /api/v1/me. */
export function peopleRoutes(app: App, deps: Deps): void {
  const { parts } = deps;
  app.get("/api/v1/me", { config: { needs: "member" }, schema: { response: { 200: personOut } } }, async (request, reply) =>
    answer(reply, await showPerson(parts, speaker(request), speaker(request).person)),
  );
  app.get(path, { config: { needs: "read" }, schema: { response: { 200: z.object({ people: z.array(personOut) }) } } }, async (request, reply) =>
    answer(reply, { people: await listPeople(parts, speaker(request)) }),
  );
  app.get(`${path}/:id`, { config: { needs: "read" }, schema: { params: idPath, response: { 200: personOut } } }, async (request, reply) =>
    answer(reply, await showPerson(parts, speaker(request), personIn(request.params.id, speaker(request)))),
  );
  app.patch(
    `${path}/:id`,
    { config: { needs: "respond" }, schema: { params: idPath, body: changes, response: { 200: personOut } } },
    async (request, reply) => {
      const { version: seen, ...fields } = request.body;
      const change = { id: personIn(request.params.id, speaker(request)), version: seen, fields };
      return answer(reply, await patchPerson(parts, speaker(request), change, request.from));
    },
  );
  adminRoutes(app, deps);
  eraseRoute(app, deps);
  exportRoute(app, deps);
}

function adminRoutes(app: App, { parts }: Deps): void {
  const config = { needs: "admin" as const };
  const created = z.object({ person: personOut, invitation: handedOut.nullable() });
  app.post(path, { config, schema: { body: newPerson, response: { 201: created } } }, async (request, reply) =>
    answer(reply, await createPerson(parts, speaker(request), request.body, request.from), 201),
  );
  const left = z.object({ person: personOut, handOver });
  app.post(`${path}/:id/deactivate`, { config, schema: { params: idPath, response: { 200: left } } }, async (request, reply) =>
    answer(reply, await deactivatePerson(parts, speaker(request), personIn(request.params.id, speaker(request)), request.from)),
  );
  app.post(`${path}/:id/reactivate`, { config, schema: { params: idPath, response: { 200: personOut } } }, async (request, reply) =>
    answer(reply, await reactivatePerson(parts, speaker(request), request.params.id, request.from)),
  );
  const link = z.strictObject({ kind: z.enum(["invitation", "reset"]), mail: z.boolean().default(false) });
  const fresh = { needs: "admin" as const, fresh: true as const };
  app.post(`${path}/:id/join-link`, { config: fresh, schema: { params: idPath, body: link, response: { 201: handedOut } } }, async (request, reply) =>
    answer(reply, await makeJoinLink(parts, speaker(request), { person: request.params.id, ...request.body }, request.from), 201),
  );
}

const count = z.number().int();
const erasure = z.object({
  person: z.string(),
  formerly: z.string(),
  removed: count,
  lists: handOver.shape.lists,
  texts: z.object({ events: count, journal: count, messages: count, alerts: count, titles: count }),
  done: z.boolean(),
});

/** Forgets somebody who was deactivated; a dry run says what would change. */
function eraseRoute(app: App, { parts }: Deps): void {
  const config = { needs: "admin" as const, fresh: true as const };
  const body = z.strictObject({ dryRun: z.boolean() });
  app.post(`${path}/:id/erase`, { config, schema: { params: idPath, body, response: { 200: erasure } } }, async (request, reply) =>
    answer(reply, await forgetPerson(parts, speaker(request), { id: request.params.id, ...request.body }, request.from)),
  );
}

/** Everybody with their addresses as a file, for admins; that it was taken is written down. */
function exportRoute(app: App, { parts }: Deps): void {
  app.get(`${path}.csv`, { config: { needs: "admin" }, schema: { hide: false } }, async (request, reply) => {
    const people = await listPeople(parts, speaker(request));
    await auditExport(parts, speaker(request), "people.csv", request.from);
    const rows = people.map(({ name, email: mail, active, admin, zone: home, methods }) => [
      ...[name, mail, active ? "active" : "left", admin ? "admin" : "", home ?? ""],
      methods.map(({ channel, address }) => `${channel} ${address}`).join("; "),
    ]);
    void reply.header("content-type", "text/csv; charset=utf-8");
    void reply.header("content-disposition", 'attachment; filename="people.csv"');
    return reply.send(csv(["name", "email", "state", "admin", "zone", "methods"], rows) as never);
  });
}
