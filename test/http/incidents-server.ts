/** The incidents' routes over a story's world: the memory store, the real door, and a directory of five people. No database. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import cookie from "@fastify/cookie";
import fastify, { type FastifyBaseLogger, type InjectOptions } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import type { Engine } from "../../src/core/kernel/engine.ts";
import { isRefusal, refuse } from "../../src/core/kernel/refusal.ts";
// For what it adds to the types of requests.
import "../../src/http/auth/request.ts";
import { acceptBodies, apiBodies } from "../../src/http/body.ts";
import type { App, Deps } from "../../src/http/deps.ts";
import { secureHeaders } from "../../src/http/headers.ts";
import { incidentRoutes } from "../../src/http/incidents/index.ts";
import type { IncidentParts, KeptFile, PageLink } from "../../src/http/incidents/parts.ts";
import { describe, openapiRoute } from "../../src/http/openapi.ts";
import { problems, sendRefusal } from "../../src/http/outcome.ts";
import { knownPaths } from "../../src/http/paths.ts";
import { feedOf } from "../../src/shell/feed.ts";
import { groupedIntake } from "../../src/shell/grouped.ts";
import { groupCommit } from "../../src/shell/ingest.ts";
import { metrics } from "../../src/shell/metrics.ts";
import { here } from "../../src/shell/world.ts";
import { openKeyring } from "../../src/store/access/secrets.ts";
import { partsOf } from "../views/looking.ts";
import { type StoryWorld, storyWorld } from "../world.ts";

const publicUrl = "http://127.0.0.1:4700";

/** What came back. */
export type Said = {
  readonly status: number;
  readonly body: Record<string, never> & { readonly [field: string]: unknown };
  readonly text: string;
  readonly headers: Record<string, unknown>;
};

export type IncidentServer = Awaited<ReturnType<typeof incidentServer>>;

type Options = { readonly world?: StoryWorld; readonly engine?: (engine: Engine) => Engine; readonly more?: Partial<IncidentParts> };

/** Links by token: what they are for, and whether they were used or are over. */
function linkShelf() {
  const made = new Map<string, PageLink & { used: boolean; over: boolean }>();
  const read = async (token: string) => {
    const link = made.get(token);
    if (!link) return refuse("not_found", "There is no such link.");
    if (link.used) return refuse("link_used", "This link was used already.");
    return link.over ? refuse("link_expired", "This link does not work any more.") : link;
  };
  const use = async (token: string) => {
    const link = await read(token);
    if (!isRefusal(link)) made.get(token)!.used = true;
    return link;
  };
  return { made, read, use };
}

function fileShelf(world: StoryWorld) {
  const kept = new Map<string, KeptFile & { bytes: Buffer }>();
  const keep: IncidentParts["files"]["keep"] = async ({ person: _person, ip: _ip, ...file }) => {
    const id = here.id();
    kept.set(id, { ...file, id, sizeBytes: file.bytes.length });
    world.store.setFact("attachment", id, { id, name: file.name, mediaType: file.mediaType, sizeBytes: file.bytes.length });
    return kept.get(id)!;
  };
  return { kept, keep, get: async (id: string) => kept.get(id) ?? null };
}

/** The key of the one source there is unless a test adds more. */
export const sourceKey = `qs${"a".repeat(40)}`;

/** Builds the routes; `ask` sends as somebody (null: nobody). */
export async function incidentServer(options: Options = {}) {
  const world = options.world ?? storyWorld();
  const known = world.parts.engineOf("incident");
  const engine = options.engine?.(known) ?? known;
  const links = linkShelf();
  const files = fileShelf(world);
  const clock = { monotonic: 0 };
  const sources = new Map([[sourceKey, { id: "source-1", kind: "generic", settings: {}, perMinute: 600, burst: 1_200 }]]);
  const exported: string[] = [];
  const chatPeople = new Map<string, string>();
  const chatCodes = new Map<string, string>();
  const signs: { readonly source: string; readonly failed: boolean; readonly note: string }[] = [];
  const commits = groupCommit(world.store.signals);
  const still = new Set(world.people);
  const feed = feedOf({ store: world.store, engine, sleep: here.sleep, trouble: (reason) => void exported.push(reason) });
  const parts: IncidentParts = {
    engine,
    dispatch: world.dispatch,
    views: { ...partsOf(world), engine },
    feed,
    intake: { ...commits, grouped: groupedIntake(commits.accept, here.sleep), sign: async (source, said) => void signs.push({ source, ...said }) },
    sourceOfKey: async (key) => sources.get(key) ?? null,
    links,
    files,
    stillMay: async (request) => still.has(request.viewer.person ?? ""),
    clock: null,
    nextDue: () => world.store.nextDue(),
    receive: async () => null,
    receiveMail: async () => "alert",
    guessed: async () => null,
    exported: async (person, what) => void exported.push(`${person} ${what}`),
    personOfChat: async (user) => chatPeople.get(user) ?? null,
    linkChat: async ({ user, code }) => {
      const person = chatCodes.get(code);
      if (person === undefined) return refuse("invalid_value", "This is not a code that works.");
      chatPeople.set(user, person);
      return { person };
    },
    world: { monotonicMs: () => clock.monotonic, id: here.id },
    ...options.more,
  };
  const { app, deps } = await appOf(parts, world);
  const ask = async (who: string | null, method: InjectOptions["method"], url: string, more: InjectOptions = {}): Promise<Said> => {
    const headers = { ...(who === null ? {} : { authorization: `Bearer ${who}` }), ...more.headers };
    const reply = await app.inject({ method, url, ...more, headers } as InjectOptions);
    await world.settle();
    const json = /json/.test(String(reply.headers["content-type"])) && reply.payload !== "";
    return { status: reply.statusCode, body: json ? reply.json() : {}, text: reply.payload, headers: reply.headers };
  };
  return {
    ...{ app, deps, parts, world, links, files, clock, sources, exported, chatPeople, chatCodes, signs, still, ask },
    get: (who: string | null, url: string) => ask(who, "GET", `/api/v1${url}`),
    post: (who: string | null, url: string, body: object = {}, headers: Record<string, string> = {}) =>
      ask(who, "POST", `/api/v1${url}`, { payload: body, headers }),
    stop: async () => {
      feed.close();
      await app.close();
    },
  };
}

async function appOf(parts: IncidentParts, { store }: StoryWorld) {
  const app = fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 200 } }).withTypeProvider<ZodTypeProvider>() as unknown as App;
  const deps = {
    parts: {
      publicUrl,
      jobs: store.jobs,
      world: here,
      keys: await openKeyring(join(await mkdtemp(join(tmpdir(), "quarterdeck-keys-")), "key"), here.random, true),
    },
    metrics: metrics({ process: false }),
    log: app.log as FastifyBaseLogger,
    version: "0.0.0",
  } as unknown as Deps;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  problems(app as never, knownPaths(app));
  await secureHeaders(app, publicUrl);
  await app.register(cookie);
  await describe(app, "0.0.0");
  knowPeople(app, parts);
  acceptBodies(app as never, apiBodies);
  for (const plugin of [openapiRoute, ...incidentRoutes(parts)]) await app.register(async (scope) => plugin(scope as App, deps));
  await app.ready();
  return { app, deps };
}

/** Bearer tokens are people's names here; what a route needs is asked as the real app does. */
function knowPeople(app: App, parts: IncidentParts): void {
  app.decorateRequest("identity", null);
  app.decorateRequest("viewer");
  app.decorateRequest("actor", "anonymous");
  app.decorateRequest("from");
  app.decorateRequest("may");
  app.addHook("onRoute", (route) => {
    if (route.config?.needs === undefined) throw new Error(`${String(route.method)} ${route.url} does not say what it needs`);
  });
  app.addHook("onRequest", async (request, reply) => {
    const person = /^Bearer (\w+)$/.exec(request.headers.authorization ?? "")?.[1] ?? null;
    const known = person !== null && ((await parts.views.store.read.fact("person", person)).value as object | null) !== null ? person : null;
    request.viewer = { person: known, all: false };
    request.from = { ip: "127.0.0.1" } as typeof request.from;
    request.actor = known === null ? "anonymous" : `person:${known}`;
    request.identity =
      known === null ? null : { person: known, name: known, admin: false, via: "token", scopes: ["read", "respond"], fresh: false, credential: known };
    const { needs = "public" } = request.routeOptions.config;
    if (known !== null || needs === "nobody" || needs === "public") return;
    sendRefusal(reply, refuse("unauthenticated", "Sign in first, or send an API token."));
    return reply;
  });
}
