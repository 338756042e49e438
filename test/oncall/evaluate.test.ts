/** Evaluation against the model: whatever the schedule, at whatever instant, both name the same people in the same order. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { onCallAt } from "../../src/core/oncall/on-call-at.ts";
import type { Override, Rotation, Schedule, Shift, Temporary } from "../../src/core/oncall/schedule.ts";
import { nextChange, shiftsBetween } from "../../src/core/oncall/shifts.ts";
import { iso, officeHours, rotation, schedule } from "./demo.ts";
import { modelOnCall, zoneOf } from "./model.ts";

const hour = 3_600_000;
const day = 24 * hour;
const quarter = hour / 4;

/** Zones whose clocks do odd things: half an hour, two hours, at midnight, in Ramadan, at a quarter to. */
const oddZones = [
  ...["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Gaza", "America/St_Johns", "Antarctica/Troll"],
  ...["Asia/Kolkata", "Pacific/Chatham", "America/Santiago", "Africa/Cairo", "Asia/Beirut", "Europe/Lisbon", "UTC"],
];

const people = fc.constantFrom("ana", "ben", "cleo", "dan", "eve");
const local = (at: number) => iso(at).slice(0, 16);

/** Where and around when a schedule is tried: an instant at which clocks change, and what they show around it (milliseconds of the day). */
type Scene = { readonly zone: string; readonly center: number; readonly edges: readonly number[] };

/** Milliseconds of a day: mostly near those at which the clocks change, else any quarter of an hour. */
function timeOfDay({ edges }: Scene): fc.Arbitrary<number> {
  const near = fc.tuple(fc.constantFrom(...edges), fc.constantFrom(-1, 0, 1, 2, 3)).map(([edge, quarters]) => (edge + quarters * quarter + day) % day);
  return fc.oneof({ weight: 3, arbitrary: near }, { weight: 2, arbitrary: fc.integer({ min: 0, max: 95 }).map((index) => index * quarter) });
}

function restrictionIn(scene: Scene): fc.Arbitrary<Rotation["restrictions"][number]> {
  const clock = timeOfDay(scene).map((at) => iso(at).slice(11, 16));
  const weekday = new Date(scene.center + zoneOf(scene.zone).offset(scene.center - 1)).getUTCDay() || 7;
  const days = fc.oneof(fc.constant<number[]>([weekday]), fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }));
  return fc.record({ days, from: clock, to: clock });
}

function rotationIn(scene: Scene, id: string): fc.Arbitrary<Rotation> {
  const { zone, center } = scene;
  const near = (least: number, most: number) =>
    fc.tuple(fc.integer({ min: least, max: most }), timeOfDay(scene)).map(([days, at]) => local(Math.floor(center / day) * day + days * day + at));
  const every = fc.oneof(
    fc.record({ n: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 36 })), unit: fc.constant("hour" as const) }),
    fc.record({ n: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 9 })), unit: fc.constant("day" as const) }),
    fc.record({ n: fc.integer({ min: 1, max: 3 }), unit: fc.constantFrom("week" as const, "month" as const) }),
  );
  const slots = fc.array(fc.uniqueArray(people, { maxLength: 2 }), { minLength: 1, maxLength: 4 });
  const roster = fc.record({ from: near(-16, 3), slots, startsWith: fc.integer({ min: 0, max: 3 }) });
  return fc
    .record({
      begins: near(-12, 0),
      ends: fc.option(near(0, 5), { freq: 4 }),
      every,
      advance: fc.constantFrom("calendar" as const, "active" as const),
      restrictions: fc.array(restrictionIn(scene), { maxLength: 2 }),
      rosters: fc.array(roster, { minLength: 1, maxLength: 3 }),
    })
    .map((made) => rotation({ ...made, id, zone, rosters: [...made.rosters].sort((a, b) => (a.from < b.from ? -1 : 1)) }));
}

function scheduleIn(scene: Scene): fc.Arbitrary<Schedule> {
  const { center } = scene;
  const minutes = fc.integer({ min: -3 * 24 * 60, max: 3 * 24 * 60 }).map((offset) => center + offset * 60_000);
  const span = fc.tuple(minutes, fc.integer({ min: 1, max: 3_000 })).map(([from, length]) => ({ from: iso(from), until: iso(from + length * 60_000) }));
  const shift: fc.Arbitrary<Shift> = fc.tuple(span, fc.array(people, { maxLength: 2 })).map(([when, who]) => ({ ...when, people: who }));
  const other = fc.record({
    kind: fc.constantFrom("add" as const, "remove" as const, "replace" as const),
    person: fc.option(people, { freq: 6 }),
    insteadOf: fc.option(people),
    rotation: fc.option(fc.constantFrom("first", "second", "unknown")),
  });
  const overrides: fc.Arbitrary<Override[]> = fc.array(
    fc.tuple(span, other).map(([when, rest]) => ({ id: "one", reason: "", ...when, ...rest })),
    { maxLength: 4 },
  );
  const temporary: fc.Arbitrary<Temporary[]> = fc.array(
    fc.tuple(span, fc.array(shift, { maxLength: 3 })).map(([when, shifts]) => ({ id: "plan", ...when, shifts, gapsConfirmed: true })),
    { maxLength: 2 },
  );
  const rotations = fc.tuple(rotationIn(scene, "first"), fc.option(rotationIn({ ...scene, zone: "America/New_York" }, "second")));
  return fc
    .tuple(rotations, overrides, temporary, fc.option(fc.array(shift, { maxLength: 3 })))
    .map(([[first, second], ...parts]) => schedule(second ? [first, second] : [first], { overrides: parts[0], temporary: parts[1], external: parts[2] }));
}

/** A zone and one of its changes (or a day without any), with a schedule around it. */
const tried = fc
  .tuple(fc.constantFrom(...oddZones), fc.nat())
  .map(([zone, pick]): Scene => {
    const inside = zoneOf(zone).transitions.filter(({ at }) => at > Date.UTC(2025, 2, 1) && at < Date.UTC(2031, 0, 1));
    const { at, before, after } = inside[pick % inside.length] ?? { at: Date.UTC(2027, 4, 1), before: 0, after: 0 };
    return { zone, center: at, edges: [(at + before) % day, (at + after) % day] };
  })
  .chain((scene) => scheduleIn(scene).map((made) => ({ center: scene.center, schedule: made })));

describe("R12 evaluation equals the model", () => {
  it("at sampled instants, and shifts are the longest stretches of it", () => {
    fc.assert(
      fc.property(tried, fc.array(fc.integer({ min: -180, max: 180 }), { minLength: 10, maxLength: 20 }), ({ center, schedule: made }, offsets) => {
        const [from, until] = [center - 3 * day, center + 3 * day];
        const shifts = shiftsBetween(made, iso(from), iso(until));
        expect(shifts.map((one) => one.until)).toEqual([...shifts.slice(1).map((one) => one.from), iso(until)]);
        expect(shifts[0]!.from).toBe(iso(from));
        for (const [index, shift] of shifts.slice(1).entries()) expect(shift.people).not.toEqual(shifts[index]!.people);
        const edges = shifts.flatMap((one) => [Date.parse(one.from), Date.parse(one.until) - 1]);
        for (const at of [...edges, ...offsets.map((offset) => center + offset * 60_000)].filter((one) => one >= from && one < until)) {
          const expected = modelOnCall(made, at);
          expect(onCallAt(made, iso(at)), iso(at)).toEqual(expected);
          expect(shifts.find((one) => Date.parse(one.from) <= at && at < Date.parse(one.until))!.people).toEqual(expected);
        }
      }),
      { numRuns: 600 },
    );
  });

  it("minute by minute across a change of clocks", () => {
    fc.assert(
      fc.property(tried, ({ center, schedule: made }) => {
        for (let at = center - 26 * hour; at < center + 26 * hour; at += 60_000) {
          const [real, expected] = [onCallAt(made, iso(at)), modelOnCall(made, at)];
          if (real.join() !== expected.join()) expect(real, iso(at)).toEqual(expected);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("turns of an hour or two across every kind of change, also where two hours are skipped at once", () => {
    for (const zone of oddZones)
      for (const { at, before } of zoneOf(zone).transitions.filter((one) => one.at > Date.UTC(2026, 0, 1) && one.at < Date.UTC(2027, 0, 1)))
        for (const [n, minutes] of [
          [1, 0],
          [1, 30],
          [2, 15],
        ] as const) {
          const begins = local(at + before - 7 * hour + minutes * 60_000);
          for (const advance of ["active", "calendar"] as const) {
            const made = schedule([rotation({ zone, begins, advance, every: { n, unit: "hour" }, slots: [["ana"], ["ben"], ["cleo"], ["dan"], ["eve"]] })]);
            for (let now = at - 3 * hour; now < at + 6 * hour; now += 5 * 60_000)
              expect(onCallAt(made, iso(now)), `${zone} ${iso(now)}`).toEqual(modelOnCall(made, now));
          }
        }
  });

  it("years after the first turn, with windows in the hours that clocks skip", () => {
    const restrictions = [...officeHours, { days: [7], from: "02:15", to: "02:45" }, { days: [6], from: "22:00", to: "02:30" }];
    for (const [zone, n, unit] of [
      ["Europe/Berlin", 5, "hour"],
      ["America/St_Johns", 1, "day"],
    ] as const) {
      const made = schedule([rotation({ zone, begins: "2025-01-05T02:30", every: { n, unit }, restrictions, slots: [["ana"], ["ben"], ["cleo"], ["dan"]] })]);
      for (let at = Date.UTC(2030, 11, 31, 12); at > Date.UTC(2025, 0, 1); at -= 13.7 * day)
        expect(onCallAt(made, iso(at)), iso(at)).toEqual(modelOnCall(made, at));
    }
  });
});

describe("the next change", () => {
  it("is the first instant with other people, seen minute by minute", () => {
    fc.assert(
      fc.property(tried, ({ center, schedule: made }) => {
        const names = (at: number) => [...onCallAt(made, iso(at))].sort().join();
        const horizon = center + day;
        let at = center - 3 * hour;
        const now = names(at);
        while (at < horizon && names(at) === now) at += 60_000;
        expect(nextChange(made, iso(center - 3 * hour), iso(horizon))).toBe(at < horizon ? iso(at) : null);
      }),
      { numRuns: 40 },
    );
  });

  it("is found years away, and is nothing where nothing changes", () => {
    const made = schedule([rotation({ begins: "2030-01-01T00:00", zone: "UTC", slots: [["ana"]] })]);
    expect(nextChange(made, "2026-01-01T00:00:00.000Z", "2031-01-01T00:00:00.000Z")).toBe("2030-01-01T00:00:00.000Z");
    expect(nextChange(made, "2030-01-01T00:00:00.000Z", "2034-01-01T00:00:00.000Z")).toBeNull();
  });
});
