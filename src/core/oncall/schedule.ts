/** What a schedule says: rotations in local time with their dated rosters, overrides, temporary plans, an external calendar. Who is on call is computed from it. */
import { z } from "zod";

/** A local date and time, in the zone it stands beside (`2026-03-02T09:00`). */
const localDateTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, "Write a local date and time like 2026-03-02T09:00.");

/** A time of day (`09:30`). */
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time of day like 09:30.");

const instant = z.iso.datetime();
const person = z.string().min(1).max(60);

/** Days (1 Monday … 7 Sunday) on which `from` falls, in the rotation's zone; an end at or before the beginning is on the next day. */
const restriction = z.strictObject({ days: z.array(z.number().int().min(1).max(7)).min(1).max(7), from: clock, to: clock });

/** Who takes turns from a local instant on. A slot is everybody on call in that turn; an empty one is a turn of nobody. */
const roster = z.strictObject({
  from: localDateTime,
  slots: z.array(z.array(person).max(20)).min(1).max(100),
  /** The slot whose turn it is at `from`. */
  startsWith: z.number().int().min(0).default(0),
});

/** Turns by the wall clock of one zone. Turn k begins at `begins` + k × `every` in local time, so 09:00 stays 09:00 across daylight saving time. */
export const rotation = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  name: z.string().trim().min(1).max(100),
  zone: z.string().max(60),
  begins: localDateTime,
  ends: localDateTime.nullable().default(null),
  every: z.strictObject({ n: z.number().int().min(1).max(366), unit: z.enum(["hour", "day", "week", "month"]) }),
  /** Whether every turn counts, or only those in which a restriction leaves any time: so weekday limits starve nobody. */
  advance: z.enum(["calendar", "active"]).default("active"),
  /** Times in which it is in force; none: always. */
  restrictions: z.array(restriction).max(50).default([]),
  /** Dated lists, the earliest first; the last one that has begun is in force, also in the middle of a turn. */
  rosters: z.array(roster).min(1).max(200),
  /** Who learns by going along (value) with whom (key): told of shifts, never paged. */
  shadows: z.record(person, person).default({}),
});

/** What departs from the rotations in [from, until). In the list's order; `rotation` null is the whole schedule. */
export const override = z.strictObject({
  id: z.string().min(1).max(60),
  from: instant,
  until: instant,
  /** `add` adds `person`; `remove` takes `person` out (null: everybody); `replace` puts `person` in place of `insteadOf` (null: of everybody, also where nobody is). */
  kind: z.enum(["add", "remove", "replace"]),
  person: person.nullable(),
  insteadOf: person.nullable().default(null),
  rotation: z.string().max(40).nullable().default(null),
  reason: z.string().trim().max(300).default(""),
});

const shift = z.strictObject({ from: instant, until: instant, people: z.array(person).max(20) });

/** A plan that stands in place of rotations and external calendar in [from, until): a holiday season, an event. Gaps in it were confirmed or are refused. */
export const temporary = z.strictObject({
  id: z.string().min(1).max(60),
  from: instant,
  until: instant,
  shifts: z.array(shift).max(500),
  gapsConfirmed: z.boolean().default(false),
});

/** A schedule whole: what the core reads as the fact `schedule`. */
export const schedule = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** The zone it is shown in; each rotation has its own. */
  zone: z.string(),
  rotations: z.array(rotation),
  overrides: z.array(override),
  temporary: z.array(temporary),
  /** Shifts read from an external calendar; null where none is followed. They stand beside the rotations. */
  external: z.array(shift).nullable(),
});

export type Rotation = z.infer<typeof rotation>;
export type Override = z.infer<typeof override>;
export type Temporary = z.infer<typeof temporary>;
export type Shift = z.infer<typeof shift>;
export type Schedule = z.infer<typeof schedule>;
