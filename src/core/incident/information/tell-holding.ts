/** Tells everybody that there is nothing new yet, in the words of the process (PE-40). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { situationOf } from "./situation.ts";

export const tellHolding = command("tell-holding", {
  title: "Nothing new yet",
  says: "Tells everybody that there is nothing new yet, in the words of the process: by one click (PE-40).",
  input: z.object({}),
  may: { capability: "brief" },
  partOf: "situation",
  form: { verb: "Tell" },
  when: (state) => state.lifecycle.phase === "active",
  decide(state, _input, ctx) {
    const wrong = wrongPhase(state, ["active"], "reported on");
    if (wrong) return wrong;
    const situation = situationOf(ctx.process);
    if (!situation?.holding) return refuse("invalid_state", "The process has no words for that: say how it stands.");
    const { holding, to } = situation;
    return to.map((audience) => ({ type: "update-posted" as const, data: { update: ctx.id(), audience, text: holding.text } }));
  },
  examples: [
    { title: "without words in the process", given: active, input: {}, then: { refused: "invalid_state" } },
    { title: "before it is declared", given: active.slice(0, 1), input: {}, then: { refused: "invalid_state" } },
  ],
});
