/** Calendars to subscribe to: addresses of one's own, and the files under them, which need nothing but their secret. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { etagOf, icsOf, jsonOf } from "../../shell/oncall/calendar-file.ts";
import { createAddress, dropAddress, fileUnder, listAddresses } from "../../shell/oncall/subscriptions.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { idPath, slug } from "../directory/shapes.ts";
import { answer } from "../outcome.ts";

const address = { id: z.string(), schedule: z.string().nullable(), createdAt: z.string(), usedAt: z.string().nullable(), revokedAt: z.string().nullable() };
const path = "/api/v1/calendar-addresses";

/** The routes. */
export function subscriptionRoutes(app: App, deps: Deps): void {
  addressRoutes(app, deps);
  fileRoutes(app, deps);
}

function addressRoutes(app: App, { parts }: Deps): void {
  const list = z.object({ addresses: z.array(z.object(address)) });
  app.get(path, { config: { needs: "read" }, schema: { response: { 200: list } } }, async (request, reply) =>
    answer(reply, await listAddresses(parts, speaker(request))),
  );
  const made = z.object({ ...address, url: z.string(), webcal: z.string(), json: z.string() });
  const body = z.strictObject({ schedule: slug.nullable().default(null) });
  app.post(path, { config: { needs: "respond" }, schema: { body, response: { 201: made } } }, async (request, reply) =>
    answer(reply, await createAddress(parts, speaker(request), request.body.schedule, request.from), 201),
  );
  app.delete(
    `${path}/:id`,
    { config: { needs: "respond" }, schema: { params: idPath, response: { 200: z.object({ revoked: z.string() }) } } },
    async (request, reply) => answer(reply, await dropAddress(parts, speaker(request), request.params.id, request.from)),
  );
}

const types = { ics: "text/calendar; charset=utf-8", json: "application/json; charset=utf-8" } as const;

function fileRoutes(app: App, { parts }: Deps): void {
  for (const kind of ["ics", "json"] as const) {
    const params = z.object({ secret: z.string().max(120) });
    app.get(`/calendar/:secret.${kind}`, { config: { needs: "public" }, schema: { params } }, async (request, reply) => {
      const file = await fileUnder(parts, request.params.secret);
      if ("refused" in file) return answer(reply, file);
      return send(request, reply, { type: types[kind], text: kind === "ics" ? await icsOf(file) : JSON.stringify(jsonOf(file)) });
    });
  }
}

/** The text, or that it is still the one they have. */
function send(request: FastifyRequest, reply: FastifyReply, { type, text }: { readonly type: string; readonly text: string }): FastifyReply {
  const etag = etagOf(text);
  void reply.headers({ etag, "cache-control": "private, no-cache" });
  const held = (request.headers["if-none-match"] ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
  if (held.includes(etag) || held.includes("*")) return reply.code(304).send();
  return reply.type(type).send(text);
}
