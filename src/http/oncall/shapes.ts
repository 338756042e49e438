/** The shapes of on call in the API. */
import { z } from "zod";
import { line } from "../directory/shapes.ts";

/** An instant as people send it, kept in UTC with milliseconds so that two of them compare as texts. */
export const instant = z.iso.datetime({ offset: true, error: "Write an instant like 2026-03-01T09:30:00Z." }).transform((text) => new Date(text).toISOString());

export const person = z.uuid();
export const reason = z.union([z.literal(""), line(300)]).default("");
export const rotationId = z.string().max(40).nullable().default(null);
export const stretch = z.object({ from: instant, until: instant });
export const shiftIn = z.strictObject({ from: instant, until: instant, people: z.array(person).max(20) });
export const overrideIn = z.strictObject({
  from: instant,
  until: instant,
  kind: z.enum(["add", "remove", "replace"]),
  person: person.nullable().default(null),
  insteadOf: person.nullable().default(null),
  rotation: rotationId,
  reason,
});

const at = z.string();
export const names = z.record(z.string(), z.string());
export const named = z.object({ id: z.string(), name: z.string() });
const span = { from: at, until: at };
export const spanOut = z.object(span);
export const shiftOut = z.object({ ...span, people: z.array(z.string()) });

export const overrideOut = z
  .object({
    id: z.string(),
    ...span,
    kind: z.string(),
    person: z.string().nullable(),
    insteadOf: z.string().nullable(),
    rotation: z.string().nullable(),
    reason: z.string(),
    author: z.string().nullable(),
    request: z.string().nullable(),
    createdAt: at,
  })
  .meta({ id: "Override" });

export const temporaryOut = z
  .object({ id: z.string(), ...span, shifts: z.array(shiftOut), gapsConfirmed: z.boolean(), author: z.string().nullable(), createdAt: at })
  .meta({ id: "TemporaryPlan" });

const cover = {
  id: z.string(),
  person: z.string(),
  ...span,
  rotation: z.string().nullable(),
  asked: z.string().nullable(),
  exchange: spanOut.nullable(),
  reason: z.string(),
  state: z.string(),
  declined: z.array(z.string()),
  answeredBy: z.string().nullable(),
  answeredAt: at.nullable(),
  createdAt: at,
};

export const coverOut = z.object({ ...cover, schedule: named, mayAnswer: z.boolean(), mayWithdraw: z.boolean() }).meta({ id: "CoverRequest" });

export const warningOut = z.object({ code: z.string(), says: z.string(), from: at.optional(), until: at.optional(), person: z.string().optional() });

const rotationShift = z.object({ ...span, people: z.array(z.string()), turn: z.number(), slot: z.number() });
const plan = z.object({ id: z.string(), ...span, shifts: z.array(shiftOut), gapsConfirmed: z.boolean(), gaps: z.array(spanOut) });
const share = z.object({ person: z.string(), hours: z.number(), sharePercent: z.number(), fromEvenPercent: z.number() });

export const calendarOut = z
  .object({
    schedule: z.object({ id: z.string(), title: z.string(), zone: z.string() }),
    now: at,
    ...span,
    names,
    lanes: z.object({
      rotations: z.array(z.object({ id: z.string(), name: z.string(), shifts: z.array(rotationShift) })),
      temporary: z.array(plan),
      external: z.array(shiftOut),
    }),
    final: z.array(shiftOut),
    shadows: z.array(z.object({ ...span, rotation: z.string(), person: z.string(), beside: z.string() })),
    overrides: z.array(overrideOut),
    requests: z.array(z.object({ ...cover, schedule: z.string() })),
    holidays: z.array(z.object({ region: z.string(), date: z.string(), name: z.string() })),
    gaps: z.array(spanOut),
    quality: z.object({ gapsPercent: z.number(), people: z.array(share), balancePercent: z.number(), score: z.number() }),
    warnings: z.array(warningOut),
  })
  .meta({ id: "ScheduleCalendar" });
