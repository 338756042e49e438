/** A server of canned answers on loopback: the built web app under its strict policy, and each state on demand. */
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { conflict, resolveRefused } from "./canned/abilities.ts";
import { board, emptyBoard, incidents } from "./canned/board.ts";
import { causedReads } from "./canned/caused.ts";
import { commandedReads } from "./canned/commanded.ts";
import { endpoints, explanation, policies, preview } from "./canned/escalation.ts";
import { calendar, calendarAddresses, coverRequests, onCallNow, readiness } from "./canned/on-call.ts";
import { areas, handOver, left, me, methods, organisation, people, session } from "./canned/people.ts";
import { offered, processes } from "./canned/process.ts";
import { processReads, unfinished } from "./canned/process-pages.ts";
import { followUps } from "./canned/proven-after.ts";
import { provenReads } from "./canned/proven-views.ts";
import { reachLists, reachReads, silences } from "./canned/reach.ts";
import { deliveries, drill, report, room } from "./canned/room.ts";
import { clock, consequences, lists, ownCalendar, roomBookings } from "./canned/settings.ts";
import { candidatesFor, steeredDryRun, steeredReads } from "./canned/steered-views.ts";
import { timeline } from "./canned/timeline.ts";
import { toldReads } from "./canned/told.ts";

/** What the server pretends. `loading` never answers a read; `refused` refuses every command. */
export type Scenario = "full" | "empty" | "loading" | "refused" | "rehearsal" | "signed-out" | "setup";

/** The mock, its address, and the requests that changed something. */
export type Mock = {
  readonly url: string;
  scenario: Scenario;
  readonly sent: { readonly path: string; readonly body: unknown; readonly key: string | undefined }[];
  readonly announce: (event: string, data: unknown) => void;
  readonly close: () => Promise<void>;
};

/** The policy the real server sends. */
export const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const dist = fileURLToPath(new URL("../../dist/web", import.meta.url));
const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

type Reply = { readonly status: number; readonly body: unknown };
const ok = (body: unknown, status = 200): Reply => ({ status, body });
const problem = (status: number, more: object): Reply => ({ status, body: { type: "about:blank", title: "Refused", status, ...more } });
const missing = problem(404, { code: "not_found", detail: "There is nothing here.", rule: [] });

/** Reads that do not depend on the scenario. */
const fixed: Readonly<Record<string, unknown>> = {
  "/incidents/42/room": room,
  "/incidents/i-42/room": room,
  "/incidents/43/room": drill,
  "/incidents/43/timeline": { items: [], next: null },
  "/processes": processes,
  "/people": people,
  "/me": me,
  "/me/calendar": ownCalendar,
  "/rooms/r-1/bookings": roomBookings,
  "/rooms/r-2/bookings": { bookings: [], heldBy: "i-42" },
  "/organisation": organisation,
  "/notifications": deliveries,
  "/people/p-bo/methods": methods,
  "/incidents/42/explain": explanation,
  "/incidents/43/explain": { policy: null, state: "No escalation policy has run here.", ran: [], next: [], people: [] },
  ...reachReads,
  ...steeredReads,
  ...provenReads,
  ...processReads,
  ...causedReads,
  ...commandedReads,
  ...toldReads,
  "/schedules/commander/calendar": calendar,
  "/schedules/login/calendar": { ...calendar, schedule: { id: "login", title: "Login and accounts", zone: "Asia/Singapore" } },
  "/readiness/on-call": readiness,
  "/calendar-addresses": calendarAddresses,
};

/** Reads that are empty before anybody has done anything. */
const filled: Readonly<Record<string, unknown>> = {
  ...lists,
  ...reachLists,
  "/on-call": onCallNow,
  "/cover-requests": coverRequests,
  "/escalations": policies,
  "/endpoints": endpoints,
  "/incidents": { items: incidents, next: 38 },
  "/areas": areas,
  "/follow-ups": followUps,
  "/people/me/methods": methods,
};

/** Reads that depend on the scenario. */
const varying: Readonly<Record<string, (scenario: Scenario, search: URLSearchParams) => Reply>> = {
  "/session": (scenario) =>
    scenario === "signed-out" || scenario === "setup" ? problem(401, { code: "unauthenticated", detail: "Sign in.", rule: [] }) : ok(session),
  "/setup": (scenario) => (scenario === "setup" ? ok({ open: true, processes: offered }) : missing),
  "/clock": (scenario) => (scenario === "rehearsal" ? ok(clock) : missing),
  "/board": (scenario) => ok(scenario === "empty" ? emptyBoard : board),
  "/silences": (scenario, search) => ok({ silences: scenario === "empty" ? [] : (silences[search.get("state") ?? "active"] ?? []) }),
  "/incidents/42/timeline": (_, search) => ok({ items: Number(search.get("after")) > 0 ? [] : timeline, next: null }),
};

/** The same answer with every list empty. */
function emptied(body: unknown): unknown {
  return Object.fromEntries(
    Object.entries(body as object).map(([name, value]) => [name, Array.isArray(value) && name !== "kinds" && name !== "channels" ? [] : null]),
  );
}

function read(path: string, scenario: Scenario, search: URLSearchParams): Reply {
  if (/^\/incidents\/5[1-4]\/candidates$/.test(path)) return ok(candidatesFor(search.get("role") ?? ""));
  const answer = varying[path];
  if (answer) return answer(scenario, search);
  if (path in fixed) return ok(fixed[path]);
  if (path in filled) return ok(scenario === "empty" || search.get("text") === "nothing" ? emptied(filled[path]) : filled[path]);
  return missing;
}

/** What these always answer to a change. */
const answers: Readonly<Record<string, Reply>> = {
  "/escalations/preview": ok(preview),
  "/processes/check": ok(unfinished),
  "/schedules/new/calendar": ok(calendar),
  "/calendar-addresses": ok(
    { id: "ca-2", url: "https://quarterdeck.example.test/calendar/demo.ics", webcal: "webcal://quarterdeck.example.test/calendar/demo.ics", json: "" },
    201,
  ),
  "/endpoints": ok({ ...endpoints.endpoints[0], id: "e-2", secret: "whsec_demo-shown-once" }, 201),
  "/me/chats/code": ok({ code: "7K2M-QX4T-0DEM-0ANA", minutes: 10 }, 201),
  "/people/me/methods": ok({ method: { ...methods.methods[2], id: "m-9" }, secret: null }, 201),
  "/incidents/report": ok({ id: "i-42", number: 42 }, 201),
  "/incidents/page-commander": ok({ id: "i-42", number: 42 }, 201),
  "/incidents/declare": ok({ id: "i-42", number: 42 }, 201),
  "/join/look": ok({ name: "Demo Gil", email: "gil@example.test", kind: "invitation" }),
  "/people": ok({ person: me, invitation: { link: "https://quarterdeck.example.test/join#demo", mailed: false, hours: 72 } }, 201),
  "/sources": ok({ id: "src3", kind: "alertmanager", key: "demo-key-shown-once" }, 201),
};

function command(path: string, scenario: Scenario, search: URLSearchParams, body: unknown): Reply {
  if (search.get("dryRun") === "true")
    return ok(
      steeredDryRun(path, body) ?? (path.endsWith("/resolve") ? { ...consequences, refusals: [resolveRefused], effects: [], duties: [] } : consequences),
    );
  if (path === "/session") return scenario === "refused" ? problem(401, { code: "unauthenticated", detail: "No.", rule: [] }) : ok({});
  const made = answers[path];
  if (made) return made;
  if (path.endsWith("/rotate")) return ok({ id: "src1", kind: "alertmanager", key: "demo-new-key-shown-once" });
  if (path.endsWith("/deactivate")) return ok({ person: { ...left, active: false }, handOver });
  if (path.endsWith("/edit-document") && (body as { base?: number }).base !== 3 && scenario === "refused") {
    const theirs = report.sections[3]?.text ?? "";
    return problem(412, {
      code: "version_conflict",
      detail: "Somebody else changed it.",
      rule: [],
      versions: { yours: (body as { text: string }).text, theirs },
    });
  }
  if (scenario === "refused") return problem(409, conflict);
  if (path.endsWith("/chat")) return ok({ reply: "Demo Ana is Incident Commander." });
  return ok({ ok: true, events: [], warnings: [] });
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return {};
  }
}

function file(response: ServerResponse, path: string) {
  const wanted = join(dist, normalize(path));
  const found = wanted.startsWith(dist) && existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(dist, "index.html");
  const cached = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
  response.writeHead(200, {
    "content-type": types[extname(found)] ?? "application/octet-stream",
    "content-security-policy": policy,
    "cache-control": cached,
  });
  createReadStream(found).pipe(response);
}

/** Starts the mock on a free port. */
export async function startMock(): Promise<Mock> {
  const feeds = new Set<ServerResponse>();
  const sent: Mock["sent"] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", "http://mock");
    if (!url.pathname.startsWith("/api/v1")) return file(response, url.pathname);
    const path = url.pathname.slice("/api/v1".length);
    if (path === "/feed") {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" }).write(": hello\n\n");
      feeds.add(response);
      response.on("close", () => feeds.delete(response));
      return;
    }
    const body = request.method === "GET" ? undefined : await bodyOf(request);
    if (request.method !== "GET" && url.searchParams.get("dryRun") !== "true") sent.push({ path, body, key: request.headers["idempotency-key"]?.toString() });
    if (mock.scenario === "loading" && request.method === "GET" && !["/session", "/me", "/organisation", "/clock"].includes(path)) return;
    const reply = request.method === "GET" ? read(path, mock.scenario, url.searchParams) : command(path, mock.scenario, url.searchParams, body);
    const type = reply.status >= 400 ? "application/problem+json" : "application/json";
    response.writeHead(reply.status, { "content-type": type }).end(JSON.stringify(reply.body));
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const mock: Mock = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    scenario: "full",
    sent,
    announce: (event, data) => {
      for (const feed of feeds) feed.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return mock;
}
