/** What is small gets a priority before it is over, by whoever answers for it (PE-32). */
import { z } from "zod";
import { cites } from "../../kernel/process.ts";
import { rule } from "../rule.ts";

export const prioritised = rule("prioritised", {
  title: "Priority",
  says: "An incident of such a severity is not over while its ticket has no priority.",
  level: z.strictObject({ required: z.literal(true), cites }).optional(),
  forbids: {
    resolve: (policy, state) =>
      policy.level === undefined || state.lifecycle.ticket?.priority !== undefined
        ? []
        : [policy.objection(policy.at("level", "required"), "missing_fields", "It has no priority yet.", ["priority"])],
  },
  examples: [
    { title: "it has one", value: { required: true }, in: "level", valid: true },
    { title: "it may have one", value: { required: false }, in: "level", valid: false },
  ],
});
