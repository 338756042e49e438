/** What is not done without somebody's yes, and at which severities it is done without (PE-18). */
import { z } from "zod";
import { approvable } from "../../incident/approvals/slice.ts";
import type { State } from "../../incident/slices.ts";
import { cites } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { peopleOf } from "../resolve-whom.ts";
import { rule, whom } from "../rule.ts";

const approval = z.strictObject({
  what: z.enum(approvable),
  /** Who is asked. */
  of: whom,
  /** Severities at which it is all right without asking. */
  freely: z.array(z.number().int().min(1)).default([]),
  cites,
});
type Approval = z.infer<typeof approval>;
type ApprovalsPolicy = Policy<readonly Approval[] | undefined, undefined>;

function unapproved(policy: ApprovalsPolicy, state: State, what: Approval["what"]): Objection[] {
  return (policy.own ?? []).flatMap((one, index) => {
    if (one.what !== what || state.approvals.given[what] || (policy.rank !== null && one.freely.includes(policy.rank))) return [];
    return [policy.objection(policy.at("top", String(index)), "approval_required", "At this severity somebody must say yes first: ask.")];
  });
}

export const approvals = rule("approvals", {
  title: "Approvals",
  says: "Says what is not done without somebody's yes, whose, and at which severities it needs none.",
  schema: z.array(approval).optional(),
  forbids: { "take-down": (policy, state) => unapproved(policy, state, "take_down") },
  triggers: {
    "approval-asked": (policy, state, { data, seq }, ctx) => {
      const index = policy.own?.findIndex(({ what }) => what === data.what) ?? -1;
      const one = policy.own?.[index];
      if (!one) return [];
      return peopleOf(one.of, { process: policy.process, state, ctx }).map((person) => ({
        key: `approval/${seq}/${person}`,
        to: { person },
        template: "nudge",
        urgency: "page" as const,
        params: { what: `May they ${data.what.replaceAll("_", " ")}? ${data.why}`, state: "open" },
        cites: policy.cites(policy.at("top", String(index))),
      }));
    },
  },
  examples: [
    { title: "taking it down", value: [{ what: "take_down", of: { area: "engineering_manager" }, freely: [1] }], in: "top", valid: true },
    { title: "lunch", value: [{ what: "lunch", of: "staff" }], in: "top", valid: false },
  ],
});
