/** Changes of the process itself: who decides on a proposal, until when, and that whoever declares meanwhile is told of it (GD-04). */

import { z } from "zod";
import { openRefinements } from "../../incident/refinements/slice.ts";
import type { State } from "../../incident/slices.ts";
import type { Ctx } from "../../kernel/command.ts";
import type { Facts } from "../../kernel/facts.ts";
import { cites, duration } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { after } from "../../kernel/time.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** Until when somebody decides, counted from the proposal. */
    within: duration,
    /** Whether those who keep the process may decide alone on what they proposed themselves; where there is only one of them, they may. */
    ownProposals: z.enum(["decided_by_another", "allowed"]).default("decided_by_another"),
    cites,
  })
  .optional();
type Value = z.infer<typeof value>;

/** Those who keep the processes: the administrators. */
const keepersOf = (facts: Facts) => {
  const organisation = facts.get("organisation", "organisation");
  return organisation?.admins ?? organisation?.lastResort ?? [];
};

function notTheirs(policy: Policy<Value>, state: State, input: { readonly refinement: string } | null, ctx: Ctx): Objection[] {
  if (!policy.own || ctx.person === null) return [];
  const keepers = keepersOf(ctx.facts);
  if (!keepers.includes(ctx.person)) return [policy.objection(policy.at("top"), "not_permitted", "Only those who keep the process decide what it says.")];
  const own = input !== null && state.refinements.all[input.refinement]?.by === `person:${ctx.person}`;
  if (!own || policy.own.ownProposals === "allowed" || keepers.length === 1) return [];
  return [policy.objection(policy.at("top", "ownProposals"), "approval_required", "You proposed it: let somebody else who keeps the process decide.")];
}

/** Whoever declares hears that the process is about to change; it never stops them. */
function pending(policy: Policy<Value>, ctx: Ctx): Objection[] {
  const waiting = policy.own ? (ctx.facts.get("refinements", policy.process.key)?.pending.length ?? 0) : 0;
  if (waiting === 0) return [];
  const what = waiting === 1 ? "A proposal to change the process waits" : `${waiting} proposals to change the process wait`;
  return [{ ...policy.objection(policy.at("top"), "refinements_pending", `${what} for a decision since an earlier incident.`), only: "warning" }];
}

export const refinements = rule("refinements", {
  title: "Refinements",
  says: "Says who decides on proposals to change the process, until when, and tells whoever declares while some are undecided.",
  schema: value,
  forbids: {
    declare: (policy, _state, _input, ctx) => pending(policy, ctx),
    triage: (policy, _state, input, ctx) => (input?.outcome === "declare" ? pending(policy, ctx) : []),
    "apply-refinement": (policy, state, input, ctx) => notTheirs(policy, state, input, ctx),
    "reject-refinement": (policy, state, input, ctx) => notTheirs(policy, state, input, ctx),
  },
  demands: (policy, state, facts) =>
    openRefinements(state.refinements).map((one) => {
      const due = after(one.at, policy.own?.within ?? "P7D");
      return {
        key: `refinement/${one.id}`,
        who: { people: [...keepersOf(facts)] },
        what: `Decide on a change of the process: ${one.change}`,
        during: ["active", "paused", "resolved", "closed"],
        due,
        steps: [{ at: due, does: "due" as const }],
        metBy: (event) => ["refinement-applied", "refinement-rejected"].includes(event.type) && (event.data as { refinement: string }).refinement === one.id,
        cites: policy.cites(policy.at("top")),
        by: { name: "apply-refinement", input: { refinement: one.id } },
      };
    }),
  triggers: {
    "*": (policy, state, event, ctx) => {
      const fell = event.type === "duty-fell-due" && event.data.rule === "refinements" ? event.data.key.slice("refinement/".length) : null;
      const id = event.type === "refinement-proposed" ? event.data.refinement : fell;
      const one = id === null ? undefined : state.refinements.all[id];
      if (!policy.own || !one) return [];
      return keepersOf(ctx.facts)
        .filter((person) => person !== ctx.person)
        .map((person) => ({
          key: `refinement/${one.id}/${event.type}/${person}`,
          to: { person },
          template: "nudge",
          urgency: "notice" as const,
          params: { what: `Decide on a change of the process: ${one.change}`, dueAt: after(one.at, policy.own!.within), state: fell === null ? "open" : "due" },
          duty: `refinement/${one.id}`,
          cites: policy.cites(policy.at("top")),
        }));
    },
  },
  examples: [
    { title: "within a week", value: { within: "7d" }, in: "top", valid: true },
    { title: "never", value: {}, in: "top", valid: false },
  ],
});
