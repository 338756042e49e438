/** Every source's own examples, and the registry. */
import { describe, expect, it } from "vitest";
import { bounded } from "../../src/sources/bounded.ts";
import { sourceNamed, sources } from "../../src/sources/index.ts";
import { arrivalOf, breaches } from "./arrivals.ts";

describe.each(sources.map((source) => [source.name, source] as const))("source %s", (_name, source) => {
  it("has at least three examples, one of them unreadable, and says how to send to it", () => {
    expect(source.examples.length).toBeGreaterThanOrEqual(3);
    expect(source.examples.some((example) => "unreadable" in example.signals)).toBe(true);
    expect(source.howTo).toContain("{url}");
    expect(source.howTo).toContain("{key}");
    expect(source.settings.safeParse({}).success).toBe(true);
  });

  it.each(source.examples.map((example) => [example.title, example] as const))("example: %s", (_title, example) => {
    expect(bounded(example.payload)).toEqual({ value: example.payload });
    const parsed = source.parse(arrivalOf(example.payload));
    if ("unreadable" in example.signals) return expect(parsed).toEqual(example.signals);
    if ("unreadable" in parsed) throw new Error(`unreadable at ${parsed.pointer}: ${parsed.unreadable}`);
    expect(parsed).toHaveLength(example.signals.length);
    for (const [index, signal] of parsed.entries()) {
      expect(signal).toMatchObject(example.signals[index]!);
      expect(signal.labels).toEqual(example.signals[index]!.labels ?? signal.labels);
      expect(breaches(signal)).toEqual([]);
    }
  });

  it("says the same of the same payload", () => {
    for (const { payload } of source.examples) expect(source.parse(arrivalOf(payload))).toEqual(source.parse(arrivalOf(structuredClone(payload))));
  });
});

it("finds a source by its name, and only by its name", () => {
  for (const source of sources) expect(sourceNamed(source.name)).toBe(source);
  expect(sourceNamed("constructor")).toBeUndefined();
  expect(new Set(sources.map((source) => source.name)).size).toBe(sources.length);
});
