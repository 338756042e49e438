/** While nobody holds the role that comes first, nothing is worked on, the next who could are called, or the room is asked (GD-15, PE-37). */
import { z } from "zod";
import type { Wish } from "../../incident/index.ts";
import { begunAnewAt } from "../../incident/lifecycle/pauses.ts";
import { holdersOf } from "../../incident/roles/slice.ts";
import type { State } from "../../incident/slices.ts";
import type { Duty } from "../../kernel/duty.ts";
import type { Facts } from "../../kernel/facts.ts";
import { cites, duration } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { after, epochMs, type Instant, instantOf, later, lengthMs } from "../../kernel/time.ts";
import { mayBeCalledFrom } from "../call/contact.ts";
import { nextCandidate } from "../call/silence.ts";
import { participantsOf } from "../resolve-whom.ts";
import { rule } from "../rule.ts";
import { nextFor } from "./rank/rank.ts";

const value = z
  .strictObject({
    /** The role without which nothing is worked on. */
    role: z.string().max(40),
    /** So long after it became vacant, and every so long from then on, the next one is called. */
    call: duration.optional(),
    /** Whether work waits for it. */
    work: z.enum(["waits", "goes_on"]).default("waits"),
    /** So long after it became vacant, where the severity requires it, the room is asked who takes it. */
    asks: duration.optional(),
    cites,
  })
  .optional();
type Vacancy = Policy<z.infer<typeof value>, undefined>;

const isVacant = ({ own }: Vacancy, { roles }: State) => own !== undefined && holdersOf(roles, own.role).length === 0;

function nobodyThere(policy: Vacancy, state: State): Objection[] {
  if (!isVacant(policy, state) || policy.own?.work === "goes_on") return [];
  const label = policy.process.roles[policy.own!.role]?.label ?? policy.own!.role;
  return [policy.objection(policy.at("top"), "role_required", `Nobody is ${label} yet. That comes first.`)];
}

/** Since when nobody has it. */
function vacantSince({ own }: Vacancy, { lifecycle, roles }: State): Instant | null {
  if (lifecycle.declaredAt === null) return null;
  const left = roles.past.filter(({ role }) => role === own!.role).map(({ to }) => to);
  return [begunAnewAt(lifecycle), ...left].reduce<Instant>((at, one) => later(at, one ?? ""), lifecycle.declaredAt);
}

/** So many are called at most. */
const mostCalls = 24;

/** When somebody is called: counted from when they may be. */
function calls(since: Instant, every: string, opens: Instant): Instant[] {
  const begun = epochMs(later(since, opens));
  return Array.from({ length: mostCalls }, (_, index) => instantOf(begun + (index + 1) * lengthMs(every)));
}

/** Whom the process ranks first for it; else the next who knows the area. */
function nextPerson({ own, process }: Vacancy, state: State, ctx: { readonly facts: Facts; readonly now: Instant }): string | null {
  return nextFor(own!.role, { process, state, ctx }, 1)[0] ?? nextCandidate(state, ctx.facts);
}

function callDuty(policy: Vacancy, state: State, facts: Facts): Duty<Wish, State>[] {
  const call = policy.own?.call;
  const since = isVacant(policy, state) && call !== undefined ? vacantSince(policy, state) : null;
  const person = since === null ? null : nextPerson(policy, state, { facts, now: since });
  if (call === undefined || since === null || person === null) return [];
  const label = policy.process.roles[policy.own!.role]?.label ?? policy.own!.role;
  const opens = mayBeCalledFrom(policy.process, { person, at: since, state, facts });
  const then: Wish = { name: "page", input: { person, reason: `Nobody is ${label} yet: ${state.lifecycle.title}`.slice(0, 300) } };
  return [
    {
      key: `vacancy@${since}`,
      who: { process: true },
      what: `Call the next who could be ${label}`,
      during: ["active"],
      due: null,
      steps: calls(since, call, opens).map((at) => ({ at, does: "escalate" as const, then })),
      metBy: () => false,
      cites: policy.cites(policy.at("top", "call")),
    },
  ];
}

/** Whoever is there is asked who takes it. */
function askDuty(policy: Vacancy, state: State): Duty<Wish, State>[] {
  const { asks, role = "" } = policy.own ?? {};
  const seat = policy.process.roles[role];
  const since = asks !== undefined && isVacant(policy, state) ? vacantSince(policy, state) : null;
  if (asks === undefined || since === null || !seat || !(policy.rank !== null && seat.requiredAt.includes(policy.rank))) return [];
  const due = after(later(since, state.severity.since ?? since), asks);
  return [
    {
      key: `vacancy/asks@${due}`,
      who: { people: participantsOf(state) },
      what: `Somebody becomes ${seat.label}`,
      during: ["active"],
      due,
      steps: [{ at: due, does: "due", then: { name: "post-message", input: { text: `Nobody is ${seat.label} yet. Who takes it?` } } }],
      metBy: ({ type, data }) => (type === "role-assigned" || type === "handed-over") && (data as { role: string }).role === role,
      cites: policy.cites(policy.at("top", "asks")),
      by: { name: "assign-role", input: { role } },
    },
  ];
}

export const vacancy = rule("vacancy", {
  title: "Vacant seat",
  says: "Refuses work while nobody holds the role that comes first, and calls the next who could take it.",
  schema: value,
  forbids: {
    "add-action": (policy, state) => nobodyThere(policy, state),
    "start-action": (policy, state) => nobodyThere(policy, state),
    "start-runbook": (policy, state) => nobodyThere(policy, state),
  },
  demands: (policy, state, facts) => [...callDuty(policy, state, facts), ...askDuty(policy, state)],
  examples: [
    { title: "a commander first, the next one called after five minutes", value: { role: "commander", call: "5m" }, in: "top", valid: true },
    { title: "the room is asked, work goes on", value: { role: "comms", work: "goes_on", asks: "5m" }, in: "top", valid: true },
    { title: "no role", value: { call: "5m" }, in: "top", valid: false },
  ],
});
