/** What changed, as our own format and PagerDuty's say it: one change each, clean and within its limits, and never an alert. */
import { describe, expect, it } from "vitest";
import { changeLimits } from "../../src/sources/change.ts";
import { sourceNamed } from "../../src/sources/index.ts";
import type { Change } from "../../src/sources/source.ts";
import { arrivalOf } from "./arrivals.ts";

const receivedAt = "2026-03-01T09:30:00.000Z";
const [plain, pagerduty] = [sourceNamed("changes")!, sourceNamed("pagerduty-events")!];

function changesOf(source: typeof plain, payload: unknown, query: Record<string, string> = {}): readonly Change[] {
  const read = source.changes!(arrivalOf(payload, query));
  if ("unreadable" in read) throw new Error(`unreadable at ${read.pointer}: ${read.unreadable}`);
  return read;
}

describe("PD-19 our own format", () => {
  it("says what changed, where, when and under which key", () => {
    const link = "https://ci.example.test/run/812";
    const told = { summary: "shop 4.3", area: "Checkout", key: "deploy/812", link, at: "2026-03-01T10:20:00+01:00" };
    const change = { key: "deploy/812", kind: "deploy", summary: "shop 4.3", service: "Checkout", at: "2026-03-01T09:20:00.000Z", link };
    expect(changesOf(plain, told)).toEqual([change]);
    expect(changesOf(plain, [told, { ...told, kind: "Traffic", area: undefined, service: "edge" }])).toEqual([
      change,
      { ...change, kind: "traffic", service: "edge" },
    ]);
    expect(plain.parse(arrivalOf(told))).toEqual([]);
  });

  it("without a time it was now, and nothing happens in the future", () => {
    expect(changesOf(plain, { summary: "shop 4.3" })).toMatchObject([{ at: receivedAt, service: "", link: "" }]);
    expect(changesOf(plain, { summary: "shop 4.3", at: "2031-01-01T00:00:00Z" })).toMatchObject([{ at: receivedAt }]);
    expect(plain.changes!(arrivalOf({ summary: "shop 4.3", at: "yesterday" }))).toMatchObject({ pointer: "/at" });
  });

  it("without a key the same words at the same time are one change, at another time another", () => {
    const keyOf = (at: string) => changesOf(plain, { summary: "shop 4.3", at })[0]!.key;
    expect(keyOf("2026-03-01T09:20:00Z")).toBe(keyOf("2026-03-01T09:20:00Z"));
    expect(keyOf("2026-03-01T09:20:00Z")).not.toBe(keyOf("2026-03-01T09:21:00Z"));
  });

  it("S13 the source's own key in the address is no part of a change", () => {
    const secret = `qs${"d".repeat(40)}`;
    expect(JSON.stringify(changesOf(plain, { summary: "shop 4.3" }, { key: secret }))).not.toContain(secret);
  });

  it("R24 hostile texts are cut and cleaned, and an address that is none is left out", () => {
    const long = "x\n\u0000\ud800".repeat(2_000);
    const [change] = changesOf(plain, { summary: long, service: long, key: long, link: "javascript:alert(1)" });
    expect(change!.link).toBe("");
    for (const part of ["summary", "service", "key"] as const) {
      expect([...change![part]].length).toBeLessThanOrEqual(changeLimits[part]);
      expect(change![part]).not.toMatch(/\0|\p{Cs}/u);
    }
    expect(change!.summary).not.toContain("\n");
    expect(plain.changes!(arrivalOf(Array.from({ length: 101 }, () => ({ summary: "x" }))))).toMatchObject({ pointer: "" });
  });
});

describe("PD-19 PagerDuty's change events", () => {
  const event = {
    routing_key: "0123456789abcdef0123456789abcdef",
    links: [{ href: "https://ci.example.test/run/812", text: "Run 812" }],
    payload: { summary: "Released shop 4.3", source: "ci.example.test", timestamp: "2026-03-01T09:20:00.000Z", custom_details: { service: "Checkout" } },
  };
  const at = { change: "" };

  it("are read where they come in, and are no alerts there", () => {
    expect(changesOf(pagerduty, event, at)).toEqual([
      {
        ...{ key: expect.stringMatching(/^[0-9a-f]{32}$/), kind: "deploy", summary: "Released shop 4.3", service: "Checkout" },
        ...{ at: "2026-03-01T09:20:00.000Z", link: "https://ci.example.test/run/812" },
      },
    ]);
    expect(pagerduty.parse(arrivalOf(event, at))).toEqual([]);
    expect(pagerduty.accepted!(arrivalOf(event, at), [])).toEqual({ status: 202, body: { status: "success", message: "Change event processed" } });
  });

  it("are not read among alerts, where an event needs its action", () => {
    expect(changesOf(pagerduty, event)).toEqual([]);
    expect(pagerduty.parse(arrivalOf(event))).toEqual({ unreadable: "'event_action' is missing or blank", pointer: "/event_action" });
  });

  it("that do not speak of a deploy are changes", () => {
    const kindOf = (summary: string) => changesOf(pagerduty, { ...event, payload: { summary } }, at)[0]!.kind;
    expect(["Build Success: longer timeouts", "rolled back to 4.2", "Deployed by ci"].map(kindOf)).toEqual(["deploy", "deploy", "deploy"]);
    expect(["Secret rotated", "Table rebuilt"].map(kindOf)).toEqual(["change", "change"]);
  });

  it.each([
    ["/routing_key", { payload: event.payload }],
    ["/payload", { routing_key: "k" }],
    ["/payload/summary", { routing_key: "k", payload: { source: "ci" } }],
    ["", "text"],
  ])("without what they need are refused at %s", (pointer, payload) => {
    expect(pagerduty.changes!(arrivalOf(payload, at))).toMatchObject({ pointer });
    expect(pagerduty.parse(arrivalOf(payload, at))).toMatchObject({ pointer });
  });
});
