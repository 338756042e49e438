/** The escalation of an incident: which policy runs, how far it has come, whom it called and what they said. */
import { z } from "zod";
import { eventOf, type Recorded, type Say } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";
import {
  carriedOut,
  changed,
  type Escalation,
  ended,
  forgotten,
  gone,
  heard,
  lastResort,
  postponed,
  repeated,
  schema,
  skipped,
  started,
} from "../../oncall/escalation-run.ts";
import { type Call, call, changedData, escalatedData, skippedData, startedData } from "../../oncall/escalation-shapes.ts";

const event = eventOf<Escalation>();
const run = z.number().int();
const stepNames = (steps: readonly number[]) => `${steps.length === 1 ? "step" : "steps"} ${steps.map((step) => step + 1).join(", ")}`;
const names = (calls: readonly Call[], say: Say) => calls.map(({ person }) => say.person(person)).join(", ");
const reached = (d: z.infer<typeof escalatedData>, say: Say) =>
  names(d.calls, say) || (d.answered.length > 0 ? `${d.answered.map(say.person).join(", ")} answered already` : "rooms and webhooks");
const over =
  (why: string) =>
  (state: Escalation, { at }: Recorded) =>
    ended(state, at, why);

export const escalation = slice("escalation", {
  schema,
  initial: { run: null } as Escalation,
  on: {
    "escalation-started": event(
      {
        data: startedData,
        says: (d) => (d.policy === null ? `No escalation policy is left to call people: ${d.why}` : `Calling people by the policy ${d.policy.title}: ${d.why}`),
        seenBy: "all",
      },
      (state, { data, at }) => started(state, data, at),
    ),
    escalated: event(
      {
        data: escalatedData,
        says: (d, say) => `Step ${d.step + 1}${d.round > 0 ? ` (round ${d.round + 1})` : ""}: ${reached(d, say)}${d.why ? ` (${d.why})` : ""}`,
        seenBy: "all",
      },
      (state, { data, at }) => carriedOut(state, data, at),
    ),
    "escalation-skipped": event(
      {
        data: skippedData,
        says: (d) => `Skipped ${stepNames(d.steps.map(({ step }) => step))}: ${d.steps.map(({ why }) => why).join("; ")}`,
        seenBy: "all",
      },
      (state, { data }) => skipped(state, data),
    ),
    "escalation-repeated": event(
      { data: z.object({ run, round: z.number() }), says: (d) => `Nobody answered: going through the steps again (round ${d.round + 1})`, seenBy: "all" },
      (state, { data, at }) => repeated(state, data.round, at),
    ),
    "escalation-changed": event(
      {
        data: changedData,
        says: (d, say) => `Whom the policy means has changed (${d.why})${d.added.length > 0 ? `: also calling ${names(d.added, say)}` : ""}`,
        seenBy: "all",
      },
      (state, { data, at }) => changed(state, data, at),
    ),
    "escalation-checked": event(
      {
        data: z.object({ run, meant: z.array(z.string()), why: z.string() }),
        says: (d) => `Looked again whom the policy means: ${d.why}`,
        seenBy: "all",
        timeline: false,
      },
      (state, { data, at }) => changed(state, { ...data, carried: [], added: [], endpoints: [] }, at),
    ),
    "escalation-postponed": event(
      { data: z.object({ run, step: z.number(), why: z.string() }), says: (d) => `Step ${d.step + 1} waits once more: ${d.why}`, seenBy: "all" },
      (state, { at }) => postponed(state, at),
    ),
    "last-resort-paged": event(
      {
        data: z.object({ run, calls: z.array(call), why: z.string() }),
        says: (d, say) => `Last resort: ${names(d.calls, say) || "there is nobody"} (${d.why})`,
        seenBy: "all",
      },
      (state, { data, at }) => lastResort(state, data.calls, at),
    ),
    "escalation-forgotten": event(
      {
        data: z.object({ run, count: z.number(), calls: z.array(call) }),
        says: (d, say) => `Answered, but nothing has happened since: called ${names(d.calls, say)} again`,
        seenBy: "all",
      },
      (state, { data, at }) => forgotten(state, data.calls, at),
    ),
    "escalation-stopped": event(
      { data: z.object({ run, reason: z.string() }), says: (d) => `Stopped calling people: ${d.reason}`, seenBy: "all" },
      (state, { data, at }) => ended(state, at, `stopped: ${data.reason}`),
    ),
  },
  hears: {
    "page-answered": (state, { data, at }) => heard(state, data, at),
    "page-declined": (state, { data, at }) => gone(state, data.page, at, data.person),
    "person-unreachable": (state, { data, at }) => gone(state, data.page, at),
    "page-delivered": (state, { data }) => gone(state, data.page, null),
    resolved: over("resolved"),
    cancelled: over("cancelled"),
    "marked-duplicate": over("a duplicate"),
    rejected: over("not an incident"),
    "*": (state, { actor, type }) =>
      state.run?.forgotten.times && /^(person|sim):/.test(actor) && type !== "page-answered"
        ? { run: { ...state.run, forgotten: { ...state.run.forgotten, times: 0 } } }
        : state,
  },
});
