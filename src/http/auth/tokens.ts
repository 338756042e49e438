/** API tokens: made in a browser with a recent password, shown once, revoked at once. */
import { z } from "zod";
import { createToken } from "../../shell/access/keys.ts";
import { dropToken, listTokens } from "../../shell/directory/office.ts";
import type { App, Deps } from "../deps.ts";
import { idPath, line, tokenOut } from "../directory/shapes.ts";
import { answer } from "../outcome.ts";
import { speaker } from "./request.ts";

const input = z.strictObject({
  name: line(100),
  scopes: z
    .array(z.enum(["read", "respond", "admin", "chat"]))
    .min(1)
    .max(4),
  expiresAt: z.iso.datetime().nullable().default(null),
});

/** The routes under /api/v1/tokens. */
export function tokenRoutes(app: App, { parts }: Deps): void {
  const path = "/api/v1/tokens";
  const all = z.object({ all: z.enum(["true", "false"]).default("false") });
  app.get(
    path,
    { config: { needs: "member" }, schema: { querystring: all, response: { 200: z.object({ tokens: z.array(tokenOut) }) } } },
    async (request, reply) => answer(reply, { tokens: await listTokens(parts, speaker(request), request.query.all === "true") }),
  );
  app.post(
    path,
    {
      config: { needs: "session", fresh: true },
      schema: { body: input, response: { 201: tokenOut.extend({ token: z.string() }).meta({ id: "NewApiToken" }) } },
    },
    async (request, reply) => answer(reply, await createToken(parts, speaker(request), request.body, request.from), 201),
  );
  app.delete(
    `${path}/:id`,
    { config: { needs: "member" }, schema: { params: idPath, response: { 200: z.object({ revoked: z.string() }) } } },
    async (request, reply) => answer(reply, await dropToken(parts, speaker(request), request.params.id, request.from)),
  );
}
