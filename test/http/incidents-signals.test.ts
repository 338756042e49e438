/** Alerts in over HTTP: keys, quotas, what is kept, and that 202 means on disk. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mostWaiting, routeSignals } from "../../src/shell/ingest.ts";
import { type IncidentServer, incidentServer, sourceKey } from "./incidents-server.ts";

let server: IncidentServer;
beforeEach(async () => {
  server = await incidentServer();
});
afterEach(() => server.stop());

const alert = { title: "Disk full", group: "disk", status: "firing" };
const send = (path: string, payload: unknown, headers: Record<string, string> = {}) =>
  server.ask(null, "POST", path, { payload: payload as object, headers: { "content-type": "application/json", ...headers } });
const recent = (source = "source-1") => server.world.store.signals.recent(source);
const bearer = { authorization: `Bearer ${sourceKey}` };

describe("keys", () => {
  test("a key opens its source as bearer, as basic password, in the query and in the path; no other key does", async () => {
    const basic = { authorization: `Basic ${Buffer.from(`demo:${sourceKey}`).toString("base64")}` };
    const ways: [string, Record<string, string>][] = [
      ["/api/v1/alerts/generic", bearer],
      ["/api/v1/alerts/generic", basic],
      [`/api/v1/alerts/generic?key=${sourceKey}`, {}],
      [`/api/v1/alerts/${sourceKey}`, {}],
      ["/api/v1/alerts/source-1", bearer],
    ];
    for (const [path, headers] of ways) expect([path, (await send(path, alert, headers)).status]).toEqual([path, 202]);
    expect(await recent()).toHaveLength(ways.length);
    for (const [path, headers] of [
      ["/api/v1/alerts/generic", {}],
      ["/api/v1/alerts/generic", { authorization: `Bearer qs${"b".repeat(40)}` }],
      ["/api/v1/alerts/alertmanager", bearer],
    ] as const) {
      expect(await send(path, alert, headers)).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
    }
    expect(await recent()).toHaveLength(ways.length);
  });

  test("PagerDuty's senders bring the key in the body and get PagerDuty's words", async () => {
    const key = `qs${"c".repeat(40)}`;
    server.sources.set(key, { id: "source-2", kind: "pagerduty-events", settings: {}, perMinute: 600, burst: 1_200 });
    const event = {
      routing_key: key,
      event_action: "trigger",
      dedup_key: "db",
      payload: { summary: "Database is slow", source: "db-1", severity: "critical" },
    };
    expect(await send("/v2/enqueue", event)).toMatchObject({ status: 202, body: { status: "success", dedup_key: "db" } });
    expect(await send("/v2/enqueue", { ...event, event_action: "shout" })).toMatchObject({ status: 400, body: { status: "invalid event" } });
    expect((await send("/v2/enqueue", { ...event, routing_key: "other" })).status).toBe(401);
    expect((await recent("source-2")).map(({ problem }) => problem !== null)).toEqual([true, false]);
  });
});

describe("what comes in", () => {
  test("is on disk before 202, and becomes an incident", async () => {
    expect((await send("/api/v1/alerts/generic", alert, bearer)).status).toBe(202);
    expect((await recent())[0]).toMatchObject({ problem: null, payload: JSON.stringify(alert) });
    await routeSignals({
      signals: server.world.store.signals,
      dispatch: server.world.dispatch,
      orders: async () => ({ name: "Demo source", area: "web", process: null, declare: "report" }),
    });
    const board = (await server.get("ana", "/board")).body as unknown as { incidents: { title: string; phase: string }[] };
    expect(board.incidents).toEqual([expect.objectContaining({ title: "Disk full", phase: "reported" })]);
  });

  test("counts once for one Idempotency-Key", async () => {
    for (let again = 0; again < 3; again++) expect((await send("/api/v1/alerts/generic", alert, { ...bearer, "idempotency-key": "once" })).status).toBe(202);
    expect(await recent()).toHaveLength(1);
  });

  test("takes its severity from the source's settings", async () => {
    server.sources.set(sourceKey, { ...server.sources.get(sourceKey)!, settings: { severity: { label: "level", map: { fatal: 1 }, default: 3 } } });
    await send("/api/v1/alerts/generic", { ...alert, labels: { level: "FATAL" } }, bearer);
    await send("/api/v1/alerts/generic", { ...alert, group: "other" }, bearer);
    expect(server.world.store.tables.signals.map(({ signal }) => signal.severity)).toEqual([1, 3]);
  });

  test("that cannot be read is refused with the place, and kept to be looked at", async () => {
    const unreadable = await send("/api/v1/alerts/generic", { title: 7, status: "maybe" }, bearer);
    expect(unreadable.status).toBe(400);
    const broken = await server.ask(null, "POST", "/api/v1/alerts/generic", {
      payload: "{not json",
      headers: { ...bearer, "content-type": "application/json" },
    });
    expect(broken).toMatchObject({ status: 400, body: { code: "invalid_value" } });
    const kept = await recent();
    expect(kept).toHaveLength(2);
    expect(kept.every(({ problem }) => problem !== null && problem !== "")).toBe(true);
    const large = await server.ask(null, "POST", "/api/v1/alerts/generic", {
      payload: `"${"x".repeat(600 * 1024)}"`,
      headers: { ...bearer, "content-type": "application/json" },
    });
    expect(large.status).toBe(413);
  });
});

describe("too much", () => {
  test("R18 what is beyond the quota is still 202: counted together, the latest kept, and the last payloads say so", async () => {
    server.sources.set(sourceKey, { ...server.sources.get(sourceKey)!, perMinute: 60, burst: 3 });
    const sent = await Promise.all(
      Array.from({ length: 30 }, (_, n) => send("/api/v1/alerts/generic", { ...alert, title: `Disk full ${n}`, fingerprint: `f${n % 2}` }, bearer)),
    );
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([202]));
    const kept = await recent();
    expect(kept).toHaveLength(4);
    expect(kept.filter(({ problem }) => problem !== null)).toMatchObject([{ problem: expect.stringContaining("27 requests were counted together") }]);
    await server.world.store.signals.route(100);
    const [change] = await server.world.store.signals.changes(10);
    expect(change).toMatchObject({ group: "disk", count: 30, firing: 2 });
  });

  test("far beyond the quota 429 says when to come back, and the last payloads say why", async () => {
    server.sources.set(sourceKey, { ...server.sources.get(sourceKey)!, perMinute: 60, burst: 1 });
    const sent = await Promise.all(Array.from({ length: 25 }, () => send("/api/v1/alerts/generic", alert, bearer)));
    expect(sent.map(({ status }) => status).filter((status) => status === 429)).toHaveLength(4);
    expect(sent.find(({ status }) => status === 429)?.headers["retry-after"]).toBe("1");
    expect((await recent()).filter(({ problem }) => problem?.includes("429"))).toHaveLength(1);
    server.clock.monotonic += 2_000;
    expect((await send("/api/v1/alerts/generic", alert, bearer)).status).toBe(202);
  });

  test("a full line answers 503 with when to come back", async () => {
    const full = await incidentServer({ more: { intake: { ...server.parts.intake, accept: async () => undefined, waiting: () => mostWaiting } } });
    const answer = await full.ask(null, "POST", "/api/v1/alerts/generic", { payload: alert, headers: bearer });
    expect(answer).toMatchObject({ status: 503, body: { code: "unavailable" }, headers: { "retry-after": "2" } });
    await full.stop();
  });

  test("what could not be written is not accepted", async () => {
    const failing = await incidentServer({
      more: { intake: { ...server.parts.intake, accept: () => Promise.reject(new Error("the disk is full")), waiting: () => 0 } },
    });
    expect((await failing.ask(null, "POST", "/api/v1/alerts/generic", { payload: alert, headers: bearer })).status).toBe(500);
    await failing.stop();
  });
});

describe("E15 signs of life", () => {
  const key = `qs${"d".repeat(40)}`;
  beforeEach(() => server.sources.set(key, { id: "job", kind: "heartbeat", settings: { every: "PT5M", grace: "PT1M" }, perMinute: 600, burst: 1_200 }));

  test("come by GET, HEAD and POST with the key in the path, with or without words, and no alert is made of them", async () => {
    for (const method of ["GET", "HEAD", "POST"] as const)
      expect([method, (await server.ask(null, method, `/api/v1/heartbeats/${key}?note=done`)).status]).toEqual([method, 202]);
    expect((await send(`/api/v1/heartbeats/${key}`, { note: "412 files" })).status).toBe(202);
    expect((await send("/api/v1/alerts/heartbeat", {}, { authorization: `Bearer ${key}` })).status).toBe(202);
    expect(server.signs.map(({ source, failed, note }) => [source, failed, note])).toEqual([
      ...Array.from({ length: 3 }, () => ["job", false, "done"]),
      ["job", false, "412 files"],
      ["job", false, ""],
    ]);
    expect(await recent("job")).toEqual([]);
  });

  test("may say that it failed; another kind of source has no heart", async () => {
    expect((await server.ask(null, "GET", `/api/v1/heartbeats/${key}/fail?note=Disk+full`)).status).toBe(202);
    expect((await send(`/api/v1/heartbeats/${key}`, { status: "failed" })).status).toBe(202);
    expect(server.signs.map(({ failed, note }) => [failed, note])).toEqual([
      [true, "Disk full"],
      [true, ""],
    ]);
    expect((await server.ask(null, "GET", `/api/v1/heartbeats/${sourceKey}`)).status).toBe(401);
    expect((await server.ask(null, "GET", `/api/v1/heartbeats/qs${"e".repeat(40)}`)).status).toBe(401);
  });

  test("an Alertmanager's Watchdog is one where the source is set so, and the alerts beside it stay alerts", async () => {
    const prom = `qs${"f".repeat(40)}`;
    const settings = { watchdog: { alertname: "Watchdog", every: "PT5M", grace: "PT2M" } };
    server.sources.set(prom, { id: "prom", kind: "alertmanager", settings, perMinute: 600, burst: 1_200 });
    const dog = { status: "firing", labels: { alertname: "Watchdog" } };
    const payload = (alerts: object[]) => ({ version: "4", groupKey: "{}:{}", status: "firing", alerts });
    expect((await send(`/api/v1/alerts/${prom}`, payload([dog]))).status).toBe(202);
    expect(await recent("prom")).toEqual([]);
    await send(`/api/v1/alerts/${prom}`, payload([dog, { status: "firing", labels: { alertname: "DiskFull" } }]));
    await send(`/api/v1/alerts/${prom}`, payload([{ ...dog, status: "resolved" }]));
    expect(server.signs.map(({ source, failed }) => [source, failed])).toEqual([
      ["prom", false],
      ["prom", false],
      ["prom", true],
    ]);
    expect(server.world.store.tables.signals.map(({ signal }) => signal.title)).toEqual(["DiskFull"]);
  });
});
