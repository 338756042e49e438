/** Says which customers were hit: they get the messages from now on, and stand first on the call sheet (GD-36). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const setAffectedCustomers = command("set-affected-customers", {
  title: "Customers who were hit",
  says: "Says which customers were hit: they get the messages from now on, and stand first on the call sheet (GD-36).",
  input: z.object({
    customers: z
      .array(z.string().max(60).meta({ reference: "contact" }))
      .max(2_000)
      .meta({ title: "Customers", description: "None: nobody was" }),
  }),
  may: { capability: "draft_public" },
  partOf: "customers",
  form: { verb: "Say who" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, declared, "told to customers");
    if (wrong) return wrong;
    const customers = [...new Set(input.customers)];
    const unknown = customers.findIndex((customer) => ctx.facts.get("contact", customer) === null);
    if (unknown >= 0) return refuse("invalid_value", "There is no such customer.", { pointer: `/customers/${unknown}` });
    return [{ type: "affected-customers-set", data: { customers } }];
  },
  examples: [
    { title: "one of them", given: active, input: { customers: ["customer-a"] }, then: ["affected-customers-set"] },
    { title: "one we do not know", given: active, input: { customers: ["nobody"] }, then: { refused: "invalid_value" } },
  ],
});
