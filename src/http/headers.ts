/** What every answer says to browsers: run only our own scripts, be framed by nobody, guess no types, keep no copies of the API (S15). */
import helmet from "@fastify/helmet";
import { isSecure } from "./auth/cookie.ts";
import type { App } from "./deps.ts";

const ours = ["'self'"];
const nothing = ["'none'"];

const directives = {
  defaultSrc: nothing,
  scriptSrc: ours,
  styleSrc: ours,
  imgSrc: ["'self'", "data:"],
  fontSrc: ours,
  connectSrc: ours,
  manifestSrc: ours,
  workerSrc: ours,
  formAction: ours,
  objectSrc: nothing,
  baseUri: nothing,
  frameAncestors: nothing,
  frameSrc: nothing,
  scriptSrcAttr: nothing,
};

/** The same headers for what never reaches a route: requests that are no HTTP. */
export const plainHeaders = ["X-Content-Type-Options: nosniff", "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'", "Cache-Control: no-store"];

/** Sets them on every answer, errors and files included. Server-rendered pages may use the nonces in `reply.cspNonce`. */
export async function secureHeaders(app: App, publicUrl: string): Promise<void> {
  const secure = isSecure(publicUrl);
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: { useDefaults: false, directives: { ...directives, ...(secure ? { upgradeInsecureRequests: [] } : {}) } },
    strictTransportSecurity: secure ? { maxAge: 63_072_000, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    referrerPolicy: { policy: "no-referrer" },
    xFrameOptions: { action: "deny" },
  });
  app.addHook("onRequest", async (_request, reply) => {
    reply.header("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()");
    reply.header("cache-control", "no-store");
  });
}
