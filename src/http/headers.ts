/** What every answer says to browsers: run only our own scripts, be framed by nobody, guess no types, keep no copies of the API (S15). */
import helmet from "@fastify/helmet";
import { isSecure } from "./auth/cookie.ts";
import type { App } from "./deps.ts";

const ours = ["'self'"];
const nothing = ["'none'"];

/** In seconds. */
const twoYears = 63_072_000;

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

/** The same for what never reaches a route: requests that are no HTTP, addresses that cannot be read. */
export function plainHeaders(publicUrl: string): Readonly<Record<string, string>> {
  const always = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  };
  return isSecure(publicUrl) ? { ...always, "strict-transport-security": `max-age=${twoYears}` } : always;
}

/** Sets them on every answer, errors and files included. Server-rendered pages may use the nonces in `reply.cspNonce`. */
export async function secureHeaders(app: App, publicUrl: string): Promise<void> {
  const secure = isSecure(publicUrl);
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: { useDefaults: false, directives: { ...directives, ...(secure ? { upgradeInsecureRequests: [] } : {}) } },
    strictTransportSecurity: secure ? { maxAge: twoYears, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    referrerPolicy: { policy: "no-referrer" },
    xFrameOptions: { action: "deny" },
  });
  app.addHook("onRequest", async (_request, reply) => {
    void reply.header("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()");
    void reply.header("cache-control", "no-store");
  });
}
