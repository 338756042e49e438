/** Who is who in chats outside: an administrator says to whom an identity belongs. */
import { z } from "zod";
import { forgetChatIdentity, linkChatIdentity, listChatIdentities } from "../../shell/directory/chat-identities.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { answer } from "../outcome.ts";
import { removedOut, uuid } from "./shapes.ts";

const identity = z
  .object({ user: z.string(), person: z.string().nullable(), name: z.string(), seenAt: z.string(), linkedAt: z.string().nullable() })
  .meta({ id: "ChatIdentity" });
const userPath = z.object({ user: z.string().regex(/^[\w.@:+-]{1,80}$/) });

const path = "/api/v1/chat/identities";

/** The routes. */
export function chatIdentityRoutes(app: App, { parts }: Deps): void {
  const config = { needs: "admin" as const };
  app.get(path, { config, schema: { response: { 200: z.object({ identities: z.array(identity) }) } } }, async (_request, reply) =>
    answer(reply, { identities: await listChatIdentities(parts) }),
  );
  const body = z.strictObject({ person: uuid.nullable() });
  app.put(`${path}/:user`, { config, schema: { params: userPath, body, response: { 200: identity } } }, async (request, reply) =>
    answer(reply, await linkChatIdentity(parts, speaker(request), { user: request.params.user, person: request.body.person }, request.from)),
  );
  app.delete(`${path}/:user`, { config, schema: { params: userPath, response: { 200: removedOut } } }, async (request, reply) =>
    answer(reply, await forgetChatIdentity(parts, speaker(request), request.params.user, request.from)),
  );
}
