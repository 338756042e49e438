/** What the examples of the sources do not show: edges of each format and the answers in the sender's words. */
import { describe, expect, it } from "vitest";
import { alertmanager } from "../../src/sources/alertmanager.ts";
import { generic } from "../../src/sources/generic.ts";
import { pagerdutyEvents } from "../../src/sources/pagerduty-events.ts";
import { instantIn } from "../../src/sources/signal.ts";
import { arrivalOf, breaches, problemOf, signalsOf } from "./arrivals.ts";

const key = "0123456789abcdef0123456789abcdef";
const alert = { status: "firing", labels: { alertname: "DiskFull" } };

describe("alertmanager", () => {
  const notification = (alerts: unknown, more: object = {}) => ({ groupKey: "{}:{}", alerts, ...more });

  it.each([
    [undefined, ""],
    ["text", ""],
    [[], ""],
    [{ alerts: {} }, "/alerts"],
    [notification([]), "/alerts"],
    [{ alerts: [alert] }, "/groupKey"],
    [{ alerts: [alert], groupKey: 7 }, "/groupKey"],
    [notification([alert], { commonLabels: [] }), "/commonLabels"],
    [notification([alert], { commonAnnotations: { a: {} } }), "/commonAnnotations/a"],
    [notification([alert, null]), "/alerts/1"],
    [notification([{ ...alert, status: "maybe" }]), "/alerts/0/status"],
    [notification([{ labels: alert.labels }]), "/alerts/0/status"],
    [notification([{ ...alert, annotations: "x" }]), "/alerts/0/annotations"],
    [notification([{ status: "firing", labels: {} }]), "/alerts/0"],
  ])("says where %j cannot be read", (payload, pointer) => {
    expect(problemOf(alertmanager, payload)).toEqual({ unreadable: expect.stringMatching(/\w.+\.$/), pointer });
  });

  it("takes the end of an alert without a status for its status, and 0001 for no end", () => {
    const statuses = signalsOf(
      alertmanager,
      notification(
        [
          { labels: { a: "1" }, endsAt: "2026-03-01T09:29:59Z" },
          { labels: { a: "2" }, endsAt: "2026-03-01T09:31:00Z" },
          { labels: { a: "3" }, endsAt: "0001-01-01T00:00:00Z" },
        ],
        { status: "firing" },
      ),
    ).map((signal) => signal.status);
    expect(statuses).toEqual(["resolved", "firing", "firing"]);
  });

  it("keeps the alert's own label over the shared one, links once per address, and a runbook by its name", () => {
    const [signal] = signalsOf(
      alertmanager,
      notification([{ ...alert, generatorURL: "javascript:alert(1)", annotations: { runbook_url: "https://runbooks.example.test/" } }], {
        commonLabels: { alertname: "Other", team: "storage" },
        externalURL: "https://runbooks.example.test/",
      }),
    );
    expect(signal!.labels).toEqual({ alertname: "DiskFull", team: "storage" });
    expect(signal!.links).toEqual([{ href: "https://runbooks.example.test/", text: "Runbook" }]);
  });

  it("keeps labels that reach a prototype out of the signal", () => {
    const labels = JSON.parse('{"alertname":"A","__proto__":"x","constructor":"y","prototype":"z"}');
    expect(Object.keys(signalsOf(alertmanager, notification([{ ...alert, labels }]))[0]!.labels)).toEqual(["alertname"]);
  });

  it("keeps two long group keys apart after they are cut", () => {
    const groups = ["a", "b"].map((end) => signalsOf(alertmanager, { ...notification([alert]), groupKey: "g".repeat(600) + end })[0]!);
    expect(groups[0]!.group).not.toBe(groups[1]!.group);
    for (const signal of groups) expect(breaches(signal)).toEqual([]);
  });
});

describe("pagerduty-events", () => {
  const trigger = (payload: object = {}, more: object = {}) => ({
    routing_key: key,
    event_action: "trigger",
    payload: { summary: "Disk full", source: "db-1", severity: "error", ...payload },
    ...more,
  });

  it("answers what it took in PagerDuty's words", () => {
    const arrival = arrivalOf(trigger({}, { dedup_key: "disk" }));
    const signals = signalsOf(pagerdutyEvents, arrival.payload);
    expect(pagerdutyEvents.accepted!(arrival, signals)).toEqual({ status: 202, body: { status: "success", message: "Event processed", dedup_key: "disk" } });
    expect(pagerdutyEvents.keyIn!(arrival.payload)).toBe(key);
    expect(pagerdutyEvents.keyIn!(["routing_key"])).toBeNull();
  });

  it("makes a dedup_key where a trigger has none: the same for the same event and instant, another for another", () => {
    const made = signalsOf(pagerdutyEvents, trigger())[0]!;
    expect(made.fingerprint).toMatch(/^[0-9a-f]{32}$/);
    expect(made.group).toBe(made.fingerprint);
    expect(signalsOf(pagerdutyEvents, trigger())[0]!.fingerprint).toBe(made.fingerprint);
    expect(signalsOf(pagerdutyEvents, trigger({ summary: "Disk fuller" }))[0]!.fingerprint).not.toBe(made.fingerprint);
    const later = pagerdutyEvents.parse({ ...arrivalOf(trigger()), receivedAt: "2026-03-01T09:30:00.001Z" });
    expect(later).not.toMatchObject([{ fingerprint: made.fingerprint }]);
  });

  it.each([
    [[], "The event must be a JSON object"],
    [{ event_action: "trigger" }, "'routing_key' is missing or blank"],
    [{ routing_key: key }, "'event_action' is missing or blank"],
    [{ routing_key: key, event_action: "toString" }, "'event_action' is invalid (must be one of trigger, acknowledge or resolve)"],
    [{ routing_key: key, event_action: "resolve" }, "'dedup_key' is missing or blank"],
    [{ routing_key: key, event_action: "trigger" }, "'payload' is missing or blank"],
    [trigger({}, { payload: [] }), "'payload' is invalid (must be an object)"],
    [trigger({ summary: " " }), "'payload.summary' is missing or blank"],
    [trigger({ source: {} }), "'payload.source' is invalid (must be a string)"],
    [trigger({ severity: "page" }), "'payload.severity' is invalid (must be one of critical, warning, error or info)"],
    [trigger({}, { dedup_key: {} }), "'dedup_key' is invalid (must be a string)"],
    [trigger({}, { links: {} }), "'links' is invalid (must be an array)"],
    [trigger({}, { images: [{ href: "https://example.test" }] }), "'images[0].src' is missing or blank"],
  ])("refuses %j in PagerDuty's words", (payload, error) => {
    const problem = problemOf(pagerdutyEvents, payload);
    expect(pagerdutyEvents.refused!(problem)).toEqual({ status: 400, body: { status: "invalid event", message: "Event object is invalid", errors: [error] } });
  });

  it("cuts a long summary by code points: 250 in the title, 1,024 in the text", () => {
    const [signal] = signalsOf(pagerdutyEvents, trigger({ summary: "😀".repeat(2_000) }));
    expect([...signal!.title]).toHaveLength(250);
    expect([...signal!.text]).toHaveLength(1_024);
  });
});

describe("generic", () => {
  it("reads a query where the body is empty, and never the key of the source", () => {
    const query = { title: "Disk full", key: "secret", token: "secret", host: "db-1" };
    for (const payload of [undefined, {}, ""]) {
      const [signal] = signalsOf(generic, payload, query);
      expect(signal).toMatchObject({ title: "Disk full", labels: { host: "db-1" } });
      expect(JSON.stringify(signal)).not.toContain("secret");
    }
  });

  it.each([
    ["firing", "firing"],
    ["ALERTING", "firing"],
    ["trigger", "firing"],
    [undefined, "firing"],
    ["ok", "resolved"],
    ["resolve", "resolved"],
    ["close", "resolved"],
    ["acknowledge", "acknowledged"],
  ])("reads status %s as %s", (status, expected) => {
    expect(signalsOf(generic, { title: "t", status })[0]!.status).toBe(expected);
  });

  it.each([
    [7, ""],
    [[], ""],
    [{}, "/title"],
    [Array(201).fill({ title: "t" }), "/200"],
    [[{ title: "t" }, "x"], "/1"],
    [[{ title: {} }], "/0/title"],
    [{ title: "t", fingerprint: [] }, "/fingerprint"],
    [{ title: "t", state: "perhaps" }, "/state"],
    [{ title: "t", labels: [] }, "/labels"],
    [{ title: "t", labels: { "a/b": {} } }, "/labels/a~1b"],
    [{ title: "t", severity: {} }, "/severity"],
    [{ title: "t", links: {} }, "/links"],
    [{ title: "t", links: ["https://example.test", 3] }, "/links/1"],
    [{ status: "firing", key: "k" }, "/title"],
  ])("says where %j cannot be read", (payload, pointer) => {
    expect(problemOf(generic, payload)).toEqual({ unreadable: expect.stringMatching(/\w.+\.$/), pointer });
  });

  it("settles an alert by its key alone", () => {
    expect(signalsOf(generic, { key: "disk", status: "ok" })).toMatchObject([{ fingerprint: "disk", status: "resolved", title: "disk" }]);
  });
});

it.each([
  ["2026-03-01T09:30:00Z", "2026-03-01T09:30:00.000Z"],
  ["2026-03-01 09:30:00", "2026-03-01T09:30:00.000Z"],
  ["2026-03-01T10:30:00.123456789+0100", "2026-03-01T09:30:00.123Z"],
  ["0001-01-01T00:00:00Z", null],
  ["+275760-09-13T00:00:00Z", null],
  ["2026-13-41T00:00:00Z", null],
  ["yesterday", null],
  [1_772_357_400, null],
])("reads the time %s as %s", (text, expected) => {
  expect(instantIn(text)).toBe(expected);
});
