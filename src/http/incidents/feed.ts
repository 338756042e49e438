/** Server-sent events: what changed, for whoever may see it, with resume from the log itself. */
import type { ServerResponse } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { refuse } from "../../core/kernel/refusal.ts";
import { identify } from "../../shell/access/sign-in.ts";
import type { Feed, News } from "../../shell/feed.ts";
import { cookieName } from "../auth/cookie.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps, RoutePlugin } from "../deps.ts";
import { sendRefusal } from "../outcome.ts";
import { type Cursors, cursorsOf } from "./cursor.ts";
import type { StillMay } from "./parts.ts";

/** Open feeds of one person; bytes a slow reader may leave unread; beats of five seconds between two signs of life. */
const limits = { perPerson: 20, unreadBytes: 256 * 1024, beatsPerSign: 3 };

/** `GET /api/v1/feed`. */
export function feedRoutes(feed: Feed, stillMay?: StillMay): RoutePlugin {
  return (app, deps) => {
    const open = new Map<string, Set<ServerResponse>>();
    const asks = stillMay ?? signedIn(deps);
    const cursors = cursorsOf(deps.parts.keys);
    app.addHook("preClose", async () => {
      for (const response of [...open.values()].flatMap((set) => [...set])) response.end("retry: 1000\n\n");
    });
    route(app, async (request, reply) => {
      const { person } = speaker(request);
      const mine = open.get(person) ?? new Set();
      open.set(person, mine);
      if (mine.size >= limits.perPerson)
        return sendRefusal(reply, refuse("rate_limited", `You have ${limits.perPerson} live feeds open; close one.`, { retryAfterSeconds: 5 }));
      const response = begin(reply);
      mine.add(response);
      deps.metrics.sseClients.inc();
      response.on("close", () => {
        mine.delete(response);
        if (mine.size === 0) open.delete(person);
        deps.metrics.sseClients.dec();
      });
      // The answer has begun: whoever reads it resumes where it broke off.
      await stream(feed, { request, response, stillMay: asks, cursors }).catch((failed: unknown) => {
        request.log.error({ err: failed }, "a feed broke off");
        response.destroy();
      });
    });
  };
}

function route(app: App, handler: (request: FastifyRequest, reply: FastifyReply) => Promise<void>): void {
  const schema = {
    operationId: "feed",
    summary: "Live news as server-sent events",
    description: "Events `incident` with id, number, seq and type; `reset` when everything is to be asked for anew. Resumes by Last-Event-ID.",
    tags: ["views"],
  };
  app.get(
    "/api/v1/feed",
    { config: { needs: "read" }, schema, exposeHeadRoute: false },
    async (request, reply) => handler(request as never, reply as never) as never,
  );
}

/** The headers every answer has, and those of a stream; no proxy may gather it up. */
function begin(reply: FastifyReply): ServerResponse {
  void reply.hijack();
  const headers = {
    ...reply.getHeaders(),
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
  };
  reply.raw.writeHead(200, headers as Record<string, string>);
  reply.raw.write("retry: 1000\n\n");
  return reply.raw;
}

type Streamed = { readonly request: FastifyRequest; readonly response: ServerResponse; readonly stillMay: StillMay; readonly cursors: Cursors };

/** First what was missed, then what happens; nothing between the two is lost or told twice, as listening begins before the catching up. */
async function stream(feed: Feed, { request, response, stillMay, cursors }: Streamed): Promise<void> {
  const waiting: News[] = [];
  const told = { upTo: 0, live: false };
  const send = (news: News) => {
    if (news.position <= told.upTo) return;
    told.upTo = news.position;
    write(
      response,
      `id: ${sealed(news, cursors)}\nevent: incident\ndata: ${JSON.stringify({ id: news.id, number: news.number, seq: news.seq, type: news.type })}\n\n`,
    );
  };
  const beat = beating({ request, response, stillMay });
  response.on("close", feed.listen({ viewer: request.viewer, news: (news) => (told.live ? send(news) : waiting.push(news)), beat }));
  const last = lastEventId(request, cursors);
  const missed = last === null ? null : await feed.since(request.viewer, last);
  for (const news of missed?.news ?? []) send(news);
  told.upTo = missed?.position ?? (await feed.end());
  if (missed === null) write(response, `id: ${cursors.seal(told.upTo)}\nevent: ${last === null ? "hello" : "reset"}\ndata: {}\n\n`);
  for (const news of waiting) send(news);
  told.live = true;
}

/** A sign of life now and then, and the end when the right to read is gone. While the database is away nobody loses a feed. */
function beating({ request, response, stillMay }: Omit<Streamed, "cursors">): () => void {
  let beats = 0;
  return () => {
    beats += 1;
    if (beats % limits.beatsPerSign === 0) write(response, ": here\n\n");
    void stillMay(request).then(
      (may) => may || response.end(),
      (failed: unknown) => request.log.warn({ err: failed }, "the reader of a feed could not be looked up"),
    );
  };
}

/** A reader who does not keep up is cut off; it resumes where it was. */
function write(response: ServerResponse, text: string): void {
  if (response.writableEnded || response.destroyed) return;
  response.write(text);
  if (response.writableLength > limits.unreadBytes) response.destroy();
}

function lastEventId(request: FastifyRequest, cursors: Cursors): number | null {
  const given = request.headers["last-event-id"];
  return typeof given === "string" && given !== "" ? cursors.open(given.slice(0, 200)) : null;
}

/** News goes to many: where it stands is sealed once. */
const seals = new WeakMap<News, string>();

function sealed(news: News, cursors: Cursors): string {
  const known = seals.get(news) ?? cursors.seal(news.position);
  seals.set(news, known);
  return known;
}

/** The same credentials, looked up again. */
function signedIn(deps: Deps): StillMay {
  return async (request) => {
    const bearer = /^Bearer ([\w.~+/-]{1,200}=*)$/i.exec(request.headers.authorization ?? "")?.[1] ?? null;
    const identity = await identify(deps.parts, { bearer, cookie: request.cookies[cookieName(deps.parts.publicUrl)] ?? null });
    return identity !== null && identity.person === request.viewer.person && identity.scopes.includes("read");
  };
}
