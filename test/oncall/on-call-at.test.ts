/** Who is on call at an instant. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { onCallAt } from "../../src/core/oncall/on-call-at.ts";

const schedule = (...people: string[]) => ({ id: "commander", people });

describe("a fixed list", () => {
  it("is on call in its order, at any instant", () => {
    expect(onCallAt(schedule("ana", "ben"), "2026-03-01T09:30:00.000Z")).toEqual(["ana", "ben"]);
    expect(onCallAt(schedule("ana", "ben"), "2031-10-26T01:00:00.000Z")).toEqual(["ana", "ben"]);
  });

  it("with nobody in it has nobody on call", () => {
    expect(onCallAt(schedule(), "2026-03-01T09:30:00.000Z")).toEqual([]);
  });

  it("names nobody twice, nobody else, and keeps the first place of each", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<string>("ana", "ben", "cleo", "dan")), (people) => {
        const called = onCallAt(schedule(...people), "2026-03-01T09:30:00.000Z");
        expect(new Set(called)).toEqual(new Set(people));
        expect(called.map((one) => people.indexOf(one))).toEqual(called.map((one) => people.indexOf(one)).sort((a, b) => a - b));
        expect(called).toHaveLength(new Set(people).size);
      }),
    );
  });
});
