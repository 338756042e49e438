/** How soon somebody must have begun, and whether it may wait for the next day at all (GD2-05), and until when it is mended (PE-27). */
import { z } from "zod";
import type { Wish } from "../../incident/index.ts";
import { holdersOfKind } from "../../incident/roles/of-kind.ts";
import { holdersOf } from "../../incident/roles/slice.ts";
import type { State } from "../../incident/slices.ts";
import type { Duty } from "../../kernel/duty.ts";
import type { Recorded } from "../../kernel/event.ts";
import type { Facts } from "../../kernel/facts.ts";
import { cites, commandingRole, duration, type Process, roleOfKind } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { type Instant, later, lengthMs } from "../../kernel/time.ts";
import { countedAfter } from "../../oncall/counted.ts";
import { workBegins, workEnds } from "../../oncall/local-time.ts";
import { windowOf } from "../call/contact.ts";
import { teamOf } from "../resolve-whom.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** So long after the declaration somebody at work must have begun, counted inside the contact window of the severity. */
    within: duration.optional(),
    deferral: z.enum(["next_working_day", "never"]).default("next_working_day"),
    /** Until when it is mended: when work begins on the day after the one in which it had to be begun. */
    mended: z.literal("next_working_morning").optional(),
    cites,
  })
  .optional();
type Start = Policy<undefined, z.infer<typeof value>>;

const objectionAt = (policy: Start, rank: number | string, code: "deferral_not_allowed" | "severity_required", says: string): Objection[] => [
  policy.objection(`/severities/${rank}/start/deferral`, code, says),
];

/** Where some severities may not wait, one says how severe it is before it does. */
function notTomorrow(policy: Start, rank: number | null): Objection[] {
  const never = Object.keys(policy.process.severities).filter((one) => policy.levelAt(Number(one))?.deferral === "never");
  const least = never.at(-1);
  if (rank === null) return least === undefined ? [] : objectionAt(policy, least, "severity_required", "Say how severe it is: not every severity may wait.");
  return never.includes(String(rank)) ? objectionAt(policy, rank, "deferral_not_allowed", `Severity ${rank} is begun today: declare it.`) : [];
}

const responders = (process: Process, state: State) =>
  [...state.roles.held, ...state.roles.past.map((one) => ({ ...one, since: one.from }))].filter(({ role }) => process.roles[role]?.kind === "responder");

/** Whoever repairs has done something since they took the role: took it themselves, wrote, began an action. */
export const hasBegun = (process: Process, state: State) =>
  responders(process, state).some(({ person, since }) => (state.people.lastActAt[person] ?? "") >= since);

/** Whether with this event somebody begins. */
export function begins(process: Process, event: Recorded, before: State): boolean {
  const mine = event.type === "role-assigned" && `person:${(event.data as { person: string }).person}` === event.actor;
  return mine || responders(process, before).some(({ person }) => event.actor === `person:${person}`);
}

/** When somebody must have begun. */
function dueAt(policy: Start, within: string, state: State, facts: Facts): Instant | null {
  const { declaredAt } = state.lifecycle;
  const hours = facts.get("organisation", "organisation")?.hours;
  if (declaredAt === null || !hours) return null;
  const counted = { from: declaredAt, ms: lengthMs(within) };
  const due = countedAfter(windowOf(policy.process, state), hours, counted, hours.holidays ? facts.get("calendar", hours.holidays) : null);
  return due && later(due, state.severity.since ?? due);
}

/** Whoever commands sees to it, or where nobody has to, the team whose it is. */
function seesToIt(policy: Start, state: State, facts: Facts): Duty["who"] {
  const role = commandingRole(policy.process);
  if (role !== null && (policy.process.roles[role]?.kind === "commander" || holdersOf(state.roles, role).length > 0)) return { role };
  return { people: teamOf(state, facts) };
}

function mendDuty(policy: Start, state: State, facts: Facts): Duty<Wish, State>[] {
  const { within, mended } = policy.level ?? {};
  const begun = mended === undefined || within === undefined ? null : dueAt(policy, within, state, facts);
  const hours = facts.get("organisation", "organisation")?.hours;
  if (begun === null || !hours) return [];
  const calendar = hours.holidays ? facts.get("calendar", hours.holidays) : null;
  const due = workBegins(hours, workEnds(hours, begun, calendar) ?? begun, calendar);
  if (due === null) return [];
  return [
    {
      key: `mended@${due}`,
      who: { people: teamOf(state, facts) },
      what: "Mend it",
      during: ["active"],
      due,
      steps: [{ at: due, does: "due" }],
      metBy: ({ type }) => type === "resolved",
      cites: policy.cites(policy.at("level", "mended")),
      by: { name: "resolve", input: {} },
    },
  ];
}

function beginDuty(policy: Start, state: State, facts: Facts): Duty<Wish, State>[] {
  const within = policy.level?.within;
  if (within === undefined || hasBegun(policy.process, state)) return [];
  const due = dueAt(policy, within, state, facts);
  if (due === null) return [];
  return [
    {
      key: `start@${due}`,
      who: seesToIt(policy, state, facts),
      what: "See to it that somebody begins",
      during: ["active"],
      due,
      steps: [{ at: due, does: "due" }],
      metBy: (event, before) => begins(policy.process, event, before),
      cites: policy.cites(policy.at("level", "within")),
      by: { name: "assign-role", input: { role: roleOfKind(policy.process, "responder") ?? "" } },
    },
  ];
}

export const start = rule("start", {
  title: "Beginning",
  says: "Tells whoever commands and the experts when nobody has begun in time, and refuses to put off what may not wait.",
  level: value,
  forbids: {
    triage: (policy, state, input) => (input?.outcome === "next_day" ? notTomorrow(policy, input.severity ?? state.severity.suggested?.severity ?? null) : []),
  },
  demands: (policy, state, facts) => [...beginDuty(policy, state, facts), ...mendDuty(policy, state, facts)],
  triggers: {
    "duty-fell-due": (policy, state, { data }, { facts }) => {
      if (data.rule !== "start") return [];
      const late = data.key.startsWith("start@") ? "Nobody has begun to work on it" : data.what;
      const area = state.lifecycle.area === null ? null : facts.get("area", state.lifecycle.area);
      const told = [...holdersOfKind(policy.process, state.roles, "commander"), ...holdersOfKind(policy.process, state.roles, "advisor")];
      const led = roleOfKind(policy.process, "commander") !== null;
      return [...new Set([...told, ...(area?.experts ?? []), ...(led ? [] : teamOf(state, facts))])].map((person) => ({
        key: `nudge/${data.key}/${person}`,
        to: { person },
        template: "nudge",
        urgency: "notice",
        params: { what: late, dueAt: data.due, state: "overdue" },
        duty: data.key,
        cites: data.cites,
      }));
    },
  },
  examples: [
    { title: "within an hour, and never tomorrow", value: { within: "1h", deferral: "never" }, in: "level", valid: true },
    { title: "it may wait for Monday", value: { within: "0m", deferral: "next_working_day" }, in: "level", valid: true },
    { title: "mended the next morning", value: { within: "0m", mended: "next_working_morning" }, in: "level", valid: true },
    { title: "sometime", value: { within: "soon" }, in: "level", valid: false },
  ],
});
