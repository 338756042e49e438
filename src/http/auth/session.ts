/** Signing in and out, and giving the password again. */
import { z } from "zod";
import { changePassword, confirmPassword, identify, signIn, signOut } from "../../shell/access/sign-in.ts";
import type { App, Deps } from "../deps.ts";
import { password, sessionOut } from "../directory/shapes.ts";
import { answer } from "../outcome.ts";
import { clearSession, cookieName, setSession } from "./cookie.ts";
import { speaker } from "./request.ts";

const given = z.string().min(1).max(200);

/** The routes of one's own session. */
export function sessionRoutes(app: App, deps: Deps): void {
  const { parts } = deps;
  const path = "/api/v1/session";
  app.post(
    path,
    { config: { needs: "public" }, schema: { body: z.strictObject({ email: z.string().max(254), password: given }), response: { 200: sessionOut } } },
    async (request, reply) => {
      const replaces = request.cookies[cookieName(parts.publicUrl)] ?? null;
      const signed = await signIn(parts, { email: request.body.email.trim(), password: request.body.password, replaces }, request.from);
      if ("refused" in signed) return answer(reply, signed);
      setSession(reply, parts.publicUrl, signed.cookie);
      return answer(reply, (await identify(parts, { cookie: signed.cookie, bearer: null }))!);
    },
  );
  app.get(path, { config: { needs: "member" }, schema: { response: { 200: sessionOut } } }, async (request, reply) => answer(reply, speaker(request)));
  app.delete(path, { config: { needs: "session" }, schema: { response: { 200: z.object({ signedOut: z.literal(true) }) } } }, async (request, reply) => {
    await signOut(parts, speaker(request), request.from);
    clearSession(reply, parts.publicUrl);
    return answer(reply, { signedOut: true });
  });
  passwordRoutes(app, deps);
}

function passwordRoutes(app: App, { parts }: Deps): void {
  const config = { needs: "session" as const };
  app.post(
    "/api/v1/session/confirm",
    { config, schema: { body: z.strictObject({ password: given }), response: { 200: z.object({ confirmed: z.literal(true) }) } } },
    async (request, reply) => answer(reply, await confirmPassword(parts, speaker(request), request.body.password, request.from)),
  );
  const change = z.strictObject({ current: given, next: password });
  app.post("/api/v1/me/password", { config, schema: { body: change, response: { 200: z.object({ changed: z.literal(true) }) } } }, async (request, reply) =>
    answer(reply, await changePassword(parts, speaker(request), request.body, request.from)),
  );
}
