/** PD-19 What changed, from the sender to the room: it notifies nobody, opens nothing, and is listed by itself when somebody looks for a cause. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { epochMs, instantOf } from "../../src/core/kernel/time.ts";
import type { DiagnosisView } from "../../src/views/diagnosis.ts";
import { commandWorld, crewed } from "../rules/command-world.ts";
import { type IncidentServer, incidentServer } from "./incidents-server.ts";

const [ciKey, pagerdutyKey] = [`qs${"c".repeat(40)}`, `qs${"d".repeat(40)}`];
let server: IncidentServer;
beforeEach(async () => {
  server = await incidentServer({ world: commandWorld() });
  const quota = { perMinute: 600, burst: 1_200 };
  server.sources.set(ciKey, { id: "ci", kind: "changes", settings: {}, ...quota });
  server.sources.set(pagerdutyKey, { id: "pd", kind: "pagerduty-events", settings: { area: "payments" }, ...quota });
});
afterEach(() => server.stop());

const ago = (minutes: number) => instantOf(epochMs(server.world.clock.now) - minutes * 60_000);
const json = { "content-type": "application/json" };
const tell = (payload: object, more: Record<string, string> = {}) =>
  server.ask(null, "POST", "/api/v1/alerts/changes", { payload, headers: { ...json, authorization: `Bearer ${ciKey}`, ...more } });
const event = (summary: string, timestamp: string, more: object = {}) => ({
  routing_key: pagerdutyKey,
  payload: { summary, timestamp, source: "ci", ...more },
});
const enqueue = (payload: object, url = "/v2/change/enqueue") => server.ask(null, "POST", url, { payload, headers: json });
const suspects = async (who: string, incident: string) =>
  ((await server.get(who, `/incidents/${incident}/diagnosis`)).body as unknown as DiagnosisView).suspects;

describe("PD-19 from the sender to the room", () => {
  test("a deploy ten minutes before stands first without anybody writing; one at 121 minutes is not there; one press notes it", async () => {
    expect(await tell({ summary: "shop 4.2", area: "Payments", at: ago(121) })).toMatchObject({ status: 202, body: { accepted: 1 } });
    await tell([
      { summary: "A campaign began", kind: "traffic", at: ago(1) },
      { summary: "shop 4.3", area: "Payments", at: ago(10), link: "https://ci.example.test/run/812" },
    ]);
    await tell({ summary: "blog 2.0", at: ago(2) });
    await server.world.settle();
    expect(server.world.sent).toEqual([]);
    expect((await server.get("dan", "/incidents")).body).toMatchObject({ items: [] });
    const { stream } = await crewed(server.world, 1);
    const listed = await suspects("vic", stream);
    expect(listed.map(({ text }) => text)).toEqual(["shop 4.3", "blog 2.0", "A campaign began"]);
    expect(listed[0]).toMatchObject({ kind: "deploy", service: "Payments", at: ago(10), link: "https://ci.example.test/run/812", noted: false });
    expect((await server.post("vic", `/incidents/${stream}/note-suspect`, listed[0]!.note!)).status).toBe(201);
    expect((await suspects("ana", stream)).map(({ text, noted }) => [text, noted])).toEqual([
      ["shop 4.3", true],
      ["blog 2.0", false],
      ["A campaign began", false],
    ]);
    expect(await server.post("ana", `/incidents/${stream}/note-suspect`, listed[0]!.note!)).toMatchObject({ status: 409, body: { code: "invalid_state" } });
  });

  test("PagerDuty's change events come in with the key of its alerts, in its own words", async () => {
    expect(await enqueue(event("Deployed shop 4.3", ago(10)))).toMatchObject({ status: 202, body: { status: "success", message: "Change event processed" } });
    await enqueue(event("Deployed shop 4.3", ago(10)));
    const refused = await enqueue({ routing_key: pagerdutyKey, payload: {} });
    expect(refused).toMatchObject({ status: 400, body: { status: "invalid event", errors: ["'payload.summary' is missing or blank"] } });
    expect((await enqueue({ ...event("x", ago(10)), routing_key: ciKey })).status).toBe(401);
    expect((await enqueue(event("Deployed shop 4.4", ago(10)), "/v2/enqueue")).status).toBe(400);
    await tell({ summary: "blog 2.0", at: ago(2) });
    const { stream } = await crewed(server.world, 1);
    expect((await suspects("cleo", stream)).map(({ text, kind }) => [kind, text])).toEqual([
      ["deploy", "Deployed shop 4.3"],
      ["deploy", "blog 2.0"],
    ]);
    expect((await server.world.store.signals.recent("pd")).map(({ problem }) => problem !== null)).toEqual([true, true, false, false]);
  });

  test("what cannot be read is refused with the place, and kept among the last payloads; a repeated request counts once", async () => {
    expect(await tell([{ summary: "shop 4.3" }, { at: "now" }])).toMatchObject({ status: 400, body: { code: "invalid_value", pointer: "/1/summary" } });
    for (let again = 0; again < 2; again++) await tell({ summary: "shop 4.3" }, { "idempotency-key": "once" });
    expect((await server.world.store.signals.recent("ci")).map(({ problem }) => problem !== null)).toEqual([false, true]);
    expect(server.world.store.tables.changes).toHaveLength(1);
  });
});

describe("X-15 alerts before it began", () => {
  /** An alert of its own incident, as the source of it is set to. */
  async function alert(title: string, input: object): Promise<void> {
    const story = await server.world.open("mia", "declare", { title, severity: 1, ...input });
    const { signals, tables } = server.world.store;
    const signal = { group: title, fingerprint: title, status: "firing" as const, title, text: "", labels: {}, links: [], startsAt: null, severity: 1 };
    await signals.accept([{ id: title, source: "prom", key: null, payload: "{}", signals: [signal], problem: null }]);
    await signals.route(10);
    const [change] = await signals.changes(10);
    await signals.carried(change!, { incident: story.stream, reason: "" });
    const row = tables.streams.get(story.stream)!;
    if ("confidential" in input) row.summary = { ...row.summary, confidential: true, participants: ["mia"] };
    await server.world.pass("PT5S");
  }

  test("are listed with their incident; those of a confidential one only for whoever may see it, and not one press from everybody", async () => {
    await alert("Queue is long", { area: "payments" });
    await alert("Somebody is inside", { area: "payments", confidential: true });
    const { stream } = await crewed(server.world, 1);
    const [first, ...rest] = await suspects("vic", stream);
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ kind: "alert", text: "Queue is long", incident: { title: "Queue is long" }, note: { kind: "alert", text: "Queue is long" } });
    const all = await suspects("mia", stream);
    expect(all.map(({ text, note }) => [text, note !== null])).toEqual([
      ["Somebody is inside", false],
      ["Queue is long", true],
    ]);
  });
});
