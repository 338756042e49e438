/** What is wrong with a schedule is said with its place; what is right is silent. */
import { describe, expect, it } from "vitest";
import { temporaryGaps } from "../../src/core/oncall/lanes.ts";
import type { Rotation, Schedule } from "../../src/core/oncall/schedule.ts";
import { validate } from "../../src/core/oncall/validate.ts";
import { officeHours, override, plan, rotation, schedule } from "./demo.ts";

const span = { from: "2026-03-04T11:00:00.000Z", until: "2026-03-04T13:00:00.000Z" };
const [begin, middle, end] = ["2026-12-24T00:00:00.000Z", "2026-12-25T00:00:00.000Z", "2026-12-26T00:00:00.000Z"];
const roster = (from: string, given: Partial<Rotation["rosters"][number]> = {}) => ({ from, slots: [["ana"], ["ben"]], startsWith: 0, ...given });

/** The places of a schedule's problems. */
const places = (given: Partial<Schedule>) => validate(schedule([rotation()], given)).map(({ at }) => at);
const inRotation = (given: Parameters<typeof rotation>[0]) => places({ rotations: [rotation(given)] });

describe("a schedule that is right", () => {
  it("has no problems", () => {
    const made = schedule(
      [rotation({ restrictions: officeHours, shadows: { ana: "dan", ben: "dan" }, ends: "2027-01-01T00:00" }), rotation({ id: "backup" })],
      {
        overrides: [
          override({ ...span, kind: "replace", person: "dan", insteadOf: "ana", rotation: "backup" }),
          override({ ...span, kind: "remove", person: null }),
        ],
        temporary: [plan(begin, end, [{ from: begin, until: end, people: ["ana"] }])],
        external: [{ ...span, people: ["eve"] }],
      },
    );
    expect(validate(made)).toEqual([]);
  });

  it("may be given in parts", () => {
    expect(validate({})).toEqual([]);
    expect(validate({ overrides: [override({ ...span, kind: "add", person: "ana", rotation: "elsewhere" })] })).toEqual([]);
  });
});

describe("each problem of a rotation has its place", () => {
  it.each(["Mars/Olympus", "", "+02:00", "Europe/Berlin "])("a zone that is none: %j", (zone) => {
    expect(inRotation({ zone })).toEqual(["/rotations/0/zone"]);
    expect(places({ zone })).toEqual(["/zone"]);
  });

  it.each(["2026-02-30T09:00", "2026-13-01T09:00", "0026-03-02T09:00", "2226-03-02T09:00", "1999-12-31T09:00"])("a beginning that is none: %s", (begins) => {
    expect(inRotation({ begins, rosters: [roster("2026-03-02T09:00")] })).toEqual(["/rotations/0/begins"]);
  });

  it("an end that is none, or not after the beginning", () => {
    expect(inRotation({ ends: "2026-04-31T09:00" })).toEqual(["/rotations/0/ends"]);
    expect(inRotation({ ends: "2026-03-02T09:00" })).toEqual(["/rotations/0/ends"]);
  });

  it("rosters out of order, two at one time, or at a time that is none", () => {
    expect(inRotation({ rosters: [roster("2026-04-01T09:00"), roster("2026-03-01T09:00")] })).toEqual(["/rotations/0/rosters/1/from"]);
    expect(inRotation({ rosters: [roster("2026-04-01T09:00"), roster("2026-04-01T09:00")] })).toEqual(["/rotations/0/rosters/1/from"]);
    expect(inRotation({ rosters: [roster("2026-04-31T09:00")] })).toEqual(["/rotations/0/rosters/0/from"]);
  });

  it("a slot to start with that is not there, and somebody twice in a slot", () => {
    expect(inRotation({ rosters: [roster("2026-03-02T09:00", { startsWith: 2 })] })).toEqual(["/rotations/0/rosters/0/startsWith"]);
    expect(inRotation({ slots: [["ana"], ["ben", "ben"]] })).toEqual(["/rotations/0/rosters/0/slots/1"]);
  });

  it("a restriction that never applies in the life of the rotation", () => {
    const restrictions = [...officeHours, { days: [7], from: "09:00", to: "17:00" }];
    expect(inRotation({ restrictions, ends: "2026-03-07T09:00" })).toEqual(["/rotations/0/restrictions/1"]);
    expect(inRotation({ restrictions, ends: "2026-03-08T09:01" })).toEqual([]);
  });

  it("shadows of themselves, or in a circle", () => {
    expect(inRotation({ shadows: { ana: "ana" } })).toEqual(["/rotations/0/shadows/ana"]);
    expect(inRotation({ shadows: { ana: "ben", ben: "cleo", cleo: "ana", "a/b~c": "ana" } })).toEqual(
      ["ana", "ben", "cleo"].map((one) => `/rotations/0/shadows/${one}`),
    );
    expect(inRotation({ shadows: { "a/b~c": "a/b~c" } })).toEqual(["/rotations/0/shadows/a~1b~0c"]);
  });

  it("an id that is taken", () => {
    expect(places({ rotations: [rotation(), rotation({ id: "other" }), rotation()] })).toEqual(["/rotations/2/id"]);
  });
});

describe("each problem of what departs from rotations has its place", () => {
  it("an override that ends before it begins, without a person, for a rotation that is not there, or instead of itself", () => {
    const wrong = (given: Parameters<typeof override>[0]) => places({ overrides: [override(given)] });
    expect(wrong({ from: span.until, until: span.from, kind: "remove", person: "ana" })).toEqual(["/overrides/0/until"]);
    expect(wrong({ from: span.from, until: span.from, kind: "remove", person: "ana" })).toEqual(["/overrides/0/until"]);
    expect(wrong({ ...span, kind: "add", person: null })).toEqual(["/overrides/0/person"]);
    expect(wrong({ ...span, kind: "replace", person: null })).toEqual(["/overrides/0/person"]);
    expect(wrong({ ...span, kind: "replace", person: "ana", insteadOf: "ana" })).toEqual(["/overrides/0/insteadOf"]);
    expect(wrong({ ...span, kind: "add", person: "ana", insteadOf: "ben" })).toEqual(["/overrides/0/insteadOf"]);
    expect(wrong({ ...span, kind: "add", person: "ana", rotation: "third" })).toEqual(["/overrides/0/rotation"]);
    expect(places({ overrides: [override({ ...span, kind: "add", person: "ana" }), override({ ...span, kind: "add", person: "ben" })] })).toEqual([
      "/overrides/1/id",
    ]);
  });

  it("a temporary plan with gaps that nobody confirmed; confirmed ones are fine", () => {
    const shifts = [{ from: begin, until: middle, people: ["ana"] }];
    expect(places({ temporary: [plan(begin, end, shifts)] })).toEqual(["/temporary/0/shifts"]);
    expect(places({ temporary: [plan(begin, end, shifts, true)] })).toEqual([]);
    expect(places({ temporary: [plan(begin, end, [...shifts, { from: middle, until: end, people: [] }])] })).toEqual(["/temporary/0/shifts"]);
    expect(validate({ temporary: [plan(begin, end, shifts)] })[0]!.detail).toContain(`from ${middle} to ${end}`);
    expect(temporaryGaps(plan(begin, end, []))).toEqual([{ from: begin, until: end }]);
  });

  it("shifts that reach out of their plan, overlap, or end before they begin", () => {
    const outside = [{ from: "2026-12-23T00:00:00.000Z", until: end, people: ["ana"] }];
    const overlapping = [
      { from: begin, until: end, people: ["ana"] },
      { from: middle, until: end, people: ["ben"] },
    ];
    const backwards = [...overlapping.slice(0, 1), { from: middle, until: begin, people: ["ben"] }];
    expect(places({ temporary: [plan(begin, end, outside)] })).toEqual(["/temporary/0/shifts/0"]);
    expect(places({ temporary: [plan(begin, end, overlapping)] })).toEqual(["/temporary/0/shifts/1"]);
    expect(places({ temporary: [plan(begin, end, backwards)] })).toEqual(["/temporary/0/shifts/1/until"]);
    expect(places({ temporary: [plan(end, begin, [])] })).toEqual(["/temporary/0/until"]);
  });

  it("two plans of one id, and a shift of an external calendar that ends before it begins", () => {
    expect(places({ temporary: [plan(begin, end, [], true), plan(begin, end, [], true)] })).toEqual(["/temporary/1/id"]);
    expect(places({ external: [{ from: end, until: begin, people: [] }] })).toEqual(["/external/0/until"]);
  });
});
