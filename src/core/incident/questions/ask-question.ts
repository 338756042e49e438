/** Asks whoever commands, and nobody else: the question does not stand in the room (GD2-31). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const askQuestion = command("ask-question", {
  title: "Ask a question",
  says: "Asks whoever commands, and nobody else: the question does not stand in the room (GD2-31).",
  input: z.object({ text: z.string().trim().min(1, "write your question").max(2_000).meta({ title: "Question" }) }),
  may: { capability: "ask" },
  partOf: "questions",
  form: { verb: "Ask", long: "text" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    if (ctx.person === null) return refuse("invalid_value", "Questions come from people, who get the answer.");
    return (
      wrongPhase(state, declared, "asked about") ?? [
        { type: "question-asked", data: { question: ctx.id(), person: ctx.person, text: input.text, way: "asked", meant: null } },
      ]
    );
  },
  examples: [
    { title: "by somebody who watches", given: active, input: { text: "Are card data safe?" }, then: ["question-asked"] },
    { title: "without words", given: active, input: { text: " " }, then: { refused: "invalid_value" } },
  ],
});
