/** What triage may say a report is, and which of that needs a reason (PE-02). */
import { z } from "zod";
import { outcomes } from "../../incident/lifecycle/triage.ts";
import { cites } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** What a report may become; absent: anything. */
    outcomes: z.array(z.enum(outcomes)).min(1).optional(),
    /** What is only said with a reason. */
    reasons: z.array(z.enum(outcomes)).default([]),
    cites,
  })
  .optional();
type Triage = Policy<z.infer<typeof value>, undefined>;

function unknown(policy: Triage, outcome: (typeof outcomes)[number]): Objection[] {
  const allowed = policy.own?.outcomes;
  if (allowed === undefined || allowed.includes(outcome)) return [];
  const says = `Under ${policy.process.name} a report becomes one of these: ${allowed.join(", ").replaceAll("_", " ")}.`;
  return [policy.objection(policy.at("top", "outcomes"), "invalid_value", says)];
}

export const triage = rule("triage", {
  title: "Triage",
  says: "Says what a report may become, and which of that needs a reason.",
  schema: value,
  forbids: {
    triage: (policy, _state, input) => {
      const outcome = input?.outcome;
      if (input === null || outcome === undefined) return [];
      const silent = policy.own?.reasons.includes(outcome) && (input.reason ?? "").trim() === "";
      return [
        ...unknown(policy, outcome),
        ...(silent ? [policy.objection(policy.at("top", "reasons"), "reason_required", "Say why it is nothing to solve now.")] : []),
      ];
    },
  },
  examples: [
    {
      title: "an incident or a ticket, nothing without a reason",
      value: { outcomes: ["declare", "ticket", "dismiss"], reasons: ["dismiss"] },
      in: "top",
      valid: true,
    },
    { title: "an unknown outcome", value: { outcomes: ["forget"] }, in: "top", valid: false },
  ],
});
