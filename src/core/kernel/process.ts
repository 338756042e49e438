/** The skeleton of a process: what every rule may read of the pack beside its own value. */
import { z } from "zod";
import { parseDuration } from "./time.ts";

/** How a sentence of the process is held (catalog 0.3), strictest first. */
export const enforcements = ["block", "override", "warn", "inform", "off"] as const;
export type Enforcement = (typeof enforcements)[number];

/** A duration in a pack: `2h`, `30m` or ISO 8601; ISO 8601 once read. */
export const duration = z
  .string()
  .transform((text, context) => {
    const iso = parseDuration(text);
    if (iso === null) context.addIssue({ code: "custom", message: `"${text}" is no duration: write 30m, 2h or PT2H` });
    return iso ?? "PT0S";
  })
  .meta({ id: "Duration", description: "30s, 10m, 2h, 1d, or an ISO 8601 duration" });

/** Which catalog rules a value serves: a list for the whole value, or a map from the key below it (`.` is the whole). */
export const cites = z.union([z.array(z.string()), z.record(z.string(), z.array(z.string()))]).optional();

const roleKinds = ["commander", "deputy", "scribe", "responder", "advisor", "comms_external", "comms_internal", "observer"] as const;

const role = z.strictObject({
  label: z.string().max(60),
  kind: z.enum(roleKinds),
  says: z.string().max(300).default(""),
  min: z.number().int().min(0).default(0),
  max: z.number().int().min(1).nullable().default(null),
  /** Severities at which the incident is not over while nobody holds it. */
  requiredAt: z.array(z.number().int().min(1)).default([]),
  cites,
});

/**
 * Who holds a capability: role keys, or the relations `anyone`, `participant`, `self`, `reporter`, `last_commander`, `document_owner` (to whom one of the
 * incident's documents was given), `team`, `engineering_manager`, `product_owner`, `team_lead`.
 */
const capability = z.strictObject({
  holds: z.array(z.string()).min(1),
  delegable: z.boolean().default(false),
  /** Which of the holders do it in the commander's name: what they do says so. */
  inName: z.array(z.string()).default([]),
  cites,
});

const level = {
  name: z.string().max(60),
  major: z.boolean().default(false),
  handling: z.enum(["full", "team", "ticket"]).default("full"),
  motto: z.string().max(120).default(""),
  /** How long it may be, a process says itself (`levels`). */
  description: z.string().trim().min(1).max(2_000),
  examples: z.array(z.string().max(200)).default([]),
  typicalResponse: z.string().max(400).default(""),
  cites,
};

/** The pack's own keys; the rules add theirs at the top and in each severity. */
export const skeleton = {
  key: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  name: z.string().max(80),
  version: z.number().int().min(1),
  origin: z.strictObject({ name: z.string(), url: z.string().default(""), licence: z.string(), note: z.string().default("") }),
  incidentDefinition: z.string().max(600).default(""),
  summary: z.string().max(800).default(""),
  /** Each rule of the process in one sentence of our own, with how it is held unless the organisation departs from it. */
  sentences: z.record(z.string(), z.strictObject({ says: z.string(), enforced: z.enum(enforcements) })),
  enforcement: z.record(z.string(), z.enum(enforcements)).default({}),
  roles: z.record(z.string().regex(/^[a-z][a-z_]{1,39}$/), role),
  may: z.record(z.string(), capability).default({}),
} as const;

/** One severity's own keys, before the rules add theirs. */
export const levelSkeleton = level;

const process = z.object({ ...skeleton, severities: z.record(z.string(), z.object(level)) });

/** What every rule may read of the pack. Severities are keyed by rank; 1 is the worst. */
export type Process = z.infer<typeof process>;
export type Role = Process["roles"][string];

/** The key of the first role of a kind, or null where the process has none. */
export function roleOfKind(process: Process, kind: Role["kind"]): string | null {
  return Object.entries(process.roles).find(([, role]) => role.kind === kind)?.[0] ?? null;
}

/** The key of the role that commands: the one of that kind, else the first role that holds the capability; null where there is neither. */
export function commandingRole(process: Process): string | null {
  return roleOfKind(process, "commander") ?? process.may.command?.holds.find((holder) => process.roles[holder] !== undefined) ?? null;
}

/** How strictly the strictest of these catalog IDs is held; uncited means the engine itself forbids it. */
export function enforcementOf(process: Process, ids: readonly string[]): Enforcement {
  if (ids.length === 0) return "block";
  const held = ids.map((id) => process.enforcement[id] ?? process.sentences[id]?.enforced ?? "block");
  return enforcements.find((one) => held.includes(one)) ?? "off";
}
