/**
 * Who is on call, worked out a second time and slowly, to check the first: offsets from Intl instead of Temporal, local dates from Temporal instead of
 * arithmetic, turns walked from the first instead of jumped to, people in plain loops. It shares nothing with `src/core/oncall` but the schedule's shape.
 */
import { Temporal } from "temporal-polyfill";
import type { Override, Rotation, Schedule } from "../../src/core/oncall/schedule.ts";

const minute = 60_000;
const day = 86_400_000;

/** A change of a zone's offset: the first instant of the new one, both offsets in milliseconds. */
export type Transition = { readonly at: number; readonly before: number; readonly after: number };

const formats = new Map<string, Intl.DateTimeFormat>();

/** The offset of a zone as Intl says it ("GMT+05:30"), in milliseconds. */
export function offsetOf(zone: string, at: number): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  formats.set(zone, format);
  const [, sign = "+", hours = "0", minutes = "0", seconds = "0"] = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(at))!;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 * minute + Number(minutes) * minute + Number(seconds) * 1_000);
}

/** Every change of a zone's offset in [from, until): seen by looking every so often, then bisected to the second. */
export function transitionsOf(zone: string, from: number, until: number, every = 2 * day): Transition[] {
  const found: Transition[] = [];
  for (let at = from; at < until; at += every) {
    const [before, after] = [offsetOf(zone, at), offsetOf(zone, at + every)];
    if (before === after) continue;
    let [low, high] = [at, at + every];
    while (high - low > 1_000) {
      const middle = Math.floor((low + high) / 2_000) * 1_000;
      if (offsetOf(zone, middle) === before) low = middle;
      else high = middle;
    }
    found.push({ at: high, before, after });
  }
  return found;
}

/** A zone's clock from 2024 to 2032 (or other years), out of nothing but its transitions. */
export function modelZone(zone: string, years: readonly [number, number] = [2024, 2032]) {
  const transitions = transitionsOf(zone, Date.UTC(years[0], 0, 1), Date.UTC(years[1], 0, 1));
  const first = offsetOf(zone, Date.UTC(years[0], 0, 1));
  const offset = (at: number): number => {
    let shown = first;
    for (const one of transitions) if (one.at <= at) shown = one.after;
    return shown;
  };
  const instant = (local: number): number => {
    // Offsets are within a day of UTC, so that two days to either side show both that can be meant.
    const shown = [offset(local - 2 * day), offset(local + 2 * day)];
    const possible = shown.map((one) => local - one).filter((at) => at + offset(at) === local);
    if (possible.length > 0) return Math.min(...possible);
    const skipping = transitions.find(({ at, before, after }) => at + before <= local && local < at + after)!;
    return local - skipping.before;
  };
  return { zone, transitions, offset, instant };
}

export type ModelZone = ReturnType<typeof modelZone>;

const zones = new Map<string, ModelZone>();

/** The clock of a zone, made once. */
export function zoneOf(zone: string): ModelZone {
  const made = zones.get(zone) ?? modelZone(zone);
  zones.set(zone, made);
  return made;
}

const written = (text: string) => Date.parse(`${text}:00Z`);
const localStarts = new Map<string, number[]>();

/** Local beginnings of turns from the first until well after a local time. */
function localTurns({ begins, every }: Rotation, until: number): number[] {
  const key = JSON.stringify([begins, every]);
  const found = localStarts.get(key) ?? [];
  localStarts.set(key, found);
  const anchor = Temporal.PlainDateTime.from(begins);
  while (found.length === 0 || found.at(-1)! < until + 3 * day)
    found.push(Date.parse(`${anchor.add({ [`${every.unit}s`]: every.n * found.length }).toString({ smallestUnit: "millisecond" })}Z`));
  return found;
}

/** Beginning and end of a restriction on the days from `from` to `until` (local), as instants. */
function openings(rotation: Rotation, zone: ModelZone, from: number, until: number): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (let date = Math.floor(from / day) * day - 2 * day; date <= until + 2 * day; date += day)
    for (const { days, from: opens, to } of rotation.restrictions) {
      if (!days.includes(new Date(date).getUTCDay() || 7)) continue;
      const stamp = (time: string) => Date.parse(`${new Date(date).toISOString().slice(0, 10)}T${time}:00Z`);
      const closes = to <= opens ? stamp(to) + day : stamp(to);
      found.push([zone.instant(stamp(opens)), zone.instant(closes)]);
    }
  return found;
}

/** A rotation's turns up to an instant, walked from the first: each with its beginning, and whether anybody can be on call in it. */
function walk(rotation: Rotation, zone: ModelZone, at: number) {
  const starts = localTurns(rotation, at + 2 * day).map(zone.instant);
  const active = starts.map((start, turn) => {
    const later = starts.slice(turn + 1, turn + 60);
    const end = Math.min(...later, later.length === 0 ? start : Number.POSITIVE_INFINITY);
    if (rotation.restrictions.length === 0) return start < end;
    return openings(rotation, zone, start - day, end + day).some(([opens, closes]) => Math.max(opens, start) < Math.min(closes, end));
  });
  return { starts, active };
}

const walks = new WeakMap<Rotation, { readonly until: number; readonly starts: number[]; readonly active: boolean[] }>();

/** The people a rotation has on call at an instant. */
function modelRotation(rotation: Rotation, at: number): readonly string[] {
  const zone = zoneOf(rotation.zone);
  if (at < zone.instant(written(rotation.begins))) return [];
  if (rotation.ends !== null && at >= zone.instant(written(rotation.ends))) return [];
  if (rotation.restrictions.length > 0) {
    const local = at + zone.offset(at);
    if (!openings(rotation, zone, local, local).some(([opens, closes]) => opens <= at && at < closes)) return [];
  }
  const inForce = rotation.rosters.filter((roster) => zone.instant(written(roster.from)) <= at).at(-1);
  if (!inForce) return [];
  const known = walks.get(rotation);
  const walked = known && known.until >= at ? known : { until: at + 7 * day, ...walk(rotation, zone, at + 7 * day) };
  walks.set(rotation, walked);
  const turnAt = (instant: number) => walked.starts.findLastIndex((start) => start <= instant);
  const first = Math.max(0, turnAt(zone.instant(written(inForce.from))));
  const last = turnAt(at);
  let place = inForce.startsWith;
  for (let turn = first; turn < last; turn++) if (rotation.advance === "calendar" || walked.active[turn]) place++;
  return inForce.slots[place % inForce.slots.length]!;
}

type ModelLane = { readonly name: string | null; people: string[] };

/** One override carried out on the lanes, in place. */
function carryOut({ kind, person, insteadOf, rotation }: Override, lanes: readonly ModelLane[]): void {
  const touched = lanes.filter(({ name }) => rotation === null || name === rotation);
  const target = touched[touched.length - 1];
  if (!target) return;
  if (kind === "remove") for (const lane of touched) lane.people = person === null ? [] : lane.people.filter((one) => one !== person);
  if (person === null) return;
  if (kind === "add" && !touched.some(({ people }) => people.includes(person))) target.people.push(person);
  if (kind !== "replace") return;
  if (insteadOf === null) {
    for (const lane of touched) lane.people = [];
    target.people = [person];
    return;
  }
  for (const lane of touched) for (const [place, one] of lane.people.entries()) if (one === insteadOf) lane.people[place] = person;
}

/** The people on call at an instant (milliseconds), in order. */
export function modelOnCall(schedule: Schedule, at: number): string[] {
  const during = ({ from, until }: { readonly from: string; readonly until: string }) => Date.parse(from) <= at && at < Date.parse(until);
  const plans = schedule.temporary.filter(during);
  const lanes: ModelLane[] = [];
  if (plans.length > 0)
    lanes.push({
      name: null,
      people: plans
        .at(-1)!
        .shifts.filter(during)
        .flatMap(({ people }) => people),
    });
  else {
    for (const rotation of schedule.rotations) lanes.push({ name: rotation.id, people: [...modelRotation(rotation, at)] });
    lanes.push({ name: null, people: (schedule.external ?? []).filter(during).flatMap(({ people }) => people) });
  }
  lanes.push({ name: null, people: [] });
  for (const override of schedule.overrides) if (during(override)) carryOut(override, lanes);
  return [...new Set(lanes.flatMap(({ people }) => people))];
}
