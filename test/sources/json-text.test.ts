/** The scanner before JSON.parse, and the finder of mistakes after it. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { nestsDeeperThan, parseJson } from "../../src/http/json-text.ts";

it.each([
  ['{"a":}', 5],
  ["[1,]", 3],
  ["[1 2]", 3],
  ["{}{}", 2],
  ["", 0],
  ["  ", 2],
  ['"abc', 4],
  ['"a\\x"', 2],
  ['"a\nb"', 2],
  ["1.", 1],
  ["-", 0],
  ["nul", 0],
  ['{"a" 1}', 5],
  ["{a:1}", 1],
  ['[{"a":[1,{"b":tru}]}]', 14],
])("finds the mistake in %j at %i", (text, at) => {
  expect(parseJson(text)).toEqual({ syntaxErrorAt: at });
});

/** Where JSON.parse itself stops, when it says so; the end of the text otherwise. It reads a wrong word further than its beginning. */
function placeIn(text: string): number {
  try {
    JSON.parse(text);
  } catch (error) {
    return Number(/at position (\d+)/.exec(String(error))?.[1] ?? text.length);
  }
  return -1;
}

it("never finds a mistake after the place where JSON.parse gives up, nor where it does not", () => {
  const json = fc.json({ maxDepth: 4 }).filter((text) => text.length > 0);
  fc.assert(
    fc.property(json, fc.nat(), fc.constantFrom("", ",", "}", "]", '"', "\\", "x", "\0", ":"), (text, where, by) => {
      const at = where % text.length;
      const changed = text.slice(0, at) + by + text.slice(at + 1);
      const parsed = parseJson(changed);
      if ("value" in parsed) expect(parsed.value).toEqual(JSON.parse(changed));
      else expect(placeIn(changed)).toBeGreaterThanOrEqual(parsed.syntaxErrorAt);
    }),
    { numRuns: 2_000 },
  );
});

it("counts nesting outside of texts only", () => {
  expect(nestsDeeperThan("[[[]]]", 3)).toBe(false);
  expect(nestsDeeperThan("[[[]]]", 2)).toBe(true);
  expect(nestsDeeperThan('["[[[[", "\\"[[[", "\\\\", {}]', 2)).toBe(false);
  expect(nestsDeeperThan('"unfinished [[[', 0)).toBe(false);
  const depthOf = (value: unknown): number => (typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0);
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      const depth = depthOf(JSON.parse(text));
      expect(nestsDeeperThan(text, depth)).toBe(false);
      expect(depth === 0 || nestsDeeperThan(text, depth - 1)).toBe(true);
    }),
  );
});
