/** R12 and T2: every zone, every change of its clocks from 2025 to 2030, against the model, with exactly one primary at each instant. */
import { afterAll, describe, expect, it } from "vitest";
import { onCallAt } from "../../src/core/oncall/on-call-at.ts";
import type { Rotation, Schedule } from "../../src/core/oncall/schedule.ts";
import { gapsBetween, shiftsBetween } from "../../src/core/oncall/shifts.ts";
import { iso, rotation, schedule } from "./demo.ts";
import { type ModelZone, modelOnCall, zoneOf } from "./model.ts";

const day = 86_400_000;
const zones = Intl.supportedValuesOf("timeZone");
const [from, until] = [Date.UTC(2025, 0, 1), Date.UTC(2031, 0, 1)];
const distances = [-day, -3_600_000, -60_000, -1_000, 0, 1_000, 60_000, 3_600_000, day];
const people = [["ana"], ["ben"], ["cleo"]];

/** What the clock shows at an instant by an offset, as a local date and time. */
const shown = (at: number, offset: number) => iso(at + offset).slice(0, 16);

/** Rotations that begin a few weeks before a change, with turns and restrictions that fall into it. */
function rotationsAround(zone: ModelZone, at: number, before: number): readonly Rotation[] {
  const begins = (days: number, milliseconds = 0) => shown(at - days * day + milliseconds, before);
  const time = (milliseconds: number) => begins(0, milliseconds).slice(11);
  const weekday = new Date(at + before - 60_000).getUTCDay() || 7;
  const made = (begun: string, every: Rotation["every"], restrictions: Rotation["restrictions"] = []) =>
    rotation({ zone: zone.zone, begins: begun, every, restrictions, slots: people });
  const night = [{ days: [1, 2, 3, 4, 5, 6, 7], from: time(30 * 60_000), to: time(60 * 60_000) }];
  const shift = [{ days: [weekday, (weekday % 7) + 1], from: time(-7_200_000), to: time(3_600_000 + 1_800_000) }];
  return [
    made(begins(9, 1_800_000), { n: 1, unit: "day" }),
    made(begins(9), { n: 1, unit: "day" }, night),
    made(begins(7 * 3, 1_800_000), { n: 1, unit: "week" }),
    made(begins(7 * 3), { n: 1, unit: "week" }, shift),
    made(begins(5, 1_800_000), { n: 12, unit: "hour" }),
    made(begins(5), { n: 12, unit: "hour" }, shift),
    made(begins(62, 1_800_000), { n: 1, unit: "month" }),
    made(begins(31), { n: 1, unit: "month" }, night),
  ];
}

/** The first instant near a change at which the program and the model name different people; null where there is none. */
function difference(made: Schedule, at: number): string | null {
  for (const distance of distances) {
    const [real, expected] = [onCallAt(made, iso(at + distance)).join("+"), modelOnCall(made, at + distance).join("+")];
    if (real !== expected)
      return `${JSON.stringify(made.rotations[0])} at ${iso(at + distance)}: ${real || "nobody"}, and the model says ${expected || "nobody"}`;
  }
  return null;
}

/** A gap, or more or fewer than one primary, within a day and a bit of a change; null where there is none. */
function notOne(made: Schedule, at: number): string | null {
  const span = [iso(at - 1.1 * day), iso(at + 1.1 * day)] as const;
  const wrong = shiftsBetween(made, ...span).find((shift) => shift.people.length !== 1);
  return gapsBetween(made, ...span).length > 0 || wrong ? `${JSON.stringify(made.rotations[0])} around ${iso(at)}` : null;
}

let changes = 0;

describe("R12 every zone and every change of its clocks from 2025 to 2030", () => {
  it("there are more than 400 zones", () => expect(zones.length).toBeGreaterThan(400));

  it.each(zones)("%s: exactly the people the model names; T2: one primary at each instant", (name) => {
    const zone = zoneOf(name);
    const inside = zone.transitions.filter(({ at }) => at >= from && at < until);
    changes += inside.length;
    // A zone whose clocks never change is tried at one quiet instant.
    for (const { at, before } of inside.length > 0 ? inside : [{ at: Date.UTC(2027, 6, 1), before: zone.offset(Date.UTC(2027, 6, 1)) }]) {
      for (const made of rotationsAround(zone, at, before).map((one) => schedule([one]))) {
        expect(difference(made, at)).toBeNull();
        if (made.rotations[0]!.restrictions.length === 0) expect(notOne(made, at)).toBeNull();
      }
    }
  });

  afterAll(() => expect(changes).toBeGreaterThan(1_000));
});
