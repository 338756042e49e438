/** Puts a question of a customer into the queue of public relations, not into the room (GD-38). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { contactWays } from "./slice.ts";

export const logCustomerQuestion = command("log-customer-question", {
  title: "A customer asks",
  says: "Puts a question of a customer into the queue of public relations, not into the room (GD-38).",
  input: z.object({
    text: z.string().trim().min(1).max(4_000).meta({ title: "What do they ask?" }),
    customer: z.string().max(60).nullable().default(null).meta({ title: "Customer", reference: "contact" }),
    from: z.string().trim().max(200).default("").meta({ title: "Who asked", description: "Where it is no customer of the directory" }),
    how: z.enum(contactWays).default("email").meta({ title: "How" }),
  }),
  may: "anyone",
  partOf: "customer_questions",
  form: { verb: "Pass on", long: "text" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, declared, "asked about");
    if (wrong) return wrong;
    if (input.customer !== null && ctx.facts.get("contact", input.customer) === null)
      return refuse("invalid_value", "There is no such customer.", { pointer: "/customer" });
    return [{ type: "customer-question-logged", data: { question: ctx.id(), ...input } }];
  },
  examples: [
    { title: "by mail", given: active, input: { text: "Was our data lost?", customer: "customer-a" }, then: ["customer-question-logged"] },
    { title: "no words", given: active, input: { text: " " }, then: { refused: "invalid_value" } },
  ],
});
