/** Nobody manages too long: handing over begins in time, and after that nothing else is done in the role (GD-24, GD-25). */
import { offerTo } from "../../../incident/handover/accept-handover.ts";
import type { Wish } from "../../../incident/index.ts";
import { holdersOf } from "../../../incident/roles/slice.ts";
import type { State } from "../../../incident/slices.ts";
import type { Ctx } from "../../../kernel/command.ts";
import type { Effect } from "../../../kernel/effect.ts";
import type { Objection } from "../../../kernel/refusal.ts";
import { peopleOf } from "../../resolve-whom.ts";
import { rule } from "../../rule.ts";
import { nextFor } from "../rank/rank.ts";
import { isOver, keys, type ShiftPolicy, shiftDuties, shiftValue } from "./time.ts";

/** What is done in command. Handing over, answering and writing are not among them. */
const acts = [
  ...(["add-action", "change-severity", "confirm-observers", "decide-option", "decide-round", "defer-tests", "delegate", "drop-action"] as const),
  ...(["extend-action", "fulfil-need", "go-on", "hide-message", "keep-severity", "mark-test-plan-ready", "move-to-questions", "mute"] as const),
  ...(["open-round", "page", "post-update", "record-expert-unreachable", "redirect-action", "release", "request-information", "resolve"] as const),
  ...(["revoke-delegation", "set-status", "set-test-plan", "sign-tests", "skip-step", "stand-down", "summarise-round", "waive-duty"] as const),
] satisfies readonly Wish["name"][];

const limit = (policy: ShiftPolicy, says: string): Objection[] => [
  { ...policy.objection(policy.at("top", "most"), "shift_limit_exceeded", says), ...(policy.own?.most?.warns ? { only: "warning" as const } : {}) },
];

/** Against whoever has had the role for too long, in all that is done in it. */
function tooLong(policy: ShiftPolicy, state: State, _input: unknown, ctx: Ctx): Objection[] {
  const { own } = policy;
  const working = ["active", "paused"].includes(state.lifecycle.phase);
  if (!own?.most || !working || ctx.person === null || !holdersOf(state.roles, own.role).includes(ctx.person)) return [];
  return isOver(policy, state, ctx.person, ctx.now) ? limit(policy, "Your time is over: hand over first, and rest.") : [];
}

/** Against giving the role to somebody who has not rested since. */
function unrested(policy: ShiftPolicy, state: State, seat: { readonly role: string; readonly person: string } | null, ctx: Ctx): Objection[] {
  if (seat === null || seat.role !== policy.own?.role || !isOver(policy, state, seat.person, ctx.now)) return [];
  return limit(policy, "They have managed for too long and have not rested since.");
}

/** Those who are called now: the next who could take over, and at the end those who must know. */
function calls(policy: ShiftPolicy, state: State, key: string, ctx: Ctx) {
  const { own } = policy;
  const asking = { process: policy.process, state, ctx };
  const isEnd = key.startsWith(keys.most);
  const part = isEnd ? own?.most : own?.begin;
  if (!own || !part) return [];
  const label = policy.process.roles[own.role]?.label ?? own.role;
  const paged = new Set(Object.values(state.pages.pages).flatMap((page) => (page.state === "open" ? [page.person] : [])));
  const told = isEnd ? (own.most?.tells ?? []).flatMap((one) => peopleOf(one, asking)) : [];
  const reason = `${label} for too long: can you take over? ${state.lifecycle.title}`.slice(0, 300);
  const people = new Set([...nextFor(own.role, asking, part.calls), ...told.filter((person) => !wasTold(state, person))]);
  return [...people].filter((person) => !paged.has(person)).map((person) => ({ name: "page" as const, input: { person, reason } }));
}

/** Whoever was called for this once is not called anew: silence repeats itself. */
const wasTold = (state: State, person: string) => Object.values(state.pages.pages).some((page) => page.person === person && page.why.includes("for too long"));

function warning(policy: ShiftPolicy, state: State, event: { readonly key: string; readonly what: string; readonly due: string }): Effect[] {
  const { own } = policy;
  if (!own) return [];
  const isEnd = event.key.startsWith(keys.most);
  const over = own.most?.warns ? "Your time is over: hand over, and rest" : "Your time is over: nothing else can be done before you have handed over";
  const what = isEnd ? over : event.what;
  return holdersOf(state.roles, own.role).map((person) => ({
    // The end is said once, however often others are called.
    key: isEnd ? `shift/over/${person}/${state.spans.spans.length}` : `shift/${event.key}`,
    to: { person },
    template: "nudge",
    urgency: "notice" as const,
    params: { what, dueAt: event.due, state: isEnd ? "overdue" : "due" },
    // Whoever manages is awake.
    always: true,
    cites: policy.cites(policy.at("top", isEnd ? "most" : "begin")),
  }));
}

export const shift = rule("shift", {
  title: "Shifts",
  says: "After so long the role is to be handed over and others are called; a little later nothing else can be done in it; a break begins the count anew.",
  schema: shiftValue,
  forbids: {
    ...Object.fromEntries(acts.map((name) => [name, tooLong])),
    "assign-role": (policy, state, input, ctx) => [...tooLong(policy, state, input, ctx), ...unrested(policy, state, input, ctx)],
    "hand-over": (policy, state, input, ctx) => unrested(policy, state, input && { role: input.role, person: input.to }, ctx),
    "offer-handover": (policy, state, input, ctx) => unrested(policy, state, input && { role: input.role, person: input.to }, ctx),
    "accept-handover": (policy, state, input, ctx) => {
      const offer = input === null ? null : offerTo(state, input.handover, ctx);
      return unrested(policy, state, offer && { role: offer.role, person: offer.to }, ctx);
    },
  },
  follows: { "duty-fell-due": (policy, state, { data }, ctx) => (data.rule === "shift" ? calls(policy, state, data.key, ctx) : []) },
  demands: (policy, state) => shiftDuties(policy, state),
  triggers: { "duty-fell-due": (policy, state, { data }) => (data.rule === "shift" ? warning(policy, state, data) : []) },
  examples: [
    {
      title: "eight hours, handed over from the seventh on",
      value: { role: "manager", minBreak: "1h", begin: { after: "7h" }, most: { after: "8h", again: "5m" } },
      in: "top",
      valid: true,
    },
    { title: "a break of no length", value: { role: "manager", minBreak: "some" }, in: "top", valid: false },
  ],
});
