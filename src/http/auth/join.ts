/** Joining by a link. The token stands in the body, never in an address that a log or a proxy keeps. */
import { z } from "zod";
import { readJoinLink, useJoinLink } from "../../shell/access/join.ts";
import type { App, Deps } from "../deps.ts";
import { password } from "../directory/shapes.ts";
import { answer } from "../outcome.ts";
import { setSession } from "./cookie.ts";

const token = z.string().min(20).max(100);

/** `look` uses nothing; `accept` uses the link, sets the password and signs in. */
export function joinRoutes(app: App, { parts }: Deps): void {
  const config = { needs: "public" as const };
  const found = z.object({ name: z.string(), email: z.string(), kind: z.enum(["invitation", "reset"]) });
  app.post("/api/v1/join/look", { config, schema: { body: z.strictObject({ token }), response: { 200: found } } }, async (request, reply) =>
    answer(reply, await readJoinLink(parts, request.body.token, request.from)),
  );
  app.post(
    "/api/v1/join/accept",
    { config, schema: { body: z.strictObject({ token, password }), response: { 200: z.object({ person: z.string() }) } } },
    async (request, reply) => {
      const joined = await useJoinLink(parts, request.body, request.from);
      if ("refused" in joined) return answer(reply, joined);
      setSession(reply, parts.publicUrl, joined.cookie);
      return answer(reply, { person: joined.person });
    },
  );
}
