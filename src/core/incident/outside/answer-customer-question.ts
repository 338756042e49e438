/** Answers a customer's question, and keeps what was said; by mail where they have an address (GD-38). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

const asked = {
  type: "customer-question-logged",
  data: { question: "q1", customer: "customer-a", from: "", how: "email", text: "Was our data lost?" },
};

export const answerCustomerQuestion = command("answer-customer-question", {
  title: "Answer a customer",
  says: "Answers a customer's question, and keeps what was said; by mail where they have an address (GD-38).",
  input: z.object({
    question: z.string().min(1).meta({ title: "Question", reference: "customer-question" }),
    reply: z.string().trim().min(1).max(4_000).meta({ title: "What we say" }),
    send: z.boolean().default(true).meta({ title: "Send it by mail", description: "Otherwise it was said already" }),
  }),
  may: { capability: "publish" },
  partOf: "customer_questions",
  form: { verb: "Answer", long: "reply" },
  when: (state) => Object.values(state.outside.questions).some(({ answeredAt }) => answeredAt === null),
  decide(state, input) {
    const found = state.outside.questions[input.question];
    if (!found) return refuse("not_found", "There is no such question.");
    if (found.answeredAt !== null) return refuse("invalid_state", "It is answered already.");
    const sent = input.send && found.customer !== null;
    return [{ type: "customer-question-answered", data: { question: found.id, customer: found.customer, reply: input.reply, sent } }];
  },
  examples: [
    { title: "by mail", given: [...active, asked], input: { question: "q1", reply: "No, nothing was lost" }, then: ["customer-question-answered"] },
    { title: "an unknown one", given: active, input: { question: "q9", reply: "No" }, then: { refused: "not_found" } },
  ],
});
