/** What a request carries once it is known who speaks, and what each route says it needs. */
import type { Actor } from "../../core/kernel/event.ts";
import type { Viewer } from "../../core/kernel/viewer.ts";
import type { From } from "../../shell/access/parts.ts";
import type { Identity } from "../../shell/access/sign-in.ts";

/**
 * What a route needs. `nobody`: who asks is not even looked up (files, health). `public`: anybody; who is signed in is known.
 * `session`: a signed-in browser, no token. `member`: anybody who belongs here. The others: a token's scope (a session has what its person has); `admin` also an admin.
 * `chat`: a token that speaks for the people of a chat.
 */
export type Needs = "nobody" | "public" | "member" | "session" | "read" | "respond" | "admin" | "chat";

declare module "fastify" {
  /** Every route's `config`; without `needs` it is not registered (S2). `fresh`: the password was given within 15 minutes (S9). */
  interface FastifyContextConfig {
    needs?: Needs;
    fresh?: true;
  }
  interface FastifyRequest {
    /** Who speaks; null for nobody. */
    identity: Identity | null;
    viewer: Viewer;
    actor: Actor;
    /** Where it comes from, for sessions and the audit log. */
    from: From;
    /** Whether the one who speaks may do what a scope stands for. */
    may(scope: "read" | "respond" | "admin"): boolean;
  }
}

/** Who speaks, in a route that only somebody reaches. */
export function speaker(request: { readonly identity: Identity | null }): Identity {
  if (request.identity === null) throw new Error("a route for signed-in people was reached by nobody");
  return request.identity;
}
