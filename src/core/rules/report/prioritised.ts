/** What is small gets a priority before it is over, by whoever answers for it (PE-32). */
import { z } from "zod";
import { cites } from "../../kernel/process.ts";
import { namedFor } from "../resolve-whom.ts";
import { answering, rule } from "../rule.ts";

/** The phases in which a ticket waits for its priority: beside an incident, or alone. */
const waits = ["active", "paused", "rejected"];

export const prioritised = rule("prioritised", {
  title: "Priority",
  says: "An incident of such a severity is not over while its ticket has no priority, and whoever gives it owes it, of a ticket without an incident, too.",
  level: z
    .strictObject({
      required: z.literal(true),
      /** Who owes it, of those who answer for the area; absent: nobody in particular. */
      by: answering.optional(),
      cites,
    })
    .optional(),
  forbids: {
    resolve: (policy, state) =>
      policy.level === undefined || state.lifecycle.ticket?.priority !== undefined
        ? []
        : [policy.objection(policy.at("level", "required"), "missing_fields", "It has no priority yet.", ["priority"])],
  },
  demands: (policy, state, facts) => {
    const { ticket } = state.lifecycle;
    const owes = policy.level?.by === undefined || ticket === null || ticket.priority !== undefined ? null : namedFor(policy.level.by, state, facts);
    if (owes === null) return [];
    return [
      {
        key: "priority",
        who: { people: [owes] },
        what: "Give it a priority",
        during: waits,
        due: null,
        steps: [],
        metBy: ({ type }) => type === "prioritised",
        cites: policy.cites(policy.at("level", "by")),
        by: { name: "prioritise" },
      },
    ];
  },
  examples: [
    { title: "it has one", value: { required: true }, in: "level", valid: true },
    { title: "its product owner gives it", value: { required: true, by: "product_owner" }, in: "level", valid: true },
    { title: "it may have one", value: { required: false }, in: "level", valid: false },
  ],
});
