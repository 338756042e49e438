/** What users of other systems ask for in schedules (rows of the list "what their users ask for"), each shown. */
import { describe, expect, it } from "vitest";
import { lanesBetween } from "../../src/core/oncall/lanes.ts";
import { onCallAt } from "../../src/core/oncall/on-call-at.ts";
import { overlapsBetween, shiftsOf } from "../../src/core/oncall/own-shifts.ts";
import type { Rotation, Schedule } from "../../src/core/oncall/schedule.ts";
import { gapsBetween, shiftsBetween } from "../../src/core/oncall/shifts.ts";
import { iso, officeHours, override, rotation, schedule } from "./demo.ts";

/** Shifts in few words: beginning to the minute, and people. */
const told = (made: Schedule, from: string, until: string) =>
  shiftsBetween(made, `${from}T00:00:00.000Z`, `${until}T00:00:00.000Z`).map((shift) => `${shift.from.slice(0, 16)} ${shift.people.join("+") || "nobody"}`);

/** How many shifts each person has, turn by turn. */
function counts(made: Rotation, from: string, until: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { people } of lanesBetween(schedule([made]), from, until).rotations[0]!.shifts)
    for (const person of people) found[person] = (found[person] ?? 0) + 1;
  return found;
}

describe("field 5 weekday limits starve nobody", () => {
  const week = ["ana", "ben", "cleo", "dan", "eve", "finn", "gil"];
  const daily = (advance: Rotation["advance"]) =>
    rotation({ begins: "2026-03-02T00:00", zone: "UTC", every: { n: 1, unit: "day" }, restrictions: officeHours, slots: week.map((one) => [one]), advance });
  const months = ["2026-03-02T00:00:00.000Z", "2026-04-20T00:00:00.000Z"] as const;

  it("field 5 a daily rotation from Monday to Friday goes on by active turns: seven people have five shifts each in seven weeks", () => {
    expect(counts(daily("active"), ...months)).toEqual(Object.fromEntries(week.map((one) => [one, 5])));
  });

  it("field 5 by the calendar two of the seven never have one", () => {
    expect(Object.keys(counts(daily("calendar"), ...months)).sort()).toEqual(week.slice(0, 5));
  });

  it("field 5 a rotation that begins on a free day begins with its first slot on the first working day", () => {
    const made = rotation({
      ...daily("active"),
      begins: "2026-03-07T00:00",
      rosters: [{ from: "2026-03-07T00:00", slots: [["ana"], ["ben"]], startsWith: 0 }],
    });
    expect(onCallAt(schedule([made]), "2026-03-09T10:00:00.000Z")).toEqual(["ana"]);
  });
});

describe("field 7 joins and leaves are dated", () => {
  const joined = rotation({
    zone: "UTC",
    rosters: [
      { from: "2026-03-02T09:00", slots: [["ana"], ["ben"]], startsWith: 0 },
      { from: "2026-03-18T12:00", slots: [["ana"], ["ben"], ["cleo"]], startsWith: 2 },
      { from: "2026-04-06T09:00", slots: [["ben"], ["cleo"]], startsWith: 0 },
    ],
  });

  it("field 7 a list begins at its instant, in the middle of a turn, with the slot it says; before that nothing changes", () => {
    expect(told(schedule([joined]), "2026-03-02", "2026-04-21")).toEqual([
      "2026-03-02T00:00 nobody",
      "2026-03-02T09:00 ana",
      "2026-03-09T09:00 ben",
      "2026-03-16T09:00 ana",
      "2026-03-18T12:00 cleo",
      "2026-03-23T09:00 ana",
      "2026-03-30T09:00 ben",
      "2026-04-13T09:00 cleo",
      "2026-04-20T09:00 ben",
    ]);
  });
});

describe("field 8 nobody is a slot", () => {
  it("field 8 every other week somebody, between them nobody", () => {
    const made = schedule([rotation({ zone: "UTC", slots: [["ana"], [], ["ben"], []] })]);
    expect(told(made, "2026-03-03", "2026-04-01")).toEqual([
      "2026-03-03T00:00 ana",
      "2026-03-09T09:00 nobody",
      "2026-03-16T09:00 ben",
      "2026-03-23T09:00 nobody",
      "2026-03-30T09:00 ana",
    ]);
    expect(gapsBetween(made, "2026-03-03T00:00:00.000Z", "2026-03-20T00:00:00.000Z")).toEqual([
      { from: "2026-03-09T09:00:00.000Z", until: "2026-03-16T09:00:00.000Z" },
    ]);
  });
});

describe("field 9 months", () => {
  it("field 9 a turn from the first of each month", () => {
    const made = schedule([rotation({ zone: "UTC", begins: "2026-01-01T00:00", every: { n: 1, unit: "month" } })]);
    expect(told(made, "2026-01-01", "2026-04-02")).toEqual(["2026-01-01T00:00 ana", "2026-02-01T00:00 ben", "2026-03-01T00:00 cleo", "2026-04-01T00:00 ana"]);
  });

  it("field 9 the 31st is the last day of shorter months and comes back", () => {
    const made = schedule([rotation({ zone: "UTC", begins: "2027-12-31T09:00", every: { n: 1, unit: "month" } })]);
    expect(told(made, "2028-01-01", "2028-06-01").slice(1)).toEqual([
      "2028-01-31T09:00 ben",
      "2028-02-29T09:00 cleo",
      "2028-03-31T09:00 ana",
      "2028-04-30T09:00 ben",
      "2028-05-31T09:00 cleo",
    ]);
  });
});

describe("field 13 all of one's shifts, however far", () => {
  it("field 13 over two years and two schedules, touching ones as one", () => {
    const web = schedule([rotation({ zone: "UTC", slots: [["ana"], ["ana"], ["ben"]] })]);
    const mail = schedule([rotation({ zone: "UTC", begins: "2027-06-07T09:00", ends: "2027-06-14T09:00", slots: [["ana"]] })], { id: "mail" });
    const own = shiftsOf("ana", [web, mail], "2026-03-02T09:00:00.000Z", "2028-03-02T09:00:00.000Z");
    expect(own[0]).toEqual({ schedule: "web-primary", from: "2026-03-02T09:00:00.000Z", until: "2026-03-16T09:00:00.000Z" });
    expect(own.filter((one) => one.schedule === "mail")).toEqual([{ schedule: "mail", from: "2027-06-07T09:00:00.000Z", until: "2027-06-14T09:00:00.000Z" }]);
    expect(own.filter((one) => one.schedule === "web-primary")).toHaveLength(35);
    expect(own.map(({ from }) => from)).toEqual(own.map(({ from }) => from).sort());
  });
});

describe("field 16 one layer, or one shift", () => {
  const day = rotation({ id: "day", zone: "UTC", every: { n: 1, unit: "day" } });
  const backup = rotation({ id: "backup", zone: "UTC", slots: [["dan"]] });
  const made = schedule([day, backup]);

  it("field 16 an override over a shift as the calendar shows it touches that shift and that rotation only", () => {
    const shift = lanesBetween(made, "2026-03-04T12:00:00.000Z", "2026-03-04T13:00:00.000Z").rotations[0]!.shifts[0]!;
    expect(shift).toEqual({ from: "2026-03-04T09:00:00.000Z", until: "2026-03-05T09:00:00.000Z", people: ["cleo"], turn: 2, slot: 2 });
    const covered = {
      ...made,
      overrides: [override({ from: shift.from, until: shift.until, kind: "replace", person: "eve", insteadOf: "cleo", rotation: "day" })],
    };
    expect(told(covered, "2026-03-04", "2026-03-06")).toEqual(["2026-03-04T00:00 ben+dan", "2026-03-04T09:00 eve+dan", "2026-03-05T09:00 ana+dan"]);
    expect(lanesBetween(covered, "2026-03-04T12:00:00.000Z", "2026-03-04T13:00:00.000Z")).toMatchObject({
      rotations: [{ shifts: [shift] }, { shifts: [{ people: ["dan"], turn: 0 }] }],
      overrides: [{ person: "eve" }],
      final: [{ from: "2026-03-04T12:00:00.000Z", until: "2026-03-04T13:00:00.000Z", people: ["eve", "dan"] }],
    });
  });
});

describe("field 17 clocks put forward and back", () => {
  it("field 17 nine o'clock stays nine o'clock", () => {
    const made = schedule([rotation({ every: { n: 1, unit: "day" } })]);
    expect(told(made, "2026-03-28", "2026-03-31").slice(1)).toEqual(["2026-03-28T08:00 cleo", "2026-03-29T07:00 ana", "2026-03-30T07:00 ben"]);
    expect(told(made, "2026-10-24", "2026-10-27").slice(1)).toEqual(["2026-10-24T07:00 cleo", "2026-10-25T08:00 ana", "2026-10-26T08:00 ben"]);
  });

  it("field 17 shifts that meet in a skipped or repeated hour leave no gap and do not overlap", () => {
    const shift = (id: string, from: string, to: string) =>
      rotation({ id, begins: "2026-03-02T00:00", restrictions: [{ days: [1, 2, 3, 4, 5, 6, 7], from, to }], slots: [[id]] });
    const made = schedule([shift("early", "02:30", "10:30"), shift("late", "10:30", "18:30"), shift("night", "18:30", "02:30")]);
    for (const [from, until] of [
      ["2026-03-27", "2026-03-31"],
      ["2026-10-23", "2026-10-27"],
    ] as const)
      for (const line of told(made, from, until)) expect(line).toMatch(/ (early|late|night)$/);
  });

  it("field 17 a day that an island skips takes nobody's turn and leaves no gap", () => {
    const made = schedule([rotation({ zone: "Pacific/Apia", begins: "2011-12-27T09:00", every: { n: 1, unit: "day" } })]);
    expect(told(made, "2011-12-28", "2012-01-02")).toEqual([
      "2011-12-28T00:00 ana",
      "2011-12-28T19:00 ben",
      "2011-12-29T19:00 cleo",
      "2011-12-30T19:00 ana",
      "2011-12-31T19:00 ben",
      "2012-01-01T19:00 cleo",
    ]);
  });
});

describe("field 18 follow the sun", () => {
  const all = [1, 2, 3, 4, 5, 6, 7];
  const year = ["2026-03-03T00:00:00.000Z", "2027-03-03T00:00:00.000Z"] as const;
  const region = (id: string, zone: string, from: string, to: string) =>
    rotation({ id, zone, begins: "2026-03-02T00:00", slots: [[`${id}-ana`], [`${id}-ben`]], restrictions: [{ days: all, from, to }] });

  it("field 18 three rotations with restrictions in one zone: exactly one at each instant of a year", () => {
    const made = schedule([region("asia", "UTC", "00:00", "08:00"), region("europe", "UTC", "08:00", "16:00"), region("america", "UTC", "16:00", "00:00")]);
    expect(shiftsBetween(made, ...year).filter(({ people }) => people.length !== 1)).toEqual([]);
    expect(onCallAt(made, "2026-07-01T03:00:00.000Z")[0]).toMatch(/^asia/);
  });

  it("field 18 each in its own zone keeps its own office hours, and what the summers leave open is seen", () => {
    const made = schedule([
      region("asia", "Australia/Sydney", "09:00", "17:00"),
      region("europe", "Europe/Berlin", "09:00", "17:00"),
      region("america", "America/Los_Angeles", "08:00", "16:00"),
    ]);
    for (const [date, hour, who] of [
      ["2026-07-01", 7, "europe"],
      ["2026-12-01", 8, "europe"],
      ["2026-07-01", 15, "america"],
      ["2026-12-01", 16, "america"],
    ] as const) {
      const opens = Date.parse(`${date}T00:00:00.000Z`) + hour * 3_600_000;
      expect(onCallAt(made, iso(opens)).at(-1)).toMatch(new RegExp(`^${who}`));
      expect(onCallAt(made, iso(opens - 1)).join()).not.toContain(who);
    }
    expect(gapsBetween(made, "2026-12-01T00:00:00.000Z", "2026-12-02T00:00:00.000Z")).toEqual([
      { from: "2026-12-01T06:00:00.000Z", until: "2026-12-01T08:00:00.000Z" },
    ]);
  });
});

describe("P18 commander primary and backup are ordinary schedules", () => {
  it("P18 with the same people, one turn apart: never the same person twice", () => {
    const people = [["ana"], ["ben"], ["cleo"]];
    const of = (id: string, startsWith: number) => schedule([rotation({ rosters: [{ from: "2026-03-02T09:00", slots: people, startsWith }] })], { id });
    const [primary, backup] = [of("commander", 0), of("commander-backup", 1)];
    const span = ["2026-03-03T00:00:00.000Z", "2027-03-03T00:00:00.000Z"] as const;
    expect(overlapsBetween([primary, backup], ...span)).toEqual([]);
    expect([primary, backup].map((one) => onCallAt(one, "2026-03-10T12:00:00.000Z"))).toEqual([["ben"], ["cleo"]]);
  });
});
