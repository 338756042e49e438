/** The whole HTTP side over a database of its own, with a queue that keeps what was sent and callers who keep their cookies. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InjectOptions } from "fastify";
import { channels } from "../../src/channels/index.ts";
import type { Effect } from "../../src/core/kernel/effect.ts";
import { buildApp } from "../../src/http/app.ts";
import type { App, Deps, RoutePlugin } from "../../src/http/deps.ts";
import type { Parts, Reach } from "../../src/shell/access/parts.ts";
import { openSealed, type Sealed } from "../../src/shell/access/send.ts";
import { issueSetupToken } from "../../src/shell/access/setup.ts";
import { openLog } from "../../src/shell/log.ts";
import { metrics } from "../../src/shell/metrics.ts";
import { realWire } from "../../src/shell/outside.ts";
import { here } from "../../src/shell/world.ts";
import { openKeyring } from "../../src/store/access/secrets.ts";
import { openDb } from "../../src/store/directory/tables.ts";
import { type FreshDatabase, freshDatabase } from "../postgres.ts";

/** The address people use; the server itself listens nowhere unless a test says so. */
export const publicUrl = "http://127.0.0.1:4700";

export const password = "a long password of a demo";

/** What came back. */
export type Said = {
  readonly status: number;
  readonly body: Record<string, never> & { readonly [field: string]: unknown };
  readonly headers: Record<string, unknown>;
  readonly text: string;
};

/** Somebody with a browser (a cookie) or a program (a token). */
export type Caller = {
  cookie: string | null;
  token: string | null;
  ip: string;
  get(path: string): Promise<Said>;
  post(path: string, body?: object): Promise<Said>;
  patch(path: string, body: object): Promise<Said>;
  del(path: string): Promise<Said>;
  ask(options: InjectOptions): Promise<Said>;
};

export type Server = {
  readonly app: App;
  readonly parts: Parts;
  readonly fresh: FreshDatabase;
  readonly sent: { readonly id: string; readonly effect: Effect; readonly person: string | null }[];
  readonly logged: string[];
  readonly roles: { incident: string; role: string }[];
  caller(): Caller;
  /** The first admin, signed in. */
  setUp(): Promise<Caller & { readonly person: string }>;
  /** A person who accepted an invitation and is signed in. */
  member(admin: Caller, name: string): Promise<Caller & { readonly person: string; readonly email: string }>;
  /** What was sealed in the newest message. */
  lastSealed(): Sealed;
  stop(): Promise<void>;
};

let callers = 0;

/** Starts one. */
export async function startServer(
  options: {
    readonly publicUrl?: string;
    readonly plugins?: readonly RoutePlugin[];
    readonly trustedProxies?: readonly string[];
    /** Addresses that the server's own requests may reach although they are not public. */
    readonly reachable?: readonly string[];
    /** Hears of every route that is registered. */
    readonly watch?: (method: string, url: string) => void;
  } = {},
): Promise<Server> {
  const fresh = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), "quarterdeck-http-"));
  const keys = await openKeyring(join(folder, "key"), here.random, true);
  const sent: Server["sent"][number][] = [];
  const logged: string[] = [];
  const roles: Server["roles"] = [];
  const wire = realWire({ allow: options.reachable ?? [] });
  const parts: Parts = {
    db: openDb(fresh.pool),
    slowDb: openDb(fresh.pool),
    world: { ...here, ...wire },
    keys,
    jobs: { enqueue: async ({ id, effect, person }) => void sent.push({ id, effect, person }) },
    channels: channels as unknown as readonly Reach[],
    publicUrl: options.publicUrl ?? publicUrl,
    node: "test",
    signals: { recent: async () => [] },
    now: async () => new Date().toISOString(),
    rolesOf: async () => roles,
  };
  const log = openLog({ level: "info", node: "test", key: "test" }, { write: (line: string) => void logged.push(line) });
  const deps: Deps = {
    parts,
    log: log as unknown as Deps["log"],
    metrics: metrics({ process: false }),
    trustedProxies: options.trustedProxies ?? [],
    version: "0.0.0",
    ready: async () => ({ app: true, ingest: true, why: [] }),
    plugins: options.plugins ?? [],
    ...(options.watch ? { onRoute: options.watch } : {}),
  };
  const app = await buildApp(deps);
  const caller = () => newCaller(app, parts.publicUrl);
  const server: Server = {
    ...{ app, parts, fresh, sent, logged, roles, caller },
    setUp: () => setUp(server),
    member: (admin, name) => member(server, admin, name),
    lastSealed: () => {
      const last = sent.at(-1)!;
      return openSealed(keys, last.id, last.effect.params);
    },
    stop: async () => {
      await app.close();
      await wire.close();
      await fresh.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return server;
}

async function setUp(server: Server): Promise<Caller & { readonly person: string }> {
  const token = await issueSetupToken(server.parts);
  const admin = server.caller();
  const made = await admin.post("/api/v1/setup", {
    token,
    admin: { name: "Demo Ana", email: "ana@example.test", password },
    organisation: { name: "Demo Works", zone: "Europe/Paris" },
    process: "graceful",
  });
  if (made.status !== 201) throw new Error(made.text);
  return Object.assign(admin, { person: String(made.body.person) });
}

async function member(server: Server, admin: Caller, name: string): Promise<Caller & { readonly person: string; readonly email: string }> {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@example.test`;
  const made = await admin.post("/api/v1/people", { name, email });
  if (made.status !== 201) throw new Error(made.text);
  const { link } = made.body.invitation as unknown as { link: string };
  const joined = server.caller();
  const accepted = await joined.post("/api/v1/join/accept", { token: link.split("#")[1], password });
  if (accepted.status !== 200) throw new Error(accepted.text);
  return Object.assign(joined, { person: String(accepted.body.person), email });
}

/** Each caller has an address of its own, so that limits by address do not mix tests up. */
function newCaller(app: App, origin: string): Caller {
  callers += 1;
  const caller: Caller = {
    cookie: null,
    token: null,
    ip: `10.${(callers >> 16) & 255}.${(callers >> 8) & 255}.${callers & 255}`,
    get: (path) => caller.ask({ method: "GET", url: path }),
    post: (path, body) => caller.ask({ method: "POST", url: path, ...(body ? { payload: body } : {}) }),
    patch: (path, body) => caller.ask({ method: "PATCH", url: path, payload: body }),
    del: (path) => caller.ask({ method: "DELETE", url: path }),
    ask: async (options) => {
      const headers = {
        ...(caller.cookie === null ? {} : { cookie: caller.cookie, origin }),
        ...(caller.token === null ? {} : { authorization: `Bearer ${caller.token}` }),
        ...options.headers,
      };
      const reply = await app.inject({ remoteAddress: caller.ip, ...options, headers: withoutUndefined(headers) });
      const set = reply.cookies.find(({ name }) => name.endsWith("quarterdeck"));
      if (set) caller.cookie = set.value === "" ? null : `${set.name}=${set.value}`;
      const json = /json/.test(String(reply.headers["content-type"])) && reply.payload !== "";
      return { status: reply.statusCode, body: json ? reply.json() : {}, headers: reply.headers, text: reply.payload };
    },
  };
  return caller;
}

function withoutUndefined(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
}
