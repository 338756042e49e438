/** Before any handler: who speaks, is it too often, is it our own page, may they. A route that does not say what it needs is not registered (S2). */
import type { FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { type Identity, identify } from "../../shell/access/sign-in.ts";
import { auditDenial } from "../../shell/directory/office.ts";
import type { App, Deps } from "../deps.ts";
import { sendRefusal } from "../outcome.ts";
import { cookieName, isOwnOrigin } from "./cookie.ts";
import { rateLimits } from "./rates.ts";
import type { Needs } from "./request.ts";

const safeMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Every request of this app passes here, also those of plugins registered later. */
export function authorise(app: App, deps: Deps): void {
  const limited = rateLimits();
  app.decorateRequest("identity", null);
  app.decorateRequest("viewer");
  app.decorateRequest("actor", "anonymous");
  app.decorateRequest("from");
  app.decorateRequest("may");
  app.addHook("onRoute", mustSayNeeds);
  app.addHook("onRequest", async (request, reply) => {
    const { needs = "public", fresh = false } = request.routeOptions.config;
    introduce(request, needs === "nobody" ? null : await identify(deps.parts, credentialsOf(request, deps)));
    if (needs === "nobody") return;
    const refusal =
      (await limited({ credential: request.identity?.credential ?? null, ip: request.ip })) ?? foreign(request, deps) ?? lacks(request.identity, needs, fresh);
    if (refusal === null) return;
    if (refusal.code === "not_permitted" && request.identity !== null) await auditDenial(deps.parts, request.identity, whatOf(request), request.from);
    return stop(reply, refusal);
  });
}

function stop(reply: FastifyReply, refusal: Refusal): FastifyReply {
  sendRefusal(reply, refusal);
  return reply;
}

/** The route as it is declared: a path as it was asked for may hold a secret. */
function whatOf(request: FastifyRequest): string {
  return `${request.method} ${request.routeOptions.url ?? "unknown"}`;
}

function mustSayNeeds(route: RouteOptions): void {
  if (route.config?.needs === undefined) throw new Error(`The route ${String(route.method)} ${route.url} does not say what it needs: config: { needs: "…" }.`);
}

/** A bearer token, or else the cookie. Credentials in addresses are not credentials: they would stand in logs. */
function credentialsOf(request: FastifyRequest, deps: Deps) {
  const bearer = /^Bearer ([\w.~+/-]{1,200}=*)$/i.exec(request.headers.authorization ?? "")?.[1] ?? null;
  const cookie = request.cookies[cookieName(deps.parts.publicUrl)] ?? null;
  return { bearer, cookie: cookie !== null && cookie.length <= 200 ? cookie : null };
}

function introduce(request: FastifyRequest, identity: Identity | null): void {
  request.identity = identity;
  request.viewer = { person: identity?.person ?? null, all: false };
  request.actor = identity === null ? "anonymous" : `person:${identity.person}`;
  request.from = { ip: request.ip, agent: request.headers["user-agent"] ?? null };
  request.may = (scope) => identity?.scopes.includes(scope) ?? false;
}

/** A change that a browser sends with its cookie must come from our own pages, and say so (S8). A token is sent by no browser by itself. */
function foreign(request: FastifyRequest, deps: Deps): Refusal | null {
  if (safeMethods.has(request.method) || request.identity?.via === "token") return null;
  const { origin } = request.headers;
  const own = origin === undefined ? request.cookies[cookieName(deps.parts.publicUrl)] === undefined : isOwnOrigin(deps.parts.publicUrl, origin);
  return own ? null : refuse("not_permitted", "This came from another site's page.");
}

/** What is missing for a route. */
function lacks(identity: Identity | null, needs: Needs, fresh: boolean): Refusal | null {
  if (needs === "public" || needs === "nobody") return null;
  if (identity === null) return refuse("unauthenticated", "Sign in first, or send an API token.");
  if (needs === "member" && identity.scopes.every((scope) => scope === "chat")) return refuse("not_permitted", "This token only speaks for a chat.");
  if (needs === "session" && identity.via !== "session") return refuse("not_permitted", "An API token cannot do this: sign in with a browser.");
  if ((needs === "read" || needs === "respond" || needs === "admin" || needs === "chat") && !identity.scopes.includes(needs)) {
    return refuse(
      "not_permitted",
      needs === "admin" ? "Only an admin may do this." : needs === "chat" ? "Only a chat's own token may do this." : `Your token may not ${needs}.`,
    );
  }
  if (fresh && !identity.fresh) return refuse("not_permitted", "Give your password again first.", { instead: "confirm-password" });
  return null;
}
