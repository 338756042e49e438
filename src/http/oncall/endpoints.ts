/** Rooms and webhooks that escalation steps may call. */
import { z } from "zod";
import { createEndpoint, deleteEndpoint, listEndpoints, patchEndpoint, testEndpoint } from "../../shell/oncall/endpoints.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { idPath, line, removedOut, version } from "../directory/shapes.ts";
import { answer } from "../outcome.ts";

const address = z.string().trim().min(1).max(2_000);
const added = z.strictObject({ name: line(100), kind: z.enum(["room", "webhook"]), channel: z.string().max(40), address });
const changed = z.strictObject({ version, name: line(100).optional(), address: address.optional(), newSecret: z.boolean().default(false) });

const shape = {
  id: z.string(),
  name: z.string(),
  kind: z.enum(["room", "webhook"]),
  channel: z.string(),
  address: z.string().meta({ description: "Masked" }),
  hasSecret: z.boolean(),
  version: z.number(),
  usedBy: z.array(z.object({ id: z.string(), title: z.string() })),
};
const endpointOut = z.object(shape).meta({ id: "Endpoint" });
const withSecret = z.object({ ...shape, secret: z.string().nullable().meta({ description: "Shown this once" }) }).meta({ id: "EndpointWithSecret" });

const path = "/api/v1/endpoints";
const seen = z.object({ version: z.coerce.number().int().min(1) });

/** The routes. */
export function endpointRoutes(app: App, { parts }: Deps): void {
  const config = { needs: "admin" as const };
  app.get(path, { config, schema: { response: { 200: z.object({ endpoints: z.array(endpointOut) }) } } }, async (_request, reply) =>
    answer(reply, { endpoints: await listEndpoints(parts) }),
  );
  app.post(path, { config, schema: { body: added, response: { 201: withSecret } } }, async (request, reply) =>
    answer(reply, await createEndpoint(parts, speaker(request), request.body, request.from), 201),
  );
  app.patch(`${path}/:id`, { config, schema: { params: idPath, body: changed, response: { 200: withSecret } } }, async (request, reply) =>
    answer(reply, await patchEndpoint(parts, speaker(request), { id: request.params.id, ...request.body }, request.from)),
  );
  app.delete(`${path}/:id`, { config, schema: { params: idPath, querystring: seen, response: { 200: removedOut } } }, async (request, reply) =>
    answer(reply, await deleteEndpoint(parts, speaker(request), { id: request.params.id, version: request.query.version }, request.from)),
  );
  const sent = z.object({ message: z.string() });
  app.post(`${path}/:id/test`, { config, schema: { params: idPath, response: { 200: sent } } }, async (request, reply) =>
    answer(reply, await testEndpoint(parts, speaker(request), request.params.id)),
  );
}
