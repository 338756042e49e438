/** The strength of the people: the tired hand on, whoever has nothing to do may go, whoever was up at night sleeps in (GD2-19, GD2-22, GD2-23). */
import { isOpenAction } from "../../../incident/actions/slice.ts";
import { holdsKind } from "../../../incident/roles/of-kind.ts";
import type { State } from "../../../incident/slices.ts";
import type { Ctx } from "../../../kernel/command.ts";
import type { Effect } from "../../../kernel/effect.ts";
import { peopleOf } from "../../resolve-whom.ts";
import { rule } from "../../rule.ts";
import { concernedBy, sleepsUntil, strengthDuties, workedHere } from "./owed.ts";
import { type StrengthPolicy, strengthValue } from "./value.ts";

const atWork = (policy: StrengthPolicy, role: string) => policy.own?.fatigue !== undefined && policy.process.roles[role]?.kind === "responder";

/** Tells the manager whom a duty is about. */
function prompts(policy: StrengthPolicy, state: State, data: { key: string; what: string; due: string; cites: string[] }, ctx: Ctx): Effect[] {
  const owner = concernedBy(data.key);
  if (owner === null) return [];
  return peopleOf("commander", { process: policy.process, state, ctx }).map((person) => ({
    key: `nudge/${data.key}/${person}`,
    to: { person },
    template: "nudge",
    urgency: "notice" as const,
    params: { what: data.what, dueAt: data.due, state: "due", owner },
    duty: data.key,
    cites: data.cites,
  }));
}

export const strength = rule("strength", {
  title: "Strength",
  says: "Helps the tired to hand on, lets go whoever has nothing to do, and lets those sleep in who were up at night.",
  schema: strengthValue,
  forbids: {
    "offer-handover": (policy, _state, input) =>
      input !== null && atWork(policy, input.role) && (input.brief ?? "").trim() === ""
        ? [policy.objection(policy.at("top", "fatigue"), "missing_fields", "Whoever takes over must know how it stands: write a brief.", ["brief"])]
        : [],
    "hand-over": (policy, _state, input) =>
      input !== null && atWork(policy, input.role)
        ? [policy.objection(policy.at("top", "fatigue"), "approval_required", "Offer it instead: the work is theirs when they say yes.")]
        : [],
  },
  follows: {
    "handed-over": (policy, state, { data }) =>
      atWork(policy, data.role) && !holdsKind(policy.process, state.roles, "responder", data.from)
        ? Object.values(state.actions.actions)
            .filter((one) => isOpenAction(one) && one.assignee === data.from)
            .map(({ id }) => ({ name: "redirect-action" as const, input: { action: id, to: data.person, reason: "Handed on" } }))
        : [],
    released: (policy, state, { data, at }, ctx) => {
      const until = sleepsUntil(policy, state, { person: data.person, at }, ctx.facts);
      return until === null ? [] : [{ name: "grant-rest", input: { person: data.person, until } }];
    },
    // The end lets everybody go.
    resolved: (policy, state, { at }, ctx) =>
      workedHere(policy, state).flatMap((person) => {
        const until = sleepsUntil(policy, state, { person, at }, ctx.facts);
        return until === null ? [] : [{ name: "grant-rest" as const, input: { person, until } }];
      }),
    // Whoever sleeps goes to no meetings either.
    "rest-granted": (_policy, state, { data }) => (state.lifecycle.phase === "resolved" ? [] : [{ name: "decline-meetings", input: data }]),
  },
  triggers: {
    released: (policy, state, { data, at, seq }, ctx) => [
      {
        key: `released/${data.person}/${seq}`,
        to: { person: data.person },
        template: "released",
        urgency: "notice",
        params: { by: ctx.person ?? "", reason: data.reason, until: sleepsUntil(policy, state, { person: data.person, at }, ctx.facts) },
        cites: policy.cites(policy.at("top", "idle")),
      },
    ],
    "duty-fell-due": (policy, state, { data }, ctx) => (data.rule === "strength" ? prompts(policy, state, data, ctx) : []),
  },
  demands: (policy, state) => strengthDuties(policy, state),
  examples: [
    { title: "six hours, and sleep after a night", value: { fatigue: { after: "6h" }, rest: { after: "2h", for: "10h" } }, in: "top", valid: true },
    { title: "a rest without an end", value: { rest: { after: "2h" } }, in: "top", valid: false },
  ],
});
