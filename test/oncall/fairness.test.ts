/** Quality, load, overlaps and overload: what a schedule costs people, and how evenly. */
import { describe, expect, it } from "vitest";
import type { Hours } from "../../src/core/kernel/house-facts.ts";
import { loadOf } from "../../src/core/oncall/load.ts";
import { overlapsBetween, unbrokenBetween } from "../../src/core/oncall/own-shifts.ts";
import { quality } from "../../src/core/oncall/quality.ts";
import { override, rotation, schedule } from "./demo.ts";

const day = (date: string) => `${date}T00:00:00.000Z`;
const utc = (given: Parameters<typeof rotation>[0] = {}) => rotation({ zone: "UTC", begins: "2026-03-02T00:00", every: { n: 1, unit: "day" }, ...given });

describe("quality", () => {
  it("covered and even is 100", () => {
    expect(quality(schedule([utc()]), day("2026-03-02"), day("2026-03-08"))).toEqual({
      gapsPercent: 0,
      people: ["ana", "ben", "cleo"].map((person) => ({ person, hours: 48, sharePercent: 33.3, fromEvenPercent: 0 })),
      balancePercent: 100,
      score: 100,
    });
  });

  it("says how much is open, who has how much more than an even share, and counts whoever is never on call", () => {
    const made = schedule([utc({ slots: [["ana"], ["ana"], ["ben"], []] })], {
      overrides: [override({ from: day("2026-03-04"), until: day("2026-03-05"), kind: "replace", person: "ana", insteadOf: "ben" })],
    });
    expect(quality(made, day("2026-03-02"), day("2026-03-06"))).toEqual({
      gapsPercent: 25,
      people: [
        { person: "ana", hours: 72, sharePercent: 100, fromEvenPercent: 100 },
        { person: "ben", hours: 0, sharePercent: 0, fromEvenPercent: -100 },
      ],
      balancePercent: 0,
      score: 38,
    });
  });

  it("whoever joins only later, or left before, is not counted", () => {
    const roster = (from: string, ...people: string[]) => ({ from, slots: people.map((one) => [one]), startsWith: 0 });
    const rosters = [roster("2026-03-02T00:00", "ana", "ben"), roster("2026-03-04T00:00", "ana", "cleo"), roster("2026-03-08T00:00", "dan")];
    expect(quality(schedule([utc({ rosters })]), day("2026-03-04"), day("2026-03-08")).people.map(({ person }) => person)).toEqual(["ana", "cleo"]);
  });

  it("a schedule of nobody is 0, and nothing is said of no time at all", () => {
    expect(quality(schedule([]), day("2026-03-02"), day("2026-03-03"))).toEqual({ gapsPercent: 100, people: [], balancePercent: 100, score: 0 });
    expect(quality(schedule([utc()]), day("2026-03-02"), day("2026-03-02")).score).toBe(0);
  });
});

describe("load", () => {
  const hours: Hours = { zone: "Europe/Berlin", working: {}, quiet: ["22:00", "07:00"], holidays: "DE" };
  const calendar = { region: "DE", holidays: { "2026-12-25": "First day of Christmas", "2026-12-26": "Second day of Christmas" } };
  const alone = schedule([rotation({ begins: "2026-12-01T00:00", slots: [["ana"]] })]);
  const of = (from: string, until: string, given: Partial<Hours> = {}) =>
    loadOf([alone], { from, until }, () => ({ hours: { ...hours, ...given }, calendar }))[0];

  it("counts hours, nights, weekends and holidays by the person's own clock", () => {
    // Thursday noon to Monday noon in Berlin.
    expect(of("2026-12-24T11:00:00.000Z", "2026-12-28T11:00:00.000Z")).toEqual({
      person: "ana",
      hours: 96,
      nightHours: 36,
      nights: 4,
      weekendHours: 48,
      weekends: 1,
      holidayHours: 48,
      holidays: 2,
    });
  });

  it("a night is longer when clocks go back, and belongs to the day on which it begins", () => {
    expect(of("2027-10-30T12:00:00.000Z", "2027-10-31T12:00:00.000Z")).toMatchObject({ hours: 24, nightHours: 10, nights: 1 });
    expect(of("2026-12-15T02:00:00.000Z", "2026-12-15T03:00:00.000Z")).toMatchObject({ hours: 1, nightHours: 1, nights: 1, weekends: 0 });
  });

  it("without a region there are no holidays, without quiet hours no nights", () => {
    expect(of("2026-12-25T00:00:00.000Z", "2026-12-26T00:00:00.000Z", { holidays: null, quiet: ["22:00", "22:00"] })).toMatchObject({
      holidayHours: 0,
      holidays: 0,
      nights: 0,
    });
  });

  it("time in two schedules at once counts once", () => {
    const two = loadOf([alone, { ...alone, id: "other" }], { from: day("2026-12-08"), until: day("2026-12-09") }, () => ({ hours, calendar }));
    expect(two).toMatchObject([{ person: "ana", hours: 24 }]);
  });
});

describe("warnings before it hurts", () => {
  it("somebody on call in two schedules at once", () => {
    const [web, mail] = [schedule([utc()]), schedule([utc({ slots: [["cleo"], ["ben"], ["dan"]] })], { id: "mail" })];
    expect(overlapsBetween([web, mail], day("2026-03-02"), day("2026-03-06"))).toEqual([
      { person: "ben", schedules: ["web-primary", "mail"], from: day("2026-03-03"), until: day("2026-03-04") },
    ]);
  });

  it("somebody for longer than is good, over schedules, with breaks too short to rest in", () => {
    const days = schedule([utc({ slots: [["ana"], ["ben"], ["ana"], []] })]);
    const gap = schedule(
      [utc({ slots: [["cleo"], ["ana"], ["dan"], ["dan"]], restrictions: [{ days: [2], from: "06:00", to: "22:00" }], advance: "calendar" })],
      { id: "gap" },
    );
    const within = (hours: number, restHours: number) => unbrokenBetween([days, gap], { hours, restHours }, day("2026-03-02"), day("2026-03-06"));
    expect(within(24, 0)).toEqual([]);
    expect(within(24, 2)).toEqual([]);
    expect(within(24, 3)).toEqual([{ person: "ana", hours: 42, from: "2026-03-03T06:00:00.000Z", until: day("2026-03-05") }]);
    expect(within(24, 7)).toEqual([{ person: "ana", hours: 72, from: day("2026-03-02"), until: day("2026-03-05") }]);
  });
});
