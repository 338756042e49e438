/** The directory's shapes in the API: what comes in, with its limits, and what goes out, so that nothing else can. */
import { z } from "zod";

/** Times of day as `09:30`. */
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time of day like 09:30.");
const span = z.tuple([clock, clock]);

/** A time zone that this server knows. */
export const zone = z.string().max(60).refine(isZone, "There is no such time zone. Write one like Europe/Paris.").meta({ description: "IANA time zone" });

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "" && !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

/** Working hours by weekday, 1 Monday to 7 Sunday; a day without an entry is free. */
export const working = z
  .record(z.string().regex(/^[1-7]$/, "Weekdays are 1 (Monday) to 7 (Sunday)."), span)
  .refine((week) => Object.keys(week).length <= 7, "A week has seven days.");

/** The hours in which nobody is disturbed. */
export const quiet = span;

/** One line of text. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, "Write it on one line.");

export const uuid = z.uuid();
export const email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email())
  .transform((text) => text.toLowerCase());

/** A telephone number with its country. */
export const phone = z
  .string()
  .trim()
  .regex(/^\+[1-9]\d{6,14}$/, "Write a number like +15005550006.");

/** A password: long rather than odd. */
export const password = z.string().min(12, "Use at least 12 characters.").max(200);

/** A key that people choose, for addresses and packs. */
export const slug = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "Use small letters, digits and hyphens, starting with a letter.");

/** Minutes before a shift, up to four weeks. */
export const shiftNotice = z.number().int().min(0).max(40_320);

/** What somebody does in the company; empty takes it away. */
export const jobTitle = z.string().trim().max(100);

/** How well somebody can mend things, from 1 to 5, by area. */
export const skills = z.record(z.uuid(), z.number().int().min(1).max(5)).refine((all) => Object.keys(all).length <= 200, "At most 200 areas.");

/** The version of what was edited; another one is refused with `version_conflict`. */
export const version = z.number().int().min(1);

/** The id of anything in a path. `me` is whoever asks. */
export const idPath = z.object({ id: z.string().min(1).max(60) });
export const methodPath = idPath.extend({ method: z.string().min(1).max(60) });

/** The person a path speaks of. */
export function personIn(id: string, speaker: { readonly person: string }): string {
  return id === "me" ? speaker.person : id;
}

const at = z.string();

/** A contact method; the address may be masked. */
export const methodOut = z
  .object({
    id: z.string(),
    channel: z.string(),
    address: z.string(),
    label: z.string(),
    position: z.number(),
    verifiedAt: at.nullable(),
    deadReason: z.string().nullable(),
    version: z.number(),
  })
  .meta({ id: "ContactMethod" });

/** A person; addresses may be masked. */
export const personOut = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    admin: z.boolean(),
    active: z.boolean(),
    zone: z.string().nullable(),
    working: z.record(z.string(), z.array(z.string())).nullable(),
    quiet: z.array(z.string()).nullable(),
    orgLevel: z.number(),
    jobTitle: z.string(),
    canManage: z.boolean(),
    understands: z.array(z.string()),
    skills: z.record(z.string(), z.number()),
    shiftNoticeMinutes: z.number().nullable(),
    joined: z.boolean(),
    version: z.number(),
    methods: z.array(methodOut),
  })
  .meta({ id: "Person" });

/** A link to hand over; null where it was mailed. */
export const handedOut = z.object({ link: z.string().nullable(), mailed: z.boolean(), hours: z.number() }).meta({ id: "JoinLink" });

/** Who is signed in. */
export const sessionOut = z
  .object({ person: z.string(), name: z.string(), admin: z.boolean(), via: z.enum(["session", "token"]), scopes: z.array(z.string()), fresh: z.boolean() })
  .meta({ id: "Session" });

export const organisationOut = z
  .object({
    name: z.string(),
    zone: z.string(),
    working: z.record(z.string(), z.array(z.string())),
    quiet: z.array(z.string()),
    holidayRegion: z.string().nullable(),
    shiftNoticeMinutes: z.number(),
    mailFromName: z.string(),
    mailFromAddress: z.string().nullable(),
    defaultProcess: z.string(),
    escalation: z.string().nullable(),
    lastResort: z.array(z.string()),
    version: z.number(),
  })
  .meta({ id: "Organisation" });

export const sourceOut = z
  .object({
    id: z.string(),
    kind: z.string(),
    title: z.string(),
    settings: z.unknown(),
    keyPrefix: z.string(),
    perMinute: z.number(),
    burst: z.number(),
    createdAt: at,
    revokedAt: at.nullable(),
    version: z.number(),
  })
  .meta({ id: "Source" });

export const tokenOut = z
  .object({
    id: z.string(),
    person: z.string(),
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(z.string()),
    createdAt: at,
    expiresAt: at.nullable(),
    usedAt: at.nullable(),
    revokedAt: at.nullable(),
  })
  .meta({ id: "ApiToken" });

export const removedOut = z.object({ removed: z.string() });
