/** The experts of an area: called first, they manage when they answer, nobody repairs without them, and they are called until one answers (GD-08, GD-09, GD-12, GD2-09, GD2-10). */
import { holdersOf } from "../../../incident/roles/slice.ts";
import type { State } from "../../../incident/slices.ts";
import type { Ctx } from "../../../kernel/command.ts";
import type { Objection } from "../../../kernel/refusal.ts";
import { rule } from "../../rule.ts";
import { callDuties, pageOf } from "./calls.ts";
import { type ExpertsPolicy, expertsOf, expertsValue, firstOf, hasAnswered, pagesTo, wasAtHand } from "./value.ts";

/** Against a repair that nobody who knows the area has a part in. */
function without(policy: ExpertsPolicy, state: State, ctx: Ctx): Objection[] {
  const { own } = policy;
  if (!own?.repairs?.wait || state.experts.unreachable !== null || wasAtHand(own.role, state, ctx.facts)) return [];
  const says = "No expert of the area has answered yet. Get hold of one, or record that none can be reached.";
  return [policy.objection(policy.at("top", "repairs"), "sme_required", says)];
}

/** Against saying that none can be reached while one is at hand: nobody would ever be called again. */
function atHand(policy: ExpertsPolicy, state: State): Objection[] {
  const { own } = policy;
  if (!own?.retry || holdersOf(state.roles, own.role).length === 0) return [];
  return [policy.objection(policy.at("top", "retry"), "invalid_state", "An expert is at hand. Should they not be enough, page another.")];
}

/** Against somebody who makes themselves an expert without being on the list: whoever manages may ask anybody in. */
function notListed(policy: ExpertsPolicy, state: State, input: { readonly role: string; readonly person: string } | null, ctx: Ctx): Objection[] {
  const { own } = policy;
  if (!own?.answer || input === null || input.role !== own.role || input.person !== ctx.person || ctx.holds("command")) return [];
  if (firstOf(state, ctx.facts).includes(input.person)) return [];
  return [
    policy.objection(
      policy.at("top", "answer"),
      "not_permitted",
      "Only those on the area's list of experts say so themselves; whoever manages may ask others in.",
    ),
  ];
}

/** The first one, unless somebody is being called or has answered. */
function callFirst(policy: ExpertsPolicy, state: State, ctx: Ctx) {
  const { own } = policy;
  const people = firstOf(state, ctx.facts);
  if (!own?.first || people.length === 0 || hasAnswered(own.role, state, ctx.facts)) return [];
  return pagesTo(state, people).length > 0 ? [] : [pageOf(state, people[0]!, ctx.facts)];
}

/** The same for a report that names an area: nobody else is called for what is not declared yet. */
function callForReport(policy: ExpertsPolicy, state: State, ctx: Ctx) {
  const [first] = expertsOf(state, ctx.facts);
  return policy.own?.reports?.call && state.lifecycle.phase === "reported" && first !== undefined ? [pageOf(state, first, ctx.facts)] : [];
}

/** The seats that somebody's answer takes: those that are vacant, and the expert's own to whoever is one. */
function seats(policy: ExpertsPolicy, state: State, ctx: Ctx) {
  const { own } = policy;
  if (!own?.answer || state.lifecycle.phase === "reported") return [];
  const experts = expertsOf(state, ctx.facts);
  const answered = pagesTo(state, firstOf(state, ctx.facts)).filter((page) => page.state === "answered");
  return answered.flatMap(({ person }) =>
    own.answer!.takes.flatMap((role) => {
      const holders = holdersOf(state.roles, role);
      const seatsLeft = (policy.process.roles[role]?.max ?? Number.POSITIVE_INFINITY) > holders.length;
      const fits = role === own.role ? experts.includes(person) : holders.length === 0;
      return seatsLeft && fits && !holders.includes(person) ? [{ name: "assign-role" as const, input: { role, person } }] : [];
    }),
  );
}

/** After one who cannot come, the next. */
function callNext(policy: ExpertsPolicy, state: State, who: string, ctx: Ctx) {
  const { own } = policy;
  const people = firstOf(state, ctx.facts);
  if (!own?.first || !people.includes(who) || hasAnswered(own.role, state, ctx.facts)) return [];
  const called = pagesTo(state, people).map((page) => page.person);
  const next = people.find((person) => !called.includes(person));
  return next === undefined ? [] : [pageOf(state, next, ctx.facts)];
}

export const experts = rule("experts", {
  title: "Experts",
  says: "Calls the area's experts first and in their order; whoever of them answers manages; nobody repairs before one was reached or recorded as unreachable.",
  schema: expertsValue,
  forbids: {
    "add-action": (policy, state, input, ctx) => (input?.kind === "repair" ? without(policy, state, ctx) : []),
    "start-action": (policy, state, input, ctx) =>
      input !== null && state.actions.actions[input.action]?.kind === "repair" ? without(policy, state, ctx) : [],
    "assign-role": notListed,
    "record-expert-unreachable": atHand,
  },
  follows: {
    reported: (policy, state, _event, ctx) => callForReport(policy, state, ctx),
    declared: (policy, state, _event, ctx) => [...callFirst(policy, state, ctx), ...seats(policy, state, ctx)],
    reopened: (policy, state, _event, ctx) => callFirst(policy, state, ctx),
    "page-answered": (policy, state, { data }, ctx) => seats(policy, state, ctx).filter(({ input }) => input.person === data.person),
    "page-declined": (policy, state, { data }, ctx) => callNext(policy, state, data.person, ctx),
  },
  demands: callDuties,
  examples: [
    {
      title: "the expert first, who then manages; nobody repairs without one",
      value: { role: "sme", first: { next: "5m" }, answer: { takes: ["sme", "manager"] }, repairs: { wait: true }, retry: { every: "15m" } },
      in: "top",
      valid: true,
    },
    { title: "every area has one", value: { role: "sme", coverage: { everyArea: true } }, in: "top", valid: true },
    { title: "no role to be seated in", value: { first: { next: "5m" } }, in: "top", valid: false },
  ],
});
