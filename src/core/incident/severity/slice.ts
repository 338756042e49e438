/** How bad it is: the rank in force, since when, what the answers suggested, what others advise, and whether it is being looked at again. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

/** Why a severity is changed (GD-52, GD-53). */
export const becauses = ["partial_fix", "workaround", "duration", "bigger_problem", "tests_deferred", "other"] as const;

const advice = z.object({ person: z.string(), advises: z.number(), text: z.string() });
/** What the answers suggest: which of them it follows from, and what is to be asked next, where the process says so. */
const suggestion = z.object({
  severity: z.number(),
  why: z.string(),
  answers: z.record(z.string(), z.union([z.boolean(), z.string()])).optional(),
  asks: z.string().optional(),
});
const schema = z.object({
  rank: z.number().nullable(),
  since: z.string().nullable(),
  suggested: suggestion.nullable(),
  changes: z.array(z.object({ from: z.number().nullable(), to: z.number(), at: z.string(), because: z.string() })),
  /** What people advise since the last change, the newest of each. */
  inputs: z.array(advice.extend({ at: z.string() })),
  /** The question that waits for an answer: does the severity still fit? */
  review: z.object({ at: z.string(), propose: z.number().nullable() }).nullable(),
  /** From when it is counted how long this severity lasts; null once it was looked at again. */
  lasting: z.string().nullable(),
});
export type Severity = z.infer<typeof schema>;
const event = eventOf<Severity>();

/** So many people's advice is remembered. */
const remembered = 20;

const begins = (state: Severity, at: string): Severity => ({ ...state, inputs: [], review: null, lasting: at });

export const severity = slice("severity", {
  schema,
  initial: { rank: null, since: null, suggested: null, changes: [], inputs: [], review: null, lasting: null } as Severity,
  on: {
    "severity-suggested": event(
      {
        data: suggestion,
        says: (d, say) => `The answers suggest ${say.severity(d.severity)}: ${d.why}${d.asks ? `. ${d.asks}` : ""}`,
        seenBy: "all",
      },
      (state, { data }) => ({ ...state, suggested: data }),
    ),
    "severity-advised": event(
      { data: advice, says: (d, say) => `${say.person(d.person)} advises ${say.severity(d.advises)}: ${d.text}`, seenBy: "all" },
      (state, { data, at }) => ({
        ...state,
        inputs: [...state.inputs.filter(({ person }) => person !== data.person), { ...data, at }].slice(-remembered),
      }),
    ),
    "severity-review-due": event(
      {
        data: z.object({ severity: z.number().nullable(), propose: z.number().nullable() }),
        says: (d, say) =>
          `Does ${d.severity === null ? "the severity" : say.severity(d.severity)} still fit?${d.propose === null ? "" : ` Proposed: ${say.severity(d.propose)}`}`,
        seenBy: "all",
      },
      (state, { data, at }) => ({ ...state, review: { at, propose: data.propose }, lasting: null }),
    ),
    "severity-kept": event(
      {
        data: z.object({ severity: z.number().nullable(), reason: z.string(), inputs: z.array(advice).optional() }),
        says: (d, say) => `It stays ${d.severity === null ? "as it is" : say.severity(d.severity)}${d.reason ? `: ${d.reason}` : ""}`,
        seenBy: "all",
      },
      (state) => ({ ...state, review: null }),
    ),
    "severity-changed": event(
      {
        data: z.object({ from: z.number().nullable(), to: z.number(), because: z.string(), reason: z.string(), inputs: z.array(advice).optional() }),
        says: (d, say) =>
          `${d.from !== null && d.to < d.from ? "More severe" : d.from === null ? "Severity set" : "Less severe"}: now ${say.severity(d.to)} (${d.because.replaceAll("_", " ")}${d.reason ? `: ${d.reason}` : ""})${(d.inputs ?? []).map((one) => `; ${say.person(one.person)} advised ${one.advises}`).join("")}`,
        seenBy: "all",
      },
      (state, { data, at }) => ({
        ...begins(state, at),
        rank: data.to,
        since: at,
        changes: [...state.changes, { from: data.from, to: data.to, at, because: data.because }],
      }),
    ),
  },
  hears: {
    concealed: (state, { data: { moves }, at }) =>
      moves?.rank == null
        ? state
        : { ...begins(state, at), rank: moves.rank, since: at, changes: [...state.changes, { from: state.rank, to: moves.rank, at, because: "concealed" }] },
    declared: (state, { data, at }) =>
      data.severity === null
        ? state
        : { ...begins(state, at), rank: data.severity, since: at, changes: [{ from: null, to: data.severity, at, because: "declared" }] },
    rejected: (state, { data, at }) => (data.disposition === "ticket" && data.severity !== null ? { ...state, rank: data.severity, since: at } : state),
    reopened: (state, { at }) => begins(state, at),
  },
});
