/** What customers ask goes to whoever speaks for us, and is answered in time (GD-38). */
import { z } from "zod";
import { cites, duration } from "../../../kernel/process.ts";
import { after } from "../../../kernel/time.ts";
import { rule } from "../../rule.ts";
import { toHolders } from "./nudge.ts";

export const customerQuestions = rule("customer_questions", {
  title: "Questions of customers",
  says: "Tells the role that speaks for us what customers ask, and keeps each question as its duty until it is answered.",
  schema: z.strictObject({ who: z.string().max(40), within: duration, cites }).optional(),
  demands: (policy, state) =>
    Object.values(state.outside.questions)
      .filter(({ answeredAt }) => policy.own !== undefined && answeredAt === null)
      .map((one) => {
        const due = after(one.at, policy.own!.within);
        return {
          key: `customer-question/${one.id}`,
          who: { role: policy.own!.who },
          what: "Answer the question of a customer",
          during: ["active", "paused", "resolved"],
          due,
          steps: [{ at: due, does: "due" as const }],
          metBy: (event) => event.type === "customer-question-answered" && (event.data as { question: string }).question === one.id,
          cites: policy.cites(policy.at("top")),
          by: { name: "answer-customer-question", input: { question: one.id } },
        };
      }),
  triggers: {
    "customer-question-logged": (policy, state, { data }, ctx) =>
      toHolders(state, [policy.own?.who ?? ""], {
        key: `customer-question/${data.question}`,
        template: "customer-question",
        urgency: "notice",
        params: { text: data.text, from: data.customer ?? data.from, by: ctx.person ?? "" },
        duty: `customer-question/${data.question}`,
        cites: policy.cites(policy.at("top")),
      }),
    "customer-question-answered": (policy, _state, { data }) =>
      data.sent && data.customer !== null
        ? [
            {
              key: `customer-answer/${data.question}`,
              to: { contact: data.customer },
              template: "customer-message",
              urgency: "notice",
              params: { text: data.reply },
              always: true,
              cites: policy.cites(policy.at("top")),
            },
          ]
        : [],
    "duty-fell-due": (policy, state, { data }) =>
      data.rule !== "customer_questions"
        ? []
        : toHolders(state, [policy.own?.who ?? ""], {
            key: `nudge/${data.key}`,
            template: "nudge",
            urgency: "notice",
            params: { what: data.what, dueAt: data.due, state: "due" },
            duty: data.key,
            cites: data.cites,
          }),
  },
  examples: [
    { title: "within the hour", value: { who: "liaison", within: "1h" }, in: "top", valid: true },
    { title: "by nobody", value: { within: "1h" }, in: "top", valid: false },
  ],
});
