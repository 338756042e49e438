/** An expert answers whoever consulted them (GD-14). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

const consulted = { type: "expert-consulted", data: { consultation: "c1", person: "ana", text: "Which switch?" } };

export const giveAdvice = command("give-advice", {
  title: "Give advice",
  says: "An expert answers whoever consulted them (GD-14).",
  input: z.object({
    text: z.string().trim().min(1, "write your advice").max(2_000).meta({ title: "Advice" }),
    consultation: z
      .string()
      .min(1)
      .optional()
      .meta({ title: "Which question", description: "Its id; what you were asked first unless said", reference: "consultation" }),
  }),
  may: "anyone",
  partOf: "consultations",
  form: { verb: "Answer", long: "text" },
  when: (state) => Object.values(state.questions.consulted).some(({ answeredAt }) => answeredAt === null),
  decide(state, input, ctx) {
    const mine = Object.values(state.questions.consulted).find(({ expert, answeredAt }) => expert === ctx.person && answeredAt === null);
    const found = input.consultation === undefined ? mine : state.questions.consulted[input.consultation];
    if (!found) return refuse("invalid_value", "Nobody asked that.", { pointer: "/consultation" });
    if (found.expert !== ctx.person) return refuse("not_permitted", "Somebody else was asked.");
    if (found.answeredAt !== null) return refuse("invalid_state", "That was answered already.");
    return [{ type: "advice-given", data: { consultation: found.id, person: found.by, text: input.text } }];
  },
  examples: [
    { title: "the one who was asked", given: [...active, consulted], input: { consultation: "c1", text: "The red one" }, then: ["advice-given"] },
    {
      title: "somebody else",
      given: [...active, consulted],
      by: "person:ben",
      input: { consultation: "c1", text: "The red one" },
      then: { refused: "not_permitted" },
    },
  ],
});
