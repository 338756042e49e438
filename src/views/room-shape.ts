/** What the room shows of one incident: the answer of `GET /api/v1/incidents/{id}/room`. */
import { z } from "zod";
import { contactSummaryView } from "./contact-summary.ts";
import { ability, cited, duty, incidentName, named, refused, type Shown } from "./view.ts";

const at = z.string();

/** A line of the timeline, ready to read. */
export const timelineEntry = z
  .object({
    seq: z.number(),
    at,
    type: z.string(),
    sentence: z.string(),
    actor: z.object({ kind: z.enum(["person", "rule", "source", "time", "anonymous", "system"]), id: z.string(), name: z.string() }),
    onBehalfOf: named.nullable(),
    data: z.unknown(),
    cites: z.array(cited),
    hash: z.string(),
  })
  .meta({ id: "TimelineEntry" });
export type TimelineEntry = Shown<z.infer<typeof timelineEntry>>;

/** A role with its holders; an open seat when vacant and required. */
export const roleView = z.object({
  role: z.string(),
  label: z.string(),
  kind: z.string(),
  says: z.string(),
  min: z.number(),
  max: z.number().nullable(),
  holders: z.array(z.object({ person: named, since: at })),
  past: z.array(z.object({ person: named, from: at, to: at })),
  openSeat: z.boolean(),
});
export type RoleView = Shown<z.infer<typeof roleView>>;

/** A person in the incident: paged, answered, unreachable. */
export const personView = z.object({
  person: named,
  roles: z.array(z.string()),
  state: z.enum(["paged", "answered", "declined", "unreachable", "engaged"]),
  pagedAt: at.nullable(),
  answeredAt: at.nullable(),
  reason: z.string().nullable(),
});
export type PersonView = Shown<z.infer<typeof personView>>;

/** A section of a document: filled by the engine (`auto`) or by hand. */
export const sectionView = z.object({
  key: z.string(),
  title: z.string(),
  says: z.string(),
  auto: z.boolean(),
  required: z.boolean(),
  text: z.string(),
  revision: z.number(),
  by: named.nullable(),
  at: at.nullable(),
});
export type SectionView = Shown<z.infer<typeof sectionView>>;

/** A document with its sections. */
export const documentView = z
  .object({
    kind: z.string(),
    title: z.string(),
    state: z.enum(["draft", "ready", "sent"]),
    owner: z.string(),
    due: at.nullable(),
    sections: z.array(sectionView),
    missing: z.array(z.string()),
    readyAt: at.nullable(),
    sentAt: at.nullable(),
    revision: z.number(),
  })
  .meta({ id: "Document" });
export type DocumentView = Shown<z.infer<typeof documentView>>;

/** A message as the outbox shows it; never an address. */
export const deliveryView = z
  .object({
    id: z.string(),
    to: z.string(),
    person: z.string().nullable(),
    channel: z.string().nullable(),
    template: z.string(),
    urgency: z.string(),
    state: z.string(),
    reason: z.string().nullable(),
    queuedAt: at,
    releaseAt: at,
    body: z.string().nullable(),
    acknowledgedAt: at.nullable(),
    lateMs: z.number().nullable().meta({ description: "From when it was due to its first try; null before that" }),
    page: z.string().nullable(),
    bundle: z.string().nullable().meta({ description: "The message that says it together with others" }),
    bundles: z.array(z.string()).meta({ description: "The messages that this one says together" }),
    attempts: z.array(
      z.object({
        n: z.number(),
        at,
        channel: z.string(),
        outcome: z.string(),
        permanent: z.boolean(),
        reason: z.string(),
        providerId: z.string().nullable(),
        receipt: z.object({ state: z.string(), reason: z.string(), permanent: z.boolean(), at }).nullable().meta({ description: "The provider's later word" }),
      }),
    ),
  })
  .meta({ id: "Delivery" });
export type DeliveryView = Shown<z.infer<typeof deliveryView>>;

const level = z.object({ rank: z.number(), name: z.string(), description: z.string() });

const incident = z.object({
  ...incidentName.shape,
  phase: z.string(),
  drill: z.boolean(),
  confidential: z.boolean(),
  process: z.object({ key: z.string(), name: z.string(), version: z.number().nullable() }),
  severity: level.nullable(),
  severities: z.array(level),
  suggested: z.object({ severity: z.number(), why: z.string() }).nullable(),
  area: named.nullable(),
  answers: z
    .record(z.string(), z.union([z.boolean(), z.string()]))
    .optional()
    .meta({ description: "What was answered to the questions of the process" }),
  text: z.string(),
  impact: z.string(),
  reportedBy: z.string(),
  reportedAt: at,
  declaredAt: at.nullable(),
  resolvedAt: at.nullable(),
  closedAt: at.nullable(),
  status: z.object({ text: z.string(), by: named, at }).nullable(),
  fix: z
    .object({ readyAt: at, deployedAt: at.nullable(), minutes: z.number().nullable().meta({ description: "Whole minutes from ready to deployed" }) })
    .nullish()
    .meta({ description: "The fix, from when it was said to be ready" }),
  seq: z.number(),
  channel: z.object({ key: z.string(), name: z.string() }).nullable(),
  contactSummary: contactSummaryView.optional(),
});

const work = {
  actions: z.array(
    z.object({ id: z.string(), kind: z.string(), text: z.string(), assignee: named.nullable(), state: z.string(), at, outcome: z.string().nullable() }),
  ),
  followUps: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      by: z.string(),
      owner: named.nullable(),
      due: at.nullish(),
      state: z.string(),
      at,
      message: z.string().optional(),
    }),
  ),
  runbooks: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      steps: z.array(z.object({ index: z.number(), text: z.string(), done: z.boolean(), by: named.nullable(), at: at.nullable() })),
    }),
  ),
};

const alerts = z.array(
  z.object({
    source: z.string(),
    group: z.string(),
    title: z.string(),
    count: z.number(),
    firing: z.number(),
    fingerprints: z.array(z.string()).meta({ description: "Of the alerts that fire now, at most 100" }),
    firstAt: at,
    lastAt: at,
    links: z.array(z.object({ href: z.string(), text: z.string() })),
  }),
);

/** How well the process was kept, in numbers. */
export const kept = z.object({ met: z.number(), late: z.number(), missed: z.number(), waived: z.number(), open: z.number(), deviations: z.number() });

/** The room. */
export const room = z
  .object({
    incident,
    now: at,
    me: z.object({ person: z.string(), roles: z.array(z.string()), observer: z.boolean() }),
    roles: z.array(roleView),
    duties: z.array(duty),
    abilities: z.array(ability),
    parts: z.array(z.string()).meta({ description: "Keys of the process's rules that bring commands of their own (`tests`, `rounds`, `questions` …)" }),
    choices: z
      .record(z.string(), z.array(z.object({ value: z.string(), label: z.string() })))
      .meta({ description: "What the fields of commands may name, by the field's `reference`" }),
    people: z.array(personView),
    ...work,
    documents: z.array(documentView),
    attachments: z.array(z.object({ id: z.string(), name: z.string(), mediaType: z.string(), sizeBytes: z.number(), by: z.string(), at })),
    alerts,
    customerMessages: z.array(z.object({ id: z.string(), text: z.string(), state: z.enum(["draft", "published"]), by: named, at })),
    conformance: kept,
  })
  .meta({ id: "Room" });
export type RoomView = Shown<z.infer<typeof room>>;

/** What a `dryRun` of any command answers: the consequences before the click. */
export const consequences = z
  .object({
    refusals: z.array(refused),
    warnings: z.array(refused),
    events: z.array(z.object({ type: z.string(), sentence: z.string() })),
    duties: z.array(z.object({ what: z.string(), who: z.string(), due: at.nullable() })),
    effects: z.array(
      z.object({ to: z.string(), via: z.string(), template: z.string(), at: at.nullable(), heldUntil: at.nullable(), why: z.string().nullable() }),
    ),
    suggested: z.object({ severity: z.number(), why: z.string() }).optional().meta({ description: "The severity that the answers suggest" }),
  })
  .meta({ id: "Consequences" });
export type Consequences = Shown<z.infer<typeof consequences>>;
