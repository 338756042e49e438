/** Notes that we spoke with a customer, or tried to: the call sheet of the incident (GD2-32, R-GD1-09). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { contactOutcomes, contactWays } from "./slice.ts";

export const recordCustomerContact = command("record-customer-contact", {
  title: "We spoke with a customer",
  says: "Notes that we spoke with a customer, or tried to: the call sheet of the incident (GD2-32).",
  input: z.object({
    customer: z.string().min(1).max(60).meta({ title: "Customer", reference: "contact" }),
    how: z.enum(contactWays).default("phone").meta({ title: "How" }),
    outcome: z.enum(contactOutcomes).default("reached").meta({ title: "What came of it" }),
    note: z.string().trim().max(2_000).default("").meta({ title: "What they said" }),
  }),
  may: { capability: "public_relations" },
  partOf: "customer_contact",
  form: { verb: "Note", long: "note" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, declared, "told to customers");
    if (wrong) return wrong;
    if (ctx.facts.get("contact", input.customer) === null) return refuse("invalid_value", "There is no such customer.", { pointer: "/customer" });
    return [{ type: "customer-contacted", data: input }];
  },
  examples: [
    { title: "on the phone", given: active, input: { customer: "customer-a", note: "They pay by phone meanwhile" }, then: ["customer-contacted"] },
    { title: "one we do not know", given: active, input: { customer: "nobody" }, then: { refused: "invalid_value" } },
  ],
});
