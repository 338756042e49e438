/** Alerts in: a key opens a source, its format reads the payload, and 202 is said when it is on disk. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import type { Instant } from "../../core/kernel/time.ts";
import { mostGathered } from "../../shell/grouped.ts";
import { type Intake, mostWaiting } from "../../shell/ingest.ts";
import { lately } from "../../shell/lately.ts";
import { sourceNamed } from "../../sources/index.ts";
import { severityOf, sourceSettings } from "../../sources/settings.ts";
import type { Arrival, Change, Reply, Signal, Source, TestResult } from "../../sources/source.ts";
import { acceptBodies, bodyProblem, signalBodies } from "../body.ts";
import type { RoutePlugin } from "../deps.ts";
import { plainHeaders } from "../headers.ts";
import { refusalOf, sendRefusal } from "../outcome.ts";
import { buckets } from "./bucket.ts";
import type { IncidentParts, KeyedSource } from "./parts.ts";
import { isAuthentic, tellResult } from "./test-results.ts";

/** How much of a payload is kept to be looked at. */
const keptCharacters = 64 * 1024;

/** Where signs of life come in, for tools that can only be given an address. */
const heartbeatPath = "/api/v1/heartbeats/:source";

/** Where PagerDuty's senders say what changed. */
const changePath = "/v2/change/enqueue";

/** So many times its quota a source may send in all: what is beyond it is counted together, and what is beyond that refused. */
const hardBound = 20;

/** `POST /api/v1/alerts/{source}`, PagerDuty's own addresses, `/v2/enqueue` and `/v2/change/enqueue`, and signs of life. */
export function signalRoutes(parts: IncidentParts): RoutePlugin {
  return (app, { parts: { publicUrl } }) => {
    acceptBodies(app, { ...signalBodies, xml: true });
    // Programs read these answers: the headers that are the same for all of them are enough, and made once.
    const headers = plainHeaders(publicUrl);
    app.addHook("onRequest", async (_request, reply) => void reply.headers(headers));
    const take = taker(parts);
    // A key is not a person, and has a quota of its own: nobody is looked up and no address counted.
    const config = { needs: "nobody" as const };
    const schema = { tags: ["signals"], response: {} };
    const says = "The key as bearer token, basic password, `?key=` or in the path; 202 when every signal is on disk.";
    app.post(
      "/api/v1/alerts/:source",
      { helmet: false, config, schema: { ...schema, operationId: "alerts", summary: "Alerts in", description: says } },
      take as never,
    );
    for (const [url, operationId, summary] of [
      ["/v2/enqueue", "pagerduty-enqueue", "Alerts in, as PagerDuty's Events API v2"],
      [changePath, "pagerduty-change-enqueue", "What changed, as PagerDuty's Events API v2: it notifies nobody"],
    ] as const)
      app.post(url, { helmet: false, config, schema: { ...schema, operationId, summary } }, take as never);
    const beats = "The key in the path, with or without a body; `?note=` says more. 202 when it is on disk.";
    for (const [url, name, summary] of [
      [heartbeatPath, "heartbeat", "A sign of life"],
      [`${heartbeatPath}/fail`, "heartbeat-failed", "Word that it failed"],
    ] as const) {
      for (const [method, operationId] of [
        ["GET", `${name}-by-get`],
        ["POST", name],
      ] as const)
        app.route({ method, url, config, schema: { ...schema, operationId, summary, description: beats }, handler: take as never });
    }
    // A body that is no JSON at all is kept among the last payloads too, where its key says whose it is.
    app.setErrorHandler(async (error: Error, request, reply) => {
      const problem = bodyProblem(error);
      const source = problem && (await parts.sourceOfKey(keyIn(request, undefined, null) ?? ""));
      if (problem && source) await keep(parts, { source, request, payload: "", problem: problem.detail });
      const { refusal, status } = refusalOf(error);
      sendRefusal(reply, refusal, status);
      return reply;
    });
  };
}

type Taking = { readonly source: KeyedSource; readonly request: FastifyRequest };

/** Takes what a source's key brings: within its quota, read by its format, answered when it is on disk. */
export function taker(parts: IncidentParts) {
  const bucket = buckets(parts.world.monotonicMs);
  const told = new Map<string, number>();
  const now = lately({ ask: parts.views.store.now, freshMs: 100, monotonicMs: parts.world.monotonicMs });
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { source: wanted = "pagerduty-events" } = request.params as { source?: string };
    const found = await sourceFor(parts, request, wanted);
    if ("refused" in found) return no(reply, found);
    const room = roomFor(parts, bucket, found.source);
    if ("afterSeconds" in room) {
      await tellOnce(parts, told, { source: found.source, request });
      return no(reply, refuse("rate_limited", `This source may send ${found.source.perMinute} requests a minute.`, { retryAfterSeconds: room.afterSeconds }));
    }
    if (parts.intake.waiting() >= mostWaiting) return no(reply, refuse("unavailable", "Too many signals wait to be written.", { retryAfterSeconds: 2 }));
    const { status, body } = await read(parts, { ...found, ...room }, request, await now("now"));
    return reply.code(status).send(body);
  };
}

/** Within its quota a request is kept as it is; beyond it, it is counted together with others; far beyond, it is refused for a while. */
function roomFor(
  parts: IncidentParts,
  bucket: ReturnType<typeof buckets>,
  source: KeyedSource,
): { readonly accept: Intake } | { readonly afterSeconds: number } {
  const taken = bucket(source.id, source);
  if (taken.ok) return { accept: parts.intake.accept };
  const { grouped } = parts.intake;
  const hard = bucket(`${source.id} in all`, { perMinute: source.perMinute * hardBound, burst: source.burst * hardBound });
  return hard.ok && grouped.waiting(source.id) < mostGathered ? { accept: grouped.accept } : { afterSeconds: taken.afterSeconds };
}

function no(reply: FastifyReply, refusal: Refusal): FastifyReply {
  sendRefusal(reply, refusal);
  return reply;
}

type Found = { readonly source: KeyedSource; readonly format: Source };

/** The source whose key came with the request, where it is of the kind (or has the id) that the path names. */
async function sourceFor(parts: IncidentParts, request: FastifyRequest, wanted: string): Promise<Found | Refusal> {
  const key = keyIn(request, request.body, wanted);
  const source = key === null ? null : await parts.sourceOfKey(key);
  const format = source && sourceNamed(source.kind);
  const beats = request.routeOptions.url?.startsWith(heartbeatPath) === true;
  if (!source || !format || ![source.kind, source.id, key].includes(wanted) || (beats && source.kind !== "heartbeat"))
    return refuse("unauthenticated", "No source has this key.");
  if (!format.results && /^\s*(?:application|text)\/xml/i.test(request.headers["content-type"] ?? ""))
    return refuse("unsupported_media_type", "Send the body as application/json or a form.");
  if (format.results && !isAuthentic(request, key ?? "", source)) return refuse("unauthenticated", "The signature does not fit the body.");
  return { source, format };
}

/** Where senders put keys: in the payload where the format says so, in the path, as bearer or basic, or as `?key=`. */
function keyIn(request: FastifyRequest, payload: unknown, wanted: string | null): string | null {
  const given = request.headers.authorization ?? "";
  const bearer = /^(?:Bearer|Token) (\S{1,200})$/i.exec(given)?.[1];
  const basic = /^Basic ([\w+/=-]{1,400})$/i.exec(given)?.[1];
  const [user, password] = basic === undefined ? [] : Buffer.from(basic, "base64").toString("utf8").split(":", 2);
  const { key } = request.query as { key?: unknown };
  const inPath = wanted !== null && /^qs[0-9a-f]{40}$/.test(wanted) ? wanted : undefined;
  const inBody = wanted === null ? null : sourceNamed(wanted)?.keyIn?.(payload);
  return inBody ?? bearer ?? (password || user) ?? (typeof key === "string" ? key.slice(0, 200) : null) ?? inPath ?? null;
}

type Reading = Found & { readonly accept: Intake };

async function read(parts: IncidentParts, { source, format, accept }: Reading, request: FastifyRequest, receivedAt: Instant): Promise<Reply> {
  const { url } = request.routeOptions;
  const inPath = url === `${heartbeatPath}/fail` ? { fail: "" } : url === changePath ? { change: "" } : {};
  const arrival: Arrival = {
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])),
    query: { ...(request.query as Record<string, string | undefined>), ...inPath },
    payload: request.body,
    receivedAt,
  };
  const signals = format.parse(arrival);
  const payload = JSON.stringify(request.body ?? null).slice(0, keptCharacters);
  if ("unreadable" in signals) {
    await keep(parts, { source, request, payload, problem: signals.unreadable });
    return (
      format.refused?.(signals) ?? {
        status: 400,
        body: { code: "invalid_value", title: "Invalid value", status: 400, detail: signals.unreadable, rule: [], pointer: signals.pointer },
      }
    );
  }
  const changes = format.changes?.(arrival) ?? [];
  if (!("unreadable" in changes) && changes.length > 0) {
    await keep(parts, { source, request, payload, problem: null, changes });
    return format.accepted?.(arrival, []) ?? { status: 202, body: { accepted: changes.length } };
  }
  const results = format.results?.(arrival) ?? [];
  if (!("unreadable" in results) && results.length > 0) return tell(parts, { source, request, payload }, results);
  const signs = signals.map((signal) => format.sign?.(source.settings, signal) ?? null);
  for (const [index, sign] of signs.entries()) {
    if (sign !== null) await parts.intake.sign(source.id, { failed: sign === "failed", note: signals[index]!.text });
  }
  const alerts = signals.filter((_signal, index) => signs[index] === null);
  if (alerts.length > 0 || signals.length === 0) await keep(parts, { source, request, payload, problem: null, signals: alerts, accept });
  return format.accepted?.(arrival, signals) ?? { status: 202, body: { accepted: signals.length } };
}

/** Results of tests reach their incidents before they are answered; the payload is kept among the last ones, with what came of it. */
async function tell(parts: IncidentParts, came: Omit<Kept, "problem">, results: readonly TestResult[]): Promise<Reply> {
  let [incidents, problem]: [number, string | null] = [0, null];
  for (const result of results) {
    const told = await tellResult(parts, came.source, result);
    [incidents, problem] = [incidents + told.incidents, told.problem ?? problem];
  }
  await keep(parts, { ...came, problem });
  return { status: 202, body: { accepted: results.length, incidents, ...(problem === null ? {} : { problem }) } };
}

type Kept = Taking & {
  readonly payload: string;
  readonly problem: string | null;
  readonly signals?: readonly Signal[];
  readonly changes?: readonly Change[];
  readonly accept?: Intake;
};

/** Resolves when it is on disk. */
function keep(parts: IncidentParts, { source, request, payload, problem, signals = [], changes, accept }: Kept): Promise<void> {
  const key = request.headers["idempotency-key"];
  // A key that counts a request once is lost where requests are counted together.
  const take = accept !== undefined && (typeof key !== "string" || key === "") ? accept : parts.intake.accept;
  const settings = settingsOf(source.settings);
  const incoming = signals.map((signal) => ({ ...signal, severity: severityOf(signal, settings) }));
  return take({
    id: parts.world.id(),
    source: source.id,
    key: typeof key === "string" && key !== "" ? key.slice(0, 200) : null,
    payload,
    signals: incoming,
    ...(changes ? { changes: changes.map((change) => ({ ...change, area: settings.area })) } : {}),
    problem,
  });
}

type Settings = ReturnType<typeof sourceSettings.parse>;

/** Read once for as long as a source is remembered. */
const settingsRead = new WeakMap<object, Settings>();

/** The part of a source's settings that every source has; what is missing or does not fit is the default. */
function settingsOf(stored: unknown): Settings {
  const given = (typeof stored === "object" && stored !== null ? stored : {}) as Record<string, unknown>;
  const settings = settingsRead.get(given) ?? settingsIn(given);
  settingsRead.set(given, settings);
  return settings;
}

function settingsIn(given: Record<string, unknown>): Settings {
  const own = Object.fromEntries(Object.keys(sourceSettings.shape).flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])));
  const read = sourceSettings.safeParse(own);
  return read.success ? read.data : sourceSettings.parse({});
}

/** Once a minute, the source's last payloads say that it sends too much. */
async function tellOnce(parts: IncidentParts, told: Map<string, number>, { source, request }: Taking): Promise<void> {
  const now = parts.world.monotonicMs();
  if (now - (told.get(source.id) ?? Number.NEGATIVE_INFINITY) < 60_000) return;
  told.set(source.id, now);
  const problem = `More than ${source.perMinute} requests a minute: refused with 429 until it slows down.`;
  await parts.intake.accept({
    id: parts.world.id(),
    source: source.id,
    key: null,
    payload: JSON.stringify(request.body ?? null).slice(0, keptCharacters),
    signals: [],
    problem,
  });
}
