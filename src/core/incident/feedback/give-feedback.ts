/** Somebody who took part says how it went (PE-42). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { over } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const giveFeedback = command("give-feedback", {
  title: "Say how it went",
  says: "Somebody who took part, or reported it, says how it went (PE-42).",
  input: z.object({
    went: z.number().int().min(1).max(5).meta({ title: "How did it go?", description: "1 badly, 5 well" }),
    text: z.string().trim().max(2_000).default("").meta({ title: "What helped, what was in the way?" }),
  }),
  may: { capability: "give_feedback" },
  partOf: "survey",
  form: { verb: "Say", long: "text" },
  when: (state) => state.lifecycle.phase === "resolved" || state.lifecycle.phase === "closed",
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["resolved", "closed"], "looked back on");
    if (wrong) return wrong;
    if (ctx.person === null) return refuse("not_permitted", "A person says how it went.");
    if (state.feedback.answered.includes(ctx.person)) return refuse("invalid_state", "You have said it already.");
    return [{ type: "feedback-given", data: { person: ctx.person, ...input } }];
  },
  examples: [
    { title: "rather well", given: over, input: { went: 4, text: "The room was quiet" }, then: ["feedback-given"] },
    { title: "while it lasts", given: over.slice(0, 2), input: { went: 4 }, then: { refused: "invalid_state" } },
  ],
});
