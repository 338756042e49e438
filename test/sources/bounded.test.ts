/** Cleaning and bounding of texts and values. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bounded, clean, cut, stableHash } from "../../src/sources/bounded.ts";

const nested = (depth: number): unknown => JSON.parse("[".repeat(depth) + "]".repeat(depth));

describe("clean", () => {
  it("replaces NUL, control characters, lone surrogates and marks that reorder text; keeps newline and tab", () => {
    expect(clean("a\0b\x1b[31m\x9b\u202eevil\u2066x\ud800y\udc00")).toBe("a\ufffdb\ufffd[31m\ufffd\ufffdevil\ufffdx\ufffdy\ufffd");
    expect(clean("one\n\ttwo 😀 \u05e9\u05dc\u05d5\u05dd\u200f")).toBe("one\n\ttwo 😀 \u05e9\u05dc\u05d5\u05dd\u200f");
    expect(clean("one\r\ntwo\rthree")).toBe("one\ntwo\nthree");
  });

  it("changes nothing the second time, and leaves well-formed text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        expect(clean(clean(text))).toBe(clean(text));
        expect(clean(text)).not.toMatch(/\0|\p{Cs}/u);
      }),
    );
  });
});

describe("cut", () => {
  it("counts code points and never splits one", () => {
    expect(cut("😀😀😀", 3)).toBe("😀😀😀");
    expect(cut("😀😀😀😀", 3)).toBe("😀😀…");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, limit) => [...cut(text, limit)].length <= limit),
    );
  });
});

describe("bounded", () => {
  it("accepts 64 levels and refuses 65, wherever the depth came from", () => {
    expect(bounded(nested(64))).toEqual({ value: nested(64) });
    expect(bounded(nested(65))).toMatchObject({ problem: { pointer: "/0".repeat(64) } });
    let endless: unknown = "x";
    for (let i = 0; i < 1_000_000; i += 1) endless = { a: endless };
    expect(bounded(endless)).toHaveProperty("problem");
  });

  it("refuses more than 1,000 keys in an object and 20,000 values in all, and says where", () => {
    const wide = (keys: number) => Object.fromEntries(Array.from({ length: keys }, (_, i) => [`k${i}`, i]));
    expect(bounded(wide(1_000))).toHaveProperty("value");
    expect(bounded({ "a/b~": wide(1_001) })).toEqual({ problem: { detail: "An object has more than 1000 keys.", pointer: "/a~1b~0" } });
    expect(bounded(Array(19_999).fill(0))).toHaveProperty("value");
    expect(bounded(Array(20_000).fill(0))).toMatchObject({ problem: { pointer: "/19999" } });
    expect(bounded({ ["k".repeat(100_000)]: wide(1_001) })).toMatchObject({ problem: { pointer: `/${"k".repeat(59)}…` } });
  });

  it("drops keys that reach a prototype, cleans the other keys, and makes infinite numbers null", () => {
    const payload = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"prototype":1,"a\\u0000b":1e999,"ok":true}');
    const out = bounded(payload) as { value: Record<string, unknown> };
    expect(Object.keys(out.value)).toEqual(["a\ufffdb", "ok"]);
    expect(out.value["a\ufffdb"]).toBeNull();
    expect(Object.getPrototypeOf(out.value)).toBe(Object.prototype);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it("keeps every payload within the bounds as it is", () => {
    const small = fc.jsonValue({ maxDepth: 5, stringUnit: "grapheme-ascii" }).filter((value) => !/constructor|prototype|__proto__/.test(JSON.stringify(value)));
    fc.assert(
      fc.property(small, (value) => {
        expect(bounded(value)).toEqual({ value });
      }),
    );
  });
});

it("hashes alike whatever the order of keys, and unlike for other values", () => {
  expect(stableHash({ a: 1, b: { c: 2, d: 3 } })).toBe(stableHash({ b: { d: 3, c: 2 }, a: 1 }));
  expect(stableHash({ a: 1 })).not.toBe(stableHash([["a", 1]]));
  expect(stableHash({ a: "1" })).not.toBe(stableHash({ a: 1 }));
});
