/** Where an incident stands, from the first report to its closing. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";
import { ended, endShape, free, report } from "./event-data.ts";
import { neverRested, rested, restsShape } from "./pauses.ts";

/** The phases of an incident (catalog 0.4). `new` is before the first event. */
export const phases = ["new", "reported", "active", "paused", "resolved", "closed", "rejected", "cancelled", "duplicate"] as const;
export type Phase = (typeof phases)[number];

/** The phases in which nothing is over yet. */
export const open: readonly Phase[] = ["reported", "active", "paused"];

const schema = z.object({
  phase: z.enum(phases),
  title: z.string(),
  text: z.string(),
  impact: z.string(),
  area: z.string().nullable(),
  process: z.object({ key: z.string(), version: z.number().nullable() }).nullable(),
  drill: z.boolean(),
  /** How it came in: `person`, `call`, or the name of a source. */
  how: z.string(),
  reporter: z.string(),
  /** Keys unique across incidents that it holds (`alert:<source>/<group>`). */
  claims: z.array(z.string()),
  answers: z.record(z.string(), z.union([z.boolean(), z.string()])),
  reportedAt: z.string(),
  declaredAt: z.string().nullable(),
  resolvedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  /** Where it stands in the tracker; `priority` counts from 1, and is absent until it has one. */
  ticket: z.object({ kind: z.string(), sprint: z.string(), priority: z.number().optional() }).nullable(),
  ...restsShape,
});
export type Lifecycle = z.infer<typeof schema>;
const event = eventOf<Lifecycle>();

export const lifecycle = slice("lifecycle", {
  schema,
  initial: {
    ...{ phase: "new", title: "", text: "", impact: "", area: null, process: null, drill: false, how: "", reporter: "", claims: [], answers: {} },
    ...{ reportedAt: "", declaredAt: null, resolvedAt: null, closedAt: null, ticket: null },
    ...neverRested,
  } as Lifecycle,
  on: {
    reported: event(
      {
        data: report,
        says: (d) => `Reported${d.how === "person" ? "" : ` (${d.how})`}: ${d.title}`,
        seenBy: "all",
        claims: (d) => d.claims.map((key) => ({ take: key })),
      },
      (state, { data, at, actor }) => ({
        ...state,
        ...data,
        process: { key: data.process, version: null },
        phase: "reported",
        reportedAt: at,
        reporter: actor,
      }),
    ),
    declared: event(
      {
        data: z.object({
          severity: z.number().nullable(),
          process: z.string(),
          version: z.number(),
          impact: z.string(),
          because: z.string(),
          answers: z.record(z.string(), z.union([z.boolean(), z.string()])).optional(),
        }),
        says: (d, say) => `Declared an incident${d.severity === null ? "" : ` of ${say.severity(d.severity)}`}${d.because ? `: ${d.because}` : ""}`,
        seenBy: "all",
      },
      (state, { data, at }) => ({
        ...state,
        phase: "active",
        declaredAt: at,
        impact: data.impact || state.impact,
        answers: { ...state.answers, ...data.answers },
        process: { key: data.process, version: data.version },
      }),
    ),
    rejected: event(
      {
        data: ended.extend({ disposition: z.enum(["ticket", "next_day", "wont_fix"]), reason: z.string(), severity: z.number().nullable() }),
        says: (d) => `Not an incident: ${d.disposition.replaceAll("_", " ")}${d.reason ? ` (${d.reason})` : ""}`,
        seenBy: "all",
        claims: free,
      },
      (state) => ({ ...state, phase: "rejected", claims: [] }),
    ),
    "ticket-filed": event(
      {
        data: z.object({ kind: z.string(), sprint: z.string(), priority: z.number().optional() }),
        says: (d) => `Filed as a ${d.kind} in the tracker (${d.sprint} sprint${d.priority === undefined ? "" : `, priority ${d.priority}`})`,
        seenBy: "all",
      },
      (state, { data }) => ({ ...state, ticket: data }),
    ),
    prioritised: event({ data: z.object({ priority: z.number() }), says: (d) => `Priority ${d.priority}`, seenBy: "all" }, (state, { data }) => ({
      ...state,
      ticket: state.ticket && { ...state.ticket, priority: data.priority },
    })),
    resolved: event(
      {
        data: ended.extend({ note: z.string(), ...endShape }),
        says: (d) => `Declared over${d.condition ? ` (${d.condition})` : ""}${d.note ? `: ${d.note}` : ""}`,
        seenBy: "all",
        claims: free,
      },
      (state, { at }) => ({ ...state, ...rested(state, at), phase: "resolved", resolvedAt: at, claims: [] }),
    ),
    reopened: event({ data: z.object({ reason: z.string() }), says: (d) => `Reopened: ${d.reason}`, seenBy: "all" }, (state) => ({
      ...state,
      phase: "active",
      resolvedAt: null,
      closedAt: null,
    })),
    closed: event({ data: z.object({}), says: () => "Closed: everything due afterwards is done", seenBy: "all" }, (state, { at }) => ({
      ...state,
      phase: "closed",
      closedAt: at,
    })),
    cancelled: event({ data: ended.extend({ reason: z.string() }), says: (d) => `Cancelled: ${d.reason}`, seenBy: "all", claims: free }, (state, { at }) => ({
      ...state,
      ...rested(state, at),
      phase: "cancelled",
      closedAt: at,
      claims: [],
    })),
    "marked-duplicate": event(
      { data: ended.extend({ of: z.string() }), says: () => "Marked as a duplicate of another incident", seenBy: "all", claims: free },
      (state, { at }) => ({ ...state, ...rested(state, at), phase: "duplicate", closedAt: at, claims: [] }),
    ),
  },
  hears: {
    concealed: (state, { data: { moves } }): Lifecycle => (moves === undefined ? state : { ...state, process: { key: moves.process, version: moves.version } }),
    "stood-down": (state, { at, data }): Lifecycle => ({ ...state, phase: "paused", paused: { since: at, until: data.until } }),
    resumed: (state, { at }): Lifecycle => ({ ...state, ...rested(state, at), phase: "active" }),
  },
});
