/** What customers are written: released messages go out, each says what it tells, and one is owed every so often (SR-15, GD-36). */
import { z } from "zod";
import { messageKinds } from "../../../incident/public/slice.ts";
import { cites, duration } from "../../../kernel/process.ts";
import { rule } from "../../rule.ts";
import { nextAfter, toHolders } from "./nudge.ts";

export const customers = rule("customers", {
  title: "Customers",
  says: "A released customer message goes to the customers who were hit, or to all; where the process says so it names its kind, and one is owed every so often.",
  schema: z
    .strictObject({
      tell: z.boolean().default(true),
      /** What a message may tell; where it is said, every message says which. */
      kinds: z.array(z.enum(messageKinds)).min(1).optional(),
      cites,
    })
    .optional(),
  /** How often a message is owed, and by which role. */
  level: z.strictObject({ every: duration, who: z.string().max(40), cites }).optional(),
  forbids: {
    "draft-customer-message": (policy, _state, input) => {
      const kinds = policy.own?.kinds;
      if (!kinds || input === null) return [];
      const says = `Say what it tells: ${kinds.join(", ")}.`;
      if (input.kind === undefined) return [policy.objection(policy.at("top", "kinds"), "missing_fields", says, ["kind"])];
      return kinds.includes(input.kind) ? [] : [policy.objection(policy.at("top", "kinds"), "invalid_value", says)];
    },
  },
  demands: (policy, state) => {
    const due = policy.level ? nextAfter(state, state.outside.wroteAt, policy.level.every) : null;
    if (!policy.level || due === null) return [];
    return [
      {
        key: `customer-message@${due}`,
        who: { role: policy.level.who },
        what: "Write to the customers how it stands, also when nothing has changed",
        during: ["active"],
        due,
        steps: [{ at: due, does: "due" as const }],
        metBy: ({ type }) => type === "customer-message-published",
        cites: policy.cites(policy.at("level")),
        by: { name: "draft-customer-message", input: { kind: "status" } },
      },
    ];
  },
  triggers: {
    "customer-message-published": (policy, _state, { data }) =>
      policy.own?.tell
        ? data.contacts.map((contact) => ({
            key: `customer/${data.message}/${contact}`,
            to: { contact },
            template: "customer-message",
            urgency: "notice" as const,
            params: { text: data.text },
            always: true,
            cites: policy.cites(policy.at("top")),
          }))
        : [],
    "duty-fell-due": (policy, state, { data }) =>
      data.rule !== "customers" || !policy.level
        ? []
        : toHolders(state, [policy.level.who], {
            key: `nudge/${data.key}`,
            template: "nudge",
            urgency: "notice",
            params: { what: data.what, dueAt: data.due, state: "due" },
            duty: data.key,
            cites: data.cites,
          }),
  },
  examples: [
    { title: "by mail", value: { tell: true }, in: "top", valid: true },
    { title: "an unknown key", value: { shout: true }, in: "top", valid: false },
    { title: "every hour", value: { every: "1h", who: "liaison" }, in: "level", valid: true },
  ],
});
