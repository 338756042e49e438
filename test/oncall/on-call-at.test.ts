/** Who is on call at an instant: the order of people, temporary plans, external calendars, overrides, shadows. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shadowsBetween } from "../../src/core/oncall/lanes.ts";
import { onCallAt } from "../../src/core/oncall/on-call-at.ts";
import { override, plan, rotation, schedule } from "./demo.ts";

const at = "2026-03-04T12:00:00.000Z";
const span = { from: "2026-03-04T11:00:00.000Z", until: "2026-03-04T13:00:00.000Z" };
const first = rotation({ id: "first", slots: [["ana", "ben"]] });
const second = rotation({ id: "second", slots: [["cleo", "ana"]] });
const two = (given: Parameters<typeof schedule>[1] = {}) => schedule([first, second], given);

describe("people on call", () => {
  it("stand in the order of rotations and slots, then the external calendar, then those added, each once", () => {
    const external = [{ ...span, people: ["eve", "ben"] }];
    expect(onCallAt(two({ external, overrides: [override({ ...span, kind: "add", person: "dan" })] }), at)).toEqual(["ana", "ben", "cleo", "eve", "dan"]);
  });

  it("are nobody before the rotation begins, from its end on, and before the first roster", () => {
    const short = schedule([rotation({ zone: "UTC", begins: "2026-03-04T09:00", ends: "2026-03-05T09:00", slots: [["ana"]] })]);
    expect(["08:59:59.999", "09:00:00.000"].map((time) => onCallAt(short, `2026-03-04T${time}Z`))).toEqual([[], ["ana"]]);
    expect(["08:59:59.999", "09:00:00.000"].map((time) => onCallAt(short, `2026-03-05T${time}Z`))).toEqual([["ana"], []]);
    const later = schedule([rotation({ zone: "UTC", rosters: [{ from: "2026-03-10T00:00", slots: [["ana"]], startsWith: 0 }] })]);
    expect(onCallAt(later, at)).toEqual([]);
    expect(onCallAt(later, "2026-03-10T00:00:00.000Z")).toEqual(["ana"]);
  });

  it("a definition that means nothing is nobody, and a zone that is gone is read as UTC: nothing throws", () => {
    expect(onCallAt(schedule([rotation({ begins: "2026-99-99T09:00" })]), at)).toEqual([]);
    expect(onCallAt(schedule([rotation({ zone: "Mars/Olympus", begins: "2026-03-04T12:00", slots: [["ana"]] })]), at)).toEqual(["ana"]);
  });

  it("no list of slots names anybody else or anybody twice", () => {
    const name = fc.constantFrom("ana", "ben", "cleo", "dan");
    fc.assert(
      fc.property(fc.array(fc.array(name, { maxLength: 4 }), { minLength: 1, maxLength: 5 }), (slots) => {
        const called = onCallAt(schedule([rotation({ slots }), rotation({ id: "other", slots: [...slots].reverse() })]), at);
        expect(new Set(called).size).toBe(called.length);
        expect(slots.flat()).toEqual(expect.arrayContaining([...called]));
      }),
    );
  });
});

describe("overrides", () => {
  const people = (...overrides: ReturnType<typeof override>[]) => onCallAt(two({ overrides }), at);

  it("add, remove and replace, in their order, within their time only", () => {
    expect(people(override({ ...span, kind: "remove", person: "ana" }))).toEqual(["ben", "cleo"]);
    expect(people(override({ ...span, kind: "remove", person: null }))).toEqual([]);
    expect(people(override({ ...span, kind: "replace", person: "dan", insteadOf: "ben" }))).toEqual(["ana", "dan", "cleo"]);
    expect(people(override({ ...span, kind: "replace", person: "dan", insteadOf: "eve" }))).toEqual(["ana", "ben", "cleo"]);
    expect(people(override({ ...span, kind: "replace", person: "dan" }))).toEqual(["dan"]);
    expect(people(override({ ...span, kind: "remove", person: null }), override({ ...span, kind: "replace", person: "dan" }))).toEqual(["dan"]);
    expect(people(override({ ...span, kind: "replace", person: "dan" }), override({ ...span, kind: "remove", person: null }))).toEqual([]);
    expect(people(override({ from: span.from, until: at, kind: "remove", person: null }))).toEqual(["ana", "ben", "cleo"]);
    expect(people(override({ from: at, until: span.until, kind: "remove", person: null }))).toEqual([]);
  });

  it("for one rotation touch that one only, and for an unknown one nothing", () => {
    expect(people(override({ ...span, kind: "remove", person: "ana", rotation: "first" }))).toEqual(["ben", "cleo", "ana"]);
    expect(people(override({ ...span, kind: "replace", person: "dan", rotation: "second" }))).toEqual(["ana", "ben", "dan"]);
    expect(people(override({ ...span, kind: "add", person: "dan", rotation: "first" }))).toEqual(["ana", "ben", "dan", "cleo"]);
    expect(people(override({ ...span, kind: "remove", person: null, rotation: "third" }))).toEqual(["ana", "ben", "cleo"]);
  });

  it("each works on what those before it left", () => {
    const ana = { ...span, person: "ana" };
    const gone = (["first", "second"] as const).map((one) => override({ ...ana, kind: "remove", rotation: one }));
    expect(people(override({ ...ana, kind: "add" }), ...gone)).toEqual(["ben", "cleo"]);
    expect(people(...gone, override({ ...ana, kind: "add" }))).toEqual(["ben", "cleo", "ana"]);
  });

  it("replace also where nobody is, but only when they replace everybody", () => {
    const nobody = (insteadOf: string | null) => schedule([], { overrides: [override({ ...span, kind: "replace", person: "dan", insteadOf })] });
    expect(onCallAt(nobody(null), at)).toEqual(["dan"]);
    expect(onCallAt(nobody("ana"), at)).toEqual([]);
  });
});

describe("temporary plans", () => {
  const holidays = plan(span.from, span.until, [{ from: span.from, until: at, people: ["eve"] }], true);

  it("stand in place of rotations and external calendar, gaps included; overrides lie on top", () => {
    const made = two({ temporary: [holidays], external: [{ ...span, people: ["dan"] }] });
    expect(onCallAt(made, "2026-03-04T11:30:00.000Z")).toEqual(["eve"]);
    expect(onCallAt(made, at)).toEqual([]);
    expect(onCallAt(made, span.until)).toEqual(["ana", "ben", "cleo"]);
    const covered = {
      ...made,
      overrides: [override({ ...span, kind: "add", person: "cleo" }), override({ ...span, kind: "add", person: "ben", rotation: "first" })],
    };
    expect(onCallAt(covered, at)).toEqual(["cleo"]);
  });

  it("of two that overlap the later in the list holds", () => {
    const other = plan(at, "2026-03-05T00:00:00.000Z", [{ from: at, until: "2026-03-05T00:00:00.000Z", people: ["dan"] }]);
    expect(onCallAt(two({ temporary: [holidays, other] }), at)).toEqual(["dan"]);
    expect(onCallAt(two({ temporary: [other, holidays] }), at)).toEqual([]);
    expect(onCallAt(two({ temporary: [other, holidays] }), span.until)).toEqual(["dan"]);
  });
});

describe("shadows", () => {
  const made = (overrides: ReturnType<typeof override>[] = []) => schedule([rotation({ slots: [["ana"], ["ben"]], shadows: { ana: "dan" } })], { overrides });
  const week = ["2026-03-02T00:00:00.000Z", "2026-03-16T00:00:00.000Z"] as const;

  it("are told and never paged", () => {
    expect(onCallAt(made(), at)).toEqual(["ana"]);
    expect(shadowsBetween(made(), ...week)).toEqual([
      { from: "2026-03-02T08:00:00.000Z", until: "2026-03-09T08:00:00.000Z", rotation: "main", person: "dan", beside: "ana" },
    ]);
  });

  it("stay home when the other is covered for, or when they are on call themselves", () => {
    const covered = shadowsBetween(made([override({ ...span, kind: "replace", person: "eve", insteadOf: "ana" })]), ...week);
    expect(covered.map(({ from, until }) => [from, until])).toEqual([
      ["2026-03-02T08:00:00.000Z", span.from],
      [span.until, "2026-03-09T08:00:00.000Z"],
    ]);
    expect(shadowsBetween(made([override({ from: week[0], until: week[1], kind: "add", person: "dan" })]), ...week)).toEqual([]);
  });
});
