/** What the bridge shows: the answers of `GET /api/v1/board`, `GET /api/v1/incidents` and `GET /api/v1/processes`. */
import { z } from "zod";
import { cited, duty, incidentName, named, type Shown } from "./view.ts";

const at = z.string();

/** An incident as a row. */
export const incidentLine = z
  .object({
    ...incidentName.shape,
    phase: z.string(),
    drill: z.boolean(),
    process: z.string(),
    severity: z.object({ rank: z.number(), name: z.string() }).nullable(),
    area: named.nullable(),
    commander: named.nullable(),
    reportedAt: at,
    declaredAt: at.nullable(),
    resolvedAt: at.nullable(),
    closedAt: at.nullable(),
    nextDueAt: at.nullable(),
    myRoles: z.array(z.string()),
  })
  .meta({ id: "IncidentLine" });
export type IncidentLine = Shown<z.infer<typeof incidentLine>>;

/** Who is called first, rota by rota. */
export const onCall = z.object({ schedule: named, people: z.array(named), zone: z.string() });
export type OnCall = Shown<z.infer<typeof onCall>>;

/** The bridge. */
export const board = z
  .object({
    now: at,
    status: z.object({ word: z.enum(["normal", "degraded", "critical"]), why: z.string() }),
    incidents: z.array(incidentLine),
    duties: z.array(duty),
    onCall: z.array(onCall),
    documents: z.array(duty),
    heldPages: z.array(z.object({ incident: incidentName, to: z.string(), until: at, why: z.string() })),
    paging: z.enum(["running", "held"]),
  })
  .meta({ id: "Board" });
export type BoardView = Shown<z.infer<typeof board>>;

const level = z.object({
  rank: z.number(),
  name: z.string(),
  motto: z.string(),
  description: z.string(),
  examples: z.array(z.string()),
  typicalResponse: z.string(),
  handling: z.string(),
});

/** A process as the report form and its own page need it. */
export const processView = z
  .object({
    key: z.string(),
    name: z.string(),
    version: z.number(),
    summary: z.string(),
    incidentDefinition: z.string(),
    origin: z.object({ name: z.string(), url: z.string(), licence: z.string(), note: z.string() }),
    severities: z.array(level),
    questions: z.array(
      z.object({
        key: z.string(),
        asks: z.string(),
        kind: z.enum(["yes_no", "text"]),
        example: z.string(),
        urgent: z.boolean().optional().meta({ description: "A no to it rules some severities out; triage asks it again" }),
      }),
    ),
    roles: z.array(z.object({ role: z.string(), label: z.string(), kind: z.string(), says: z.string() })),
    sentences: z.array(cited),
    readiness: z.array(z.object({ key: z.string(), title: z.string(), ready: z.boolean(), detail: z.string(), cites: z.array(z.string()) })),
  })
  .meta({ id: "Process" });
export type ProcessView = Shown<z.infer<typeof processView>>;
