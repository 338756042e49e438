/** When quiet hours begin, and time that counts inside a window only, against a walk over the minutes. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Hours } from "../../src/core/kernel/house-facts.ts";
import { countedAfter } from "../../src/core/oncall/counted.ts";
import { isQuiet, isWorking, quietBegins } from "../../src/core/oncall/local-time.ts";
import { iso } from "./demo.ts";
import { zoneOf } from "./model.ts";

const minute = 60_000;
const office: readonly [string, string] = ["09:00", "17:00"];
const berlin: Hours = { zone: "Europe/Berlin", working: { 1: office, 2: office, 3: office, 4: office, 5: office }, quiet: ["22:00", "07:00"], holidays: "DE" };
const calendar = { region: "DE", holidays: { "2026-12-25": "First day of Christmas" } };

/** An instant near a change of clocks somewhere odd. */
const around = fc
  .tuple(fc.constantFrom("Europe/Berlin", "Australia/Lord_Howe", "Antarctica/Troll", "America/St_Johns"), fc.nat(), fc.integer({ min: -300, max: 300 }))
  .map(([zone, pick, minutes]) => {
    const { transitions } = zoneOf(zone);
    return { zone, at: transitions[pick % transitions.length]!.at + minutes * minute };
  });
const quarter = fc.integer({ min: 0, max: 95 }).map((index) => iso(index * 15 * minute).slice(11, 16));

describe("when quiet hours begin", () => {
  it("GD2-03 X-06 it is the first quiet minute by the wall clock, also where clocks are put", () => {
    fc.assert(
      fc.property(around, fc.tuple(quarter, quarter), ({ zone, at }, quiet) => {
        fc.pre(quiet[0] !== quiet[1]);
        const hours = { ...berlin, zone, quiet };
        let begins = at;
        while (!isQuiet(hours, iso(begins)) && begins - at < 2 * 86_400_000) begins += minute;
        expect(quietBegins(hours, iso(at))).toBe(iso(begins));
      }),
      { numRuns: 300 },
    );
  });

  it("GD2-03 nobody without quiet hours is ever asked", () => {
    expect(quietBegins({ ...berlin, quiet: ["00:00", "00:00"] }, "2026-03-02T10:00:00.000Z")).toBeNull();
  });
});

describe("time that counts", () => {
  const counted = (window: "always" | "waking" | "working", from: string, minutes: number) =>
    countedAfter(window, berlin, { from, ms: minutes * minute }, window === "working" ? calendar : null);

  it("GD2-05 an hour from a quarter to ten in the evening ends at a quarter to eight; the hour that ends at ten exactly ends when quiet does", () => {
    expect(counted("waking", "2026-03-02T20:45:00.000Z", 60)).toBe("2026-03-03T06:45:00.000Z");
    expect(counted("waking", "2026-03-02T20:00:00.000Z", 60)).toBe("2026-03-03T06:00:00.000Z");
    expect(counted("waking", "2026-03-02T19:59:00.000Z", 60)).toBe("2026-03-02T20:59:00.000Z");
    expect(counted("always", "2026-03-02T20:45:00.000Z", 60)).toBe("2026-03-02T21:45:00.000Z");
  });

  it("GD2-05 of working hours no time at all is the first working moment, after the weekend and after a holiday", () => {
    expect(counted("working", "2026-03-06T19:00:00.000Z", 0)).toBe("2026-03-09T08:00:00.000Z");
    expect(counted("working", "2026-12-24T16:30:00.000Z", 0)).toBe("2026-12-28T08:00:00.000Z");
    expect(counted("working", "2026-03-06T15:00:00.000Z", 120)).toBe("2026-03-09T09:00:00.000Z");
  });

  it("GD2-05 whoever never works is never late", () => {
    expect(countedAfter("working", { ...berlin, working: {} }, { from: "2026-03-02T10:00:00.000Z", ms: minute }, null)).toBeNull();
  });

  it("GD2-05 X-06 counting minute by minute ends at the same instant, also in nights in which clocks are put", () => {
    fc.assert(
      fc.property(around, fc.constantFrom("waking" as const, "working" as const), fc.integer({ min: 1, max: 600 }), ({ zone, at }, window, minutes) => {
        const hours: Hours = { ...berlin, zone, working: { 1: office, 6: office, 7: office } };
        const counts = (one: number) => (window === "waking" ? !isQuiet(hours, iso(one)) : isWorking(hours, iso(one)));
        let [left, end] = [minutes, at];
        while (left > 0 || !counts(end)) {
          if (counts(end)) left -= 1;
          end += minute;
        }
        expect(countedAfter(window, hours, { from: iso(at), ms: minutes * minute }, null)).toBe(iso(end));
      }),
      { numRuns: 60 },
    );
  });
});
