/** What a published message does outside: every customer gets it (SR-15). */
import { z } from "zod";
import { cites } from "../kernel/process.ts";
import { rule } from "./rule.ts";

export const customers = rule("customers", {
  title: "Customers",
  says: "A released customer message goes to every active customer.",
  schema: z.strictObject({ tell: z.boolean().default(true), cites }).optional(),
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
  },
  examples: [
    { title: "by mail", value: { tell: true }, in: "top", valid: true },
    { title: "an unknown key", value: { shout: true }, in: "top", valid: false },
  ],
});
