/** Who is who in chats outside: an administrator says to whom an identity belongs, and everybody says so of themselves with a code. */
import { z } from "zod";
import { makeChatCode } from "../../shell/access/chat-codes.ts";
import { forgetChatIdentity, forgetOwnChat, linkChatIdentity, listChatIdentities, listOwnChats } from "../../shell/directory/chat-identities.ts";
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
export function chatIdentityRoutes(app: App, deps: Deps): void {
  const { parts } = deps;
  ownChatRoutes(app, deps);
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

const codeOut = z.object({ code: z.string(), minutes: z.number() }).meta({ id: "ChatCode", description: "Shown this once; typed in the chat as `!link CODE`" });

/** One's own: what belongs to one, a code for one more, and forgetting one. */
function ownChatRoutes(app: App, { parts }: Deps): void {
  const own = "/api/v1/me/chats";
  app.get(own, { config: { needs: "read" }, schema: { response: { 200: z.object({ chats: z.array(identity) }) } } }, async (request, reply) =>
    answer(reply, { chats: await listOwnChats(parts, speaker(request)) }),
  );
  const code = { config: { needs: "session" as const, fresh: true as const }, schema: { response: { 201: codeOut } } };
  app.post(`${own}/code`, code, async (request, reply) => answer(reply, await makeChatCode(parts, speaker(request), request.from), 201));
  const forget = { config: { needs: "session" as const }, schema: { params: userPath, response: { 200: removedOut } } };
  app.delete(`${own}/:user`, forget, async (request, reply) => answer(reply, await forgetOwnChat(parts, speaker(request), request.params.user, request.from)));
}
