/** A person's own clock across changes of clocks and public holidays. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Hours } from "../../src/core/kernel/house-facts.ts";
import { isQuiet, isWorking, nextWorkEnds, quietEnds, workBegins } from "../../src/core/oncall/local-time.ts";
import { iso } from "./demo.ts";
import { zoneOf } from "./model.ts";

const minute = 60_000;
const office: readonly [string, string] = ["09:00", "17:00"];
const berlin: Hours = { zone: "Europe/Berlin", working: { 1: office, 2: office, 3: office, 4: office, 5: office }, quiet: ["22:00", "07:00"], holidays: "DE" };
const calendar = { region: "DE", holidays: { "2026-12-25": "First day of Christmas", "2027-01-01": "New Year" } };

/** A change of clocks somewhere odd, and the instants around it. */
const around = fc
  .tuple(
    fc.constantFrom("Europe/Berlin", "Australia/Lord_Howe", "Antarctica/Troll", "Africa/Cairo", "America/St_Johns"),
    fc.nat(),
    fc.integer({ min: -300, max: 300 }),
  )
  .map(([zone, pick, minutes]) => {
    const { transitions } = zoneOf(zone);
    return { zone, at: transitions[pick % transitions.length]!.at + minutes * minute };
  });
const quarter = fc.integer({ min: 0, max: 95 }).map((index) => iso(index * 15 * minute).slice(11, 16));

describe("R12 quiet hours follow local rules", () => {
  it("R12 the wall clock alone says whether it is quiet, and quiet ends at the first minute that is not", () => {
    fc.assert(
      fc.property(around, fc.tuple(quarter, quarter), ({ zone, at }, quiet) => {
        const hours = { ...berlin, zone, quiet };
        const shown = iso(at + zoneOf(zone).offset(at)).slice(11, 16);
        const [from, until] = quiet;
        expect(isQuiet(hours, iso(at))).toBe(from <= until ? from <= shown && shown < until : shown >= from || shown < until);
        let end = at;
        while (isQuiet(hours, iso(end))) end += minute;
        expect(quietEnds(hours, iso(at))).toBe(iso(end));
      }),
      { numRuns: 500 },
    );
  });

  it("R12 where clocks skip the very end of quiet, it ends a day later", () => {
    const hours: Hours = { ...berlin, zone: "Antarctica/Troll", quiet: ["01:15", "01:00"] };
    expect(quietEnds(hours, "2024-03-30T23:59:00.000Z")).toBe("2024-03-31T23:00:00.000Z");
  });
});

describe("R12 working hours follow local rules and holidays", () => {
  it("R12 work begins at the first minute that is working time", () => {
    fc.assert(
      fc.property(around, fc.tuple(quarter, quarter), ({ zone, at }, span) => {
        const hours = { ...berlin, zone, working: { 1: span, 6: span, 7: span } };
        let begins = at;
        while (!isWorking(hours, iso(begins))) begins += minute;
        expect(workBegins(hours, iso(at))).toBe(iso(begins));
      }),
      { numRuns: 60 },
    );
  });

  it("a public holiday of one's region is a free day", () => {
    expect(isWorking(berlin, "2026-12-25T10:00:00.000Z")).toBe(true);
    expect(isWorking(berlin, "2026-12-25T10:00:00.000Z", calendar)).toBe(false);
    expect(isWorking({ ...berlin, holidays: null }, "2026-12-25T10:00:00.000Z", calendar)).toBe(true);
    expect(isWorking(berlin, "2026-12-25T10:00:00.000Z", { ...calendar, region: "AT" })).toBe(true);
  });

  it("the next business day after a holiday and a weekend", () => {
    expect(workBegins(berlin, "2026-12-24T17:00:00.000Z", calendar)).toBe("2026-12-28T08:00:00.000Z");
    expect(workBegins(berlin, "2026-12-24T17:00:00.000Z")).toBe("2026-12-25T08:00:00.000Z");
  });

  it("the next working day ends after the day one is in, after weekends and holidays", () => {
    expect(nextWorkEnds(berlin, "2026-03-02T07:00:00.000Z")).toBe("2026-03-03T16:00:00.000Z");
    expect(nextWorkEnds(berlin, "2026-03-02T22:59:59.999Z")).toBe("2026-03-03T16:00:00.000Z");
    expect(nextWorkEnds(berlin, "2026-03-02T23:00:00.000Z")).toBe("2026-03-04T16:00:00.000Z");
    expect(nextWorkEnds(berlin, "2026-12-24T10:00:00.000Z", calendar)).toBe("2026-12-28T16:00:00.000Z");
    expect(nextWorkEnds({ ...berlin, working: {} }, "2026-03-02T10:00:00.000Z")).toBeNull();
  });

  it("the fifth working day ends after a weekend and a holiday, and a night counts for the day it begins on", () => {
    expect(nextWorkEnds(berlin, "2026-03-02T10:00:00.000Z", null, 5)).toBe("2026-03-09T16:00:00.000Z");
    expect(nextWorkEnds(berlin, "2026-12-24T10:00:00.000Z", calendar, 5)).toBe("2027-01-04T16:00:00.000Z");
    const nights = { ...berlin, working: { 1: ["22:00", "06:00"] as const, 2: ["22:00", "06:00"] as const } };
    expect(nextWorkEnds(nights, "2026-03-01T10:00:00.000Z", null, 2)).toBe("2026-03-04T05:00:00.000Z");
    expect(nextWorkEnds(berlin, "2026-03-02T10:00:00.000Z", null, 99)).toBeNull();
  });

  it("a night's work ends in the morning of the next day", () => {
    const nights = { ...berlin, working: { 5: ["22:00", "06:00"] as const } };
    expect(isWorking(nights, "2026-03-07T04:59:59.999Z")).toBe(true);
    expect(isWorking(nights, "2026-03-07T05:00:00.000Z")).toBe(false);
    expect(workBegins(nights, "2026-03-07T05:00:00.000Z")).toBe("2026-03-13T21:00:00.000Z");
  });

  it("whoever never works, or only on holidays, is never due", () => {
    expect(workBegins({ ...berlin, working: {} }, "2026-03-02T10:00:00.000Z")).toBeNull();
    const always = {
      region: "DE",
      holidays: Object.fromEntries(Array.from({ length: 90 }, (_, index) => [iso(Date.UTC(2026, 2, 1 + index)).slice(0, 10), "Free"])),
    };
    expect(workBegins(berlin, "2026-03-02T10:00:00.000Z", always)).toBeNull();
  });
});
