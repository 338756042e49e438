/** Answers a question: whoever asked is told, nobody else (GD2-31). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { openQuestions } from "./slice.ts";

const asked = { type: "question-asked", data: { question: "q1", person: "max", text: "Are card data safe?", way: "asked", meant: null } };

export const answerQuestion = command("answer-question", {
  title: "Answer a question",
  says: "Answers a question: whoever asked is told, nobody else (GD2-31).",
  input: z.object({
    text: z.string().trim().min(1, "write your answer").max(2_000).meta({ title: "Answer" }),
    question: z
      .string()
      .min(1)
      .optional()
      .meta({ title: "Which question", description: "Its id; the one that waits longest unless said", reference: "question" }),
  }),
  may: { capability: "answer_questions" },
  partOf: "questions",
  form: { verb: "Answer", long: "text" },
  when: (state) => openQuestions(state.questions).length > 0,
  decide(state, input) {
    const found = input.question === undefined ? openQuestions(state.questions)[0] : state.questions.asked[input.question];
    if (!found) return refuse("invalid_value", "There is no such question.", { pointer: "/question" });
    if (found.answeredAt !== null) return refuse("invalid_state", "That question has its answer already.");
    return [{ type: "question-answered", data: { question: found.id, person: found.by, text: input.text } }];
  },
  examples: [
    { title: "yes", given: [...active, asked], input: { question: "q1", text: "They are: payments never reach that machine." }, then: ["question-answered"] },
    { title: "the one that waits longest", given: [...active, asked], input: { text: "They are." }, then: ["question-answered"] },
    { title: "an unknown one", given: active, input: { question: "q9", text: "Yes" }, then: { refused: "invalid_value" } },
  ],
});
