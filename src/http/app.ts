/** The application's one HTTP server: what every request meets before its route, and the list of all routes. */

import type { Socket } from "node:net";
import cookie from "@fastify/cookie";
import fastify, { type ConnectionError, type FastifyServerOptions, LogController } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { authorise } from "./auth/authorise.ts";
import { joinRoutes } from "./auth/join.ts";
import { sessionRoutes } from "./auth/session.ts";
import { setupRoutes } from "./auth/setup.ts";
import { tokenRoutes } from "./auth/tokens.ts";
import { acceptBodies, apiBodies } from "./body.ts";
import type { App, Deps, RoutePlugin } from "./deps.ts";
import { auditRoutes } from "./directory/audit.ts";
import { chatIdentityRoutes } from "./directory/chat-identities.ts";
import { limitRoutes } from "./directory/limits.ts";
import { listRoutes } from "./directory/lists.ts";
import { methodRoutes } from "./directory/methods.ts";
import { organisationRoutes } from "./directory/organisation.ts";
import { peopleRoutes } from "./directory/people.ts";
import { roomRoutes } from "./directory/rooms.ts";
import { ruleRoutes } from "./directory/rules.ts";
import { silenceRoutes } from "./directory/silences.ts";
import { sourceRoutes } from "./directory/sources.ts";
import { watchRoutes } from "./directory/watch.ts";
import { plainHeaders, secureHeaders } from "./headers.ts";
import { onCallRoutes } from "./oncall/index.ts";
import { describe, openapiRoute } from "./openapi.ts";
import { healthRoutes } from "./ops.ts";
import { problems, refusalOf, sendRefusal } from "./outcome.ts";
import { knownPaths } from "./paths.ts";

/** Every group of routes of this folder. What needs more than `Deps` comes in through `deps.plugins`, which main lists. */
const routes: readonly RoutePlugin[] = [
  healthRoutes,
  openapiRoute,
  setupRoutes,
  sessionRoutes,
  joinRoutes,
  tokenRoutes,
  peopleRoutes,
  methodRoutes,
  ruleRoutes,
  limitRoutes,
  listRoutes,
  roomRoutes,
  onCallRoutes,
  organisationRoutes,
  sourceRoutes,
  silenceRoutes,
  watchRoutes,
  chatIdentityRoutes,
  auditRoutes,
];

/** Milliseconds until a slow sender is cut off, and the largest number of sockets (S13). */
const limits = { headersMs: 5_000, requestMs: 12_000, checkMs: 1_000, sockets: 14_000, headerBytes: 16_384 };

/** Builds the app; listening is main's. */
export async function buildApp(deps: Deps): Promise<App> {
  const app = fastify(options(deps)).withTypeProvider<ZodTypeProvider>();
  app.server.maxConnections = limits.sockets;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  problems(app, knownPaths(app));
  await secureHeaders(app, deps.parts.publicUrl);
  await app.register(cookie);
  await describe(app, deps.version);
  authorise(app, deps);
  measure(app, deps);
  acceptBodies(app, apiBodies);
  app.addHook("onRoute", ({ method, url }) => {
    for (const one of [method].flat()) deps.onRoute?.(one, url);
  });
  for (const plugin of [...routes, ...deps.plugins]) await app.register(async (scope) => plugin(scope as App, deps));
  return app;
}

function options(deps: Deps): FastifyServerOptions {
  return {
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => deps.parts.world.id(),
    trustProxy: deps.trustedProxies.length === 0 ? false : [...deps.trustedProxies],
    forceCloseConnections: true,
    bodyLimit: apiBodies.bytes,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: 10_000,
    http: { headersTimeout: limits.headersMs, connectionsCheckingInterval: limits.checkMs, maxHeaderSize: limits.headerBytes },
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: (error, socket) => notHttp(error, socket, deps.parts.publicUrl),
    frameworkErrors: (error, _request, reply) => {
      void reply.headers(plainHeaders(deps.parts.publicUrl));
      const { refusal, status } = refusalOf(error);
      sendRefusal(reply as never, refusal, status);
    },
  } as FastifyServerOptions;
}

/** Bytes that are no request: answered in one line, and closed (S14). */
function notHttp(error: ConnectionError, socket: Socket, publicUrl: string): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  const status =
    error.code === "HPE_HEADER_OVERFLOW"
      ? "431 Request Header Fields Too Large"
      : error.code === "ERR_HTTP_REQUEST_TIMEOUT"
        ? "408 Request Timeout"
        : "400 Bad Request";
  const headers = Object.entries({ connection: "close", "content-length": "0", ...plainHeaders(publicUrl) }).map(([name, value]) => `${name}: ${value}`);
  if (socket.writable) socket.write([`HTTP/1.1 ${status}`, ...headers, "", ""].join("\r\n"));
  socket.destroy(error);
}

/** Where alerts and changes come in. */
const signalPaths: ReadonlySet<string> = new Set(["/api/v1/alerts/:source", "/v2/enqueue", "/v2/change/enqueue"]);

/** One line and one measurement for each answer: the route as declared, never the address as asked for. */
function measure(app: App, deps: Deps): void {
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "unknown";
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    deps.metrics.httpSeconds.observe(labels, reply.elapsedTime / 1_000);
    if (signalPaths.has(route)) deps.metrics.ingestAckSeconds.observe(reply.elapsedTime / 1_000);
    if (request.routeOptions.config.needs !== "nobody") request.log.info({ request: request.id, ...labels, ms: Math.round(reply.elapsedTime) }, "answered");
  });
}
