/** Customers hear of it from us before they have to ask: who is prompted while nobody has, and when their phones may ring (GD2-32). */
import { z } from "zod";
import type { State } from "../../../incident/slices.ts";
import { cites, duration, type Process, roleOfKind } from "../../../kernel/process.ts";
import { rule } from "../../rule.ts";
import { nextAfter, times, toHolders } from "./nudge.ts";

/** How often one is prompted at most while nobody outside was told. */
const mostPrompts = 24;

/** Those who speak and the one who manages. */
const rolesOf = (process: Process) => [roleOfKind(process, "comms_external"), roleOfKind(process, "commander")].filter((role) => role !== null);

const nobodyHeard = (state: State) => state.outside.heardAt === null;

export const customerContact = rule("customer_contact", {
  title: "Customers hear of it first from us",
  says: "Prompts public relations and the manager every so often while no customer was told, and says when customers may be called.",
  level: z
    .strictObject({
      every: duration,
      /** When a customer may be called, by their own clock in our hours. */
      calls: z.enum(["always", "waking", "working"]).default("working"),
      cites,
    })
    .optional(),
  forbids: {
    resolve: (policy, state) =>
      policy.level && nobodyHeard(state)
        ? [{ ...policy.objection(policy.at("level"), "no_customer_contact", "No customer has heard of it from us."), only: "warning" as const }]
        : [],
  },
  demands: (policy, state) => {
    const [voice] = rolesOf(policy.process);
    const due = policy.level && nobodyHeard(state) ? nextAfter(state, null, policy.level.every) : null;
    if (!policy.level || due === null || voice === undefined) return [];
    return [
      {
        key: `customer-contact@${due}`,
        who: { role: voice },
        what: "Tell the customers, before they have to ask",
        during: ["active"],
        due,
        steps: times(due, policy.level.every, mostPrompts).map((at, index) => ({ at, does: index === 0 ? ("due" as const) : ("escalate" as const) })),
        metBy: ({ type, data }) =>
          type === "customer-message-published" ||
          type === "customer-question-answered" ||
          (type === "customer-contacted" && (data as { outcome: string }).outcome !== "not_reached"),
        cites: policy.cites(policy.at("level")),
        by: { name: "record-customer-contact" },
      },
    ];
  },
  triggers: {
    "duty-fell-due": (policy, state, { data }) =>
      data.rule !== "customer_contact"
        ? []
        : toHolders(state, rolesOf(policy.process), {
            key: `no-customer-contact/${data.due}`,
            template: "no-customer-contact",
            urgency: "notice",
            params: { dueAt: data.due },
            duty: data.key,
            cites: data.cites,
          }),
  },
  examples: [
    { title: "every two hours, nobody woken", value: { every: "2h", calls: "waking" }, in: "level", valid: true },
    { title: "now and then", value: { every: "sometimes" }, in: "level", valid: false },
  ],
});
