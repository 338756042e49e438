/** The HTTP API: OpenAPI from the app's own routes, built over nothing, and the page that lists them. */
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import { incidents } from "../../src/core/engine.ts";
import { codes } from "../../src/core/kernel/refusal.ts";
import { buildApp } from "../../src/http/app.ts";
import type { Deps } from "../../src/http/deps.ts";
import { incidentRoutes } from "../../src/http/incidents/index.ts";
import type { IncidentParts } from "../../src/http/incidents/parts.ts";
import { processRoutes } from "../../src/http/processes/processes.ts";
import { templateRoutes } from "../../src/http/templates.ts";
import type { Parts } from "../../src/shell/access/parts.ts";
import { openLog } from "../../src/shell/log.ts";
import { metrics } from "../../src/shell/metrics.ts";
import { code, page, table } from "./markdown.ts";
import { read } from "./places.ts";

type Operation = { readonly summary?: string; readonly description?: string };
type Document = { readonly paths?: { readonly [path: string]: { readonly [method: string]: Operation } } };

/** A database that answers nothing: no route is called here. */
const db = new Kysely<never>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (of) => new PostgresIntrospector(of),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

const never = async (): Promise<never> => {
  throw new Error("The reference calls nothing.");
};

/** Routes beyond those every app has, as main hands them to a normal server. */
function plugins(): Deps["plugins"] {
  const parts = { engine: incidents, clock: null, views: { store: { now: never } }, world: { monotonicMs: () => 0, id: () => "" } } as unknown as IncidentParts;
  return [...incidentRoutes(parts), processRoutes, templateRoutes([])].map((plugin) => (app, deps) => {
    app.addHook("onRoute", ({ method, url, config }) => {
      for (const one of [method].flat()) needed.set(`${one} ${url}`, String(config?.needs));
    });
    return plugin(app, deps);
  });
}

/** What each of those routes says it needs. */
const needed = new Map<string, string>();

/** docs/reference/openapi.json */
export async function openapi(version: string): Promise<Document> {
  const world = { random: (bytes: number) => new Uint8Array(bytes), id: () => "00000000-0000-7000-8000-000000000000" };
  const parts = {
    db,
    world,
    keys: null,
    jobs: { enqueue: never },
    channels: [],
    publicUrl: "http://127.0.0.1:4700",
    node: "docs",
    signals: { recent: never },
    now: never,
    rolesOf: never,
  } as unknown as Parts;
  const log = openLog({ level: "error", node: "docs", key: "docs" }) as unknown as Deps["log"];
  const deps: Deps = { parts, log, metrics: metrics({ process: false }), trustedProxies: [], version, ready: never, plugins: plugins() };
  const app = await buildApp(deps);
  await app.ready();
  const document = app.swagger() as Document;
  await app.close();
  return document;
}

/** Who may call the routes that every app has, as the test over them proves it. */
const proved = JSON.parse(read("test/http/authz.json")) as { readonly [route: string]: readonly string[] };

function who(method: string, path: string): string {
  const route = `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`;
  const words: Readonly<Record<string, string>> = {
    public: "anybody",
    nobody: "whoever has the key",
    read: "members; tokens: read",
    respond: "members; tokens: respond",
    admin: "administrators; tokens: admin",
  };
  const needs = needed.get(route);
  if (needs !== undefined) return words[needs] ?? "members";
  const callers = proved[route] ?? [];
  if (callers.includes("nobody")) return "anybody";
  const weakest = ["read", "respond", "admin"].find((scope) => callers.includes(`${scope}Token`));
  return `${callers.includes("member") ? "members" : "administrators"}; ${weakest ? `tokens: ${weakest}` : "no token"}`;
}

/** docs/reference/http.md */
export function httpPage(document: Document): string {
  const rows = Object.entries(document.paths ?? {}).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => [code(method.toUpperCase()), code(path), who(method, path)]),
  );
  const lead =
    "Base path `/api/v1`, JSON. Times are RFC 3339 in UTC, durations ISO 8601. The caller is the person of the bearer token (`Authorization: Bearer …`) or of the session. The whole with all shapes: `docs/reference/openapi.json`, from a server `GET /openapi.json`.";
  const incident = table(
    ["route", "what"],
    [
      ["`POST /api/v1/incidents/report`, `…/declare`", "opens an incident"],
      ["`POST /api/v1/incidents/{id}/{command}`", "any other [command](commands.md); `{id}` is the id or the number"],
      ["`GET /api/v1/incidents/{id}/{view}`, `GET /api/v1/{view}`", "any [view](views.md)"],
      ["`GET /api/v1/commands`", "every command with its input as JSON Schema"],
    ],
  );
  const example =
    '```sh\ncurl -X POST "$QUARTERDECK_URL/api/v1/incidents/42/assign-role" \\\n  -H "Authorization: Bearer $QUARTERDECK_TOKEN" -H \'Content-Type: application/json\' -H "Idempotency-Key: $(uuidgen)" \\\n  -d \'{"role": "incident_commander", "person": "0192f0c1-…"}\'\n```';
  const refusal =
    "A refusal is `application/problem+json` (RFC 9457): `code`, `detail`, `rule` (IDs of the sentences that refuse it), `policy` (where the process says so), and where they help `unmet`, `pointer`, `override`, `instead`, `versions`, `retryAfterSeconds`.";
  const byStatus = table(
    ["code", "status"],
    Object.entries(codes).map(([name, status]) => [code(name), String(status)]),
  );
  return page(
    "HTTP",
    lead,
    "## Incidents",
    incident,
    example,
    "## Refusals",
    refusal,
    byStatus,
    "## Every other route",
    "A token with more rights may do what one with fewer may.",
    table(["method", "path", "who"], rows),
  );
}
