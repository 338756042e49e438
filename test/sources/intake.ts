/** A small server that takes signals as the real one does, on a real socket, and remembers what it took. */
import Fastify, { type FastifyInstance } from "fastify";
import { Agent, type Dispatcher } from "undici";
import { acceptBodies, apiBodies, bodyProblem, bodyStatus, signalBodies } from "../../src/http/body.ts";
import { sourceNamed } from "../../src/sources/index.ts";
import type { Signal, Source } from "../../src/sources/source.ts";

/** What a request was answered. */
export type Answer = { readonly status: number; readonly body: string };

/** The running server and a client of it. */
export type Intake = {
  readonly port: number;
  /** The signals of the last accepted payload, or the echoed API body. */
  readonly last: { signals: readonly Signal[]; body: unknown };
  readonly post: (path: string, body: Uint8Array | string, headers?: Record<string, string>) => Promise<Answer>;
  readonly close: () => Promise<void>;
};

/** Starts the server on a free port of the loopback. */
export async function startIntake(): Promise<Intake> {
  const last: Intake["last"] = { signals: [], body: null };
  const app = Fastify({ forceCloseConnections: true, requestTimeout: 5_000 });
  app.setErrorHandler((error, _request, reply) => {
    const problem = bodyProblem(error);
    if (problem) return reply.code(bodyStatus[problem.code]).type("application/problem+json").send(problem);
    return reply.code((error as { statusCode?: number }).statusCode ?? 500).send({ detail: String(error) });
  });
  void app.register(async (scope) => signalRoutes(scope, last));
  void app.register(async (scope) => {
    acceptBodies(scope, apiBodies);
    scope.post("/api", (request, reply) => {
      last.body = request.body;
      return reply.code(202).send({});
    });
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const port = (app.server.address() as { port: number }).port;
  const agent = new Agent({ connections: 4, headersTimeout: 5_000, bodyTimeout: 5_000 });
  return {
    port,
    last,
    post: (path, body, headers = {}) => send(agent, `http://127.0.0.1:${port}`, { path, body, headers: { "content-type": "application/json", ...headers } }),
    close: async () => {
      await agent.close();
      await app.close();
    },
  };
}

function signalRoutes(scope: FastifyInstance, last: Intake["last"]): void {
  acceptBodies(scope, signalBodies);
  const take = (source: Source) => (request: { body: unknown; query: unknown }) => {
    const arrival = { headers: {}, query: request.query as Record<string, string>, payload: request.body, receivedAt: "2026-03-01T09:30:00.000Z" };
    const signals = source.parse(arrival);
    if ("unreadable" in signals) return source.refused?.(signals) ?? { status: 400, body: signals };
    last.signals = signals;
    last.body = request.body;
    return source.accepted?.(arrival, signals) ?? { status: 202, body: {} };
  };
  for (const [path, name] of [
    ["/v2/enqueue", "pagerduty-events"],
    ["/signals/alertmanager", "alertmanager"],
    ["/signals/generic", "generic"],
  ] as const) {
    const answer = take(sourceNamed(name)!);
    scope.post(path, (request, reply) => {
      const { status, body } = answer(request);
      return reply.code(status).send(body);
    });
  }
}

async function send(agent: Agent, origin: string, request: { path: string; body: Uint8Array | string; headers: Record<string, string> }): Promise<Answer> {
  const options: Dispatcher.RequestOptions = { origin, method: "POST", ...request };
  const response = await agent.request(options);
  return { status: response.statusCode, body: await response.body.text() };
}
