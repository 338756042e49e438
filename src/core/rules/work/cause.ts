/** The cause: what happened shortly before is looked at first, and going on without one is decided after asking the owners (PD-19, PD-20). */
import { z } from "zod";
import { cites, duration } from "../../kernel/process.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** What happened within this time before it was reported may be the cause. */
    suspects: z.strictObject({ within: duration, cites }).optional(),
    /** Whoever goes on without a cause has asked the owners of the services. */
    conferring: z.strictObject({ cites }).optional(),
    cites,
  })
  .optional();
/** The value of the rule, for views. */
export type CauseValue = z.infer<typeof value>;

export const cause = rule("cause", {
  title: "Cause",
  says: "Lists what happened shortly before, and has the owners asked before the work goes on without a cause.",
  schema: value,
  forbids: {
    "note-suspect": (policy) => (policy.own?.suspects ? [] : [policy.objection(policy.at("top"), "invalid_state", "What happened before is not listed here.")]),
    "set-cause": (policy, _state, input) => {
      const alone = input?.status === "unknown" && (input.conferredWith ?? []).length + (input.people ?? []).length === 0;
      if (!policy.own?.conferring || !alone) return [];
      return [
        {
          ...policy.objection(policy.at("top", "conferring"), "missing_fields", "Ask the owners of the services first, and say whom you asked."),
          only: "warning",
        },
      ];
    },
  },
  examples: [
    { title: "two hours back", value: { suspects: { within: "2h" }, conferring: {} }, in: "top", valid: true },
    { title: "for ever", value: { suspects: { within: "for ever" } }, in: "top", valid: false },
  ],
});
