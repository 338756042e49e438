/** How long somebody manages without a break, and what the process and they owe once it is long (GD-24, GD-25). */
import { z } from "zod";
import type { Wish } from "../../../incident/index.ts";
import { holdersOf } from "../../../incident/roles/slice.ts";
import { heldSince } from "../../../incident/roles/spans.ts";
import type { State } from "../../../incident/slices.ts";
import type { Duty } from "../../../kernel/duty.ts";
import { cites, duration } from "../../../kernel/process.ts";
import type { Policy } from "../../../kernel/rule.ts";
import { after, epochMs, type Instant, instantOf, later, lengthMs } from "../../../kernel/time.ts";
import { whom } from "../../rule.ts";

/** The rule's value. */
export const shiftValue = z
  .strictObject({
    role: z.string().max(40),
    /** A break of at least this begins the count anew. */
    minBreak: duration,
    /** After so long the role is to be handed over, and so many who could take it are called. */
    begin: z.strictObject({ after: duration, calls: z.number().int().min(0).max(10).default(2), cites }).optional(),
    /** After so long nothing else may be done in the role (`warns`: it is only warned of); others are called again and again, and told. */
    most: z
      .strictObject({
        after: duration,
        again: duration,
        calls: z.number().int().min(0).max(10).default(2),
        warns: z.boolean().default(false),
        tells: z.array(whom).max(10).default([]),
        cites,
      })
      .optional(),
    cites,
  })
  .optional();
export type ShiftPolicy = Policy<z.infer<typeof shiftValue>, undefined>;

/** Since when somebody has had the role without a break that counts; null where they are rested. */
function since(policy: ShiftPolicy, state: State, person: string, now: Instant): Instant | null {
  const { own } = policy;
  const { paused, pauses } = state.lifecycle;
  const rests = [...pauses, ...(paused === null ? [] : [{ from: paused.since, to: now }])];
  return own ? heldSince(state.spans, { role: own.role, person }, { now, minBreak: own.minBreak, rests }) : null;
}

/** Whether somebody has had the role for as long as anybody may; at the very instant they have. */
export function isOver(policy: ShiftPolicy, state: State, person: string, now: Instant): boolean {
  const most = policy.own?.most;
  const began = since(policy, state, person, now);
  return most !== undefined && began !== null && after(began, most.after) <= now;
}

/** The keys of its duties; each names who has the role and since when. */
export const keys = { begin: "shift/begin/", most: "shift/most/" } as const;

/** Handing over, owed by whoever has the role; and the process's own calls once their time is over. */
export function shiftDuties(policy: ShiftPolicy, state: State): Duty<Wish, State>[] {
  const { own } = policy;
  if (!own) return [];
  return holdersOf(state.roles, own.role).flatMap((person) => {
    // What was held is known up to the seat of today: time itself adds nothing to it but its length.
    const seated = state.spans.spans.findLast((one) => one.role === own.role && one.person === person && one.to === null);
    const anew = state.lifecycle.pauses.at(-1)?.to ?? "";
    if (!seated) return [];
    const latest = later(seated.from, anew);
    const began = since(policy, state, person, latest) ?? latest;
    return [...toBegin(policy, person, began), ...toCall(policy, state, { person, began })];
  });
}

function toBegin(policy: ShiftPolicy, person: string, began: Instant): Duty<Wish, State>[] {
  const { begin, most, role } = policy.own!;
  if (!begin) return [];
  return [
    {
      key: `${keys.begin}${person}@${began}`,
      who: { people: [person] },
      what: `Hand over: you have been ${policy.process.roles[role]?.label ?? role} for long enough`,
      during: ["active"],
      due: after(began, most?.after ?? begin.after),
      steps: [{ at: after(began, begin.after), does: "open" }],
      metBy: (event) =>
        event.type === "handed-over" && (event.data as { role: string; from: string }).role === role && (event.data as { from: string }).from === person,
      cites: policy.cites(policy.at("top", "begin")),
      by: { name: "offer-handover", input: { role } },
    },
  ];
}

function toCall(policy: ShiftPolicy, state: State, { person, began }: { readonly person: string; readonly began: Instant }): Duty<Wish, State>[] {
  const { most } = policy.own!;
  if (!most) return [];
  const first = after(began, most.after);
  const called = state.spans.calledAt;
  const passed = called === null || called < first ? 0 : Math.floor((epochMs(called) - epochMs(first)) / lengthMs(most.again)) + 1;
  const at = instantOf(epochMs(first) + passed * lengthMs(most.again));
  return [
    {
      key: `${keys.most}${person}@${at}`,
      who: { process: true },
      what: "Call somebody to take over",
      during: ["active"],
      due: null,
      steps: [{ at, does: "escalate" }],
      metBy: () => false,
      cites: policy.cites(policy.at("top", "most")),
    },
  ];
}
