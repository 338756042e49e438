/** Is it alive, can it serve, how does it do: health on every listener, numbers and reasons only on the operators' own. */
import fastify, { type FastifyInstance, LogController } from "fastify";
import type { App, Deps, Readiness } from "./deps.ts";

/** `/healthz` asks only this process: a database that is away must not restart every node. `/readyz` says whether to send traffic here. */
export function healthRoutes(app: App, deps: Pick<Deps, "ready">): void {
  const config = { needs: "nobody" as const };
  app.get("/healthz", { config, schema: { hide: true } }, async (_request, reply) => reply.send({ live: true }));
  app.get<{ Querystring: { for?: string } }>("/readyz", { config, schema: { hide: true } }, async (request, reply) => {
    const ok = serves(await ready(deps), request.query.for);
    return reply.code(ok ? 200 : 503).send({ ready: ok });
  });
  app.get("/startupz", { config, schema: { hide: true } }, async (_request, reply) => {
    const ok = serves(await ready(deps), undefined);
    return reply.code(ok ? 200 : 503).send({ ready: ok });
  });
}

/** Signals may be accepted while the rest cannot serve. */
function serves(readiness: Readiness, what: string | undefined): boolean {
  return what === "ingest" ? readiness.ingest : readiness.app;
}

async function ready(deps: Pick<Deps, "ready">): Promise<Readiness> {
  try {
    return await deps.ready();
  } catch (error) {
    return { app: false, ingest: false, why: [error instanceof Error ? error.message : "unknown"] };
  }
}

/** The operators' listener: on loopback, with the reasons and the metrics. */
export function buildOps(deps: Pick<Deps, "ready" | "metrics" | "log" | "version">): FastifyInstance {
  const ops = fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    requestTimeout: 5_000,
  });
  ops.get("/healthz", async () => ({ live: true, version: deps.version }));
  ops.get<{ Querystring: { for?: string } }>("/readyz", async (request, reply) => {
    const readiness = await ready(deps);
    const ok = serves(readiness, request.query.for);
    return reply.code(ok ? 200 : 503).send({ ready: ok, ...readiness });
  });
  ops.get("/startupz", async (_request, reply) => {
    const readiness = await ready(deps);
    return reply.code(readiness.app ? 200 : 503).send({ ready: readiness.app, ...readiness });
  });
  ops.get("/metrics", async (_request, reply) => reply.header("content-type", deps.metrics.contentType).send(await deps.metrics.text()));
  return ops as unknown as FastifyInstance;
}
