/** The hash chain: every change of a stored event shows, and a lawfully erased payload does not break it. */
import { describe, expect, it } from "vitest";
import { canonical, chained, type Link, verified } from "../../src/store/chain.ts";
import type { Appended } from "../../src/store/log.ts";

function events(count: number): Appended[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ stream: "a", seq: index + 1, type: "noted", v: 1, at: "2026-03-02T10:00:00.000Z", actor: "person:ana" as const, seenBy: "all" as const },
    data: { text: `note ${index}`, at: { b: 1, a: [2, { d: 1, c: 2 }] } },
  }));
}

function links(count = 3): Link[] {
  return chained("a", { seq: 0, hash: "" }, events(count)).map((event) => ({ ...event, erased: false }));
}

const headOf = (all: readonly Link[]) => ({ seq: all.length, hash: all.at(-1)?.hash ?? "" });

describe("X-04 the chain", () => {
  it("verifies what was written, in one write or in several", () => {
    const whole = links(3);
    expect(verified(whole, headOf(whole))).toEqual({ ok: true, events: 3, brokenAt: null });
    const first = chained("a", { seq: 0, hash: "" }, events(3).slice(0, 1));
    const rest = chained("a", { seq: 1, hash: first[0]!.hash }, events(3).slice(1));
    expect([...first, ...rest].map(({ hash }) => hash)).toEqual(whole.map(({ hash }) => hash));
    expect(verified([], { seq: 0, hash: "" }).ok).toBe(true);
  });

  it.each<[string, Partial<Link>]>([
    ["data", { data: { text: "other" } }],
    ["actor", { actor: "person:eve" }],
    ["onBehalfOf", { onBehalfOf: "person:eve" }],
    ["at", { at: "2026-03-02T10:00:00.001Z" }],
    ["type", { type: "said" }],
    ["v", { v: 2 }],
    ["hash", { hash: "0".repeat(64) }],
    ["payloadHash", { payloadHash: "0".repeat(64) }],
  ])("finds a changed %s", (_name, change) => {
    const all = links();
    const changed = all.map((event, index) => (index === 1 ? { ...event, ...change } : event));
    expect(verified(changed, headOf(all))).toEqual({ ok: false, events: 3, brokenAt: 2 });
  });

  it("finds a missing event at the start, in the middle and at the end, and two that changed places", () => {
    const all = links();
    expect(verified(all.slice(1), headOf(all)).brokenAt).toBe(1);
    expect(verified([all[0]!, all[2]!], headOf(all)).brokenAt).toBe(2);
    expect(verified(all.slice(0, 2), headOf(all)).brokenAt).toBe(3);
    expect(verified([all[1]!, all[0]!, all[2]!], headOf(all)).brokenAt).toBe(1);
  });

  it("still verifies when a payload was erased, but not when its hash was replaced too", () => {
    const all = links();
    const erased = all.map((event, index) => (index === 1 ? { ...event, data: { text: "erased" }, erased: true } : event));
    expect(verified(erased, headOf(all)).ok).toBe(true);
    const forged = erased.map((event, index) => (index === 1 ? { ...event, payloadHash: "1".repeat(64) } : event));
    expect(verified(forged, headOf(all)).brokenAt).toBe(2);
  });

  it("refuses a gap, and events of another stream", () => {
    expect(() => chained("a", { seq: 1, hash: "x" }, events(1))).toThrow("does not follow");
    expect(() => chained("b", { seq: 0, hash: "" }, events(1))).toThrow("does not follow");
  });

  it("gives equal values equal text, whatever the order of their keys", () => {
    expect(canonical({ b: 1, a: [{ y: undefined, x: null }] })).toBe('{"a":[{"x":null}],"b":1}');
    expect(canonical({ a: [{ x: null }], b: 1 })).toBe(canonical({ b: 1, a: [{ x: null }] }));
    expect(canonical("\u0000\ud800")).toBe('"\\u0000\\ud800"');
  });
});
