/** Escalation policies: five routes. */
import { z } from "zod";
import { policyDefinition } from "../../core/oncall/policy.ts";
import { createEscalation, deleteEscalation, listEscalations, patchEscalation, showEscalation } from "../../shell/oncall/escalations.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { idPath, line, removedOut, slug, version } from "../directory/shapes.ts";
import { answer } from "../outcome.ts";

const added = z.strictObject({ key: slug, title: line(100), ...policyDefinition.shape });
const { steps, repeat, forgotten, keepTrying } = policyDefinition.shape;
const changed = z.strictObject({
  version,
  title: line(100).optional(),
  steps: steps.optional(),
  repeat: repeat.removeDefault().optional(),
  forgotten: forgotten.removeDefault().optional(),
  keepTrying: keepTrying.removeDefault().optional(),
});

/** Something to look at, and where it stands in the definition. */
const findingOut = z.object({ pointer: z.string(), detail: z.string() });

/** A policy as the API shows it. */
const policyOut = z
  .object({
    id: z.string(),
    title: z.string(),
    steps: z.array(z.unknown()),
    repeat: z.object({ times: z.number(), after: z.string() }),
    forgotten: z.string().nullable(),
    keepTrying: z.string().nullable(),
    version: z.number(),
    usedBy: z.object({ areas: z.array(z.object({ id: z.string(), name: z.string() })), organisation: z.boolean() }),
    warnings: z.array(findingOut),
  })
  .meta({ id: "EscalationPolicy" });

const path = "/api/v1/escalations";
const seen = z.object({ version: z.coerce.number().int().min(1) });

/** The routes. */
export function escalationRoutes(app: App, deps: Deps): void {
  const { parts } = deps;
  const config = { needs: "read" as const };
  app.get(path, { config, schema: { response: { 200: z.object({ escalations: z.array(policyOut) }) } } }, async (_request, reply) =>
    answer(reply, { escalations: await listEscalations(parts) }),
  );
  app.get(`${path}/:id`, { config, schema: { params: idPath, response: { 200: policyOut } } }, async (request, reply) =>
    answer(reply, await showEscalation(parts, request.params.id)),
  );
  writeRoutes(app, deps);
}

function writeRoutes(app: App, { parts }: Deps): void {
  const config = { needs: "admin" as const };
  app.post(path, { config, schema: { body: added, response: { 201: policyOut } } }, async (request, reply) => {
    const { key, title, ...definition } = request.body;
    return answer(reply, await createEscalation(parts, speaker(request), { key, title, definition }, request.from), 201);
  });
  app.patch(`${path}/:id`, { config, schema: { params: idPath, body: changed, response: { 200: policyOut } } }, async (request, reply) => {
    const { version: seenVersion, title, ...given } = request.body;
    const definition = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    return answer(reply, await patchEscalation(parts, speaker(request), { key: request.params.id, version: seenVersion, title, definition }, request.from));
  });
  app.delete(`${path}/:id`, { config, schema: { params: idPath, querystring: seen, response: { 200: removedOut } } }, async (request, reply) =>
    answer(reply, await deleteEscalation(parts, speaker(request), { key: request.params.id, version: request.query.version }, request.from)),
  );
}
