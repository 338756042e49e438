/** States what one is about to decide, and asks whether anybody objects strongly (R-PD-R10). */
import { z } from "zod";
import { after } from "../../kernel/time.ts";
import { active, over } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const proposeDecision = command("propose-decision", {
  title: "Ask for strong objections",
  says: "States what one is about to decide, and asks whether anybody objects strongly (R-PD-R10).",
  input: z.object({
    text: z.string().trim().min(1).max(500).meta({ title: "What are you about to decide?" }),
    seconds: z.number().int().min(10).max(3_600).optional().meta({ title: "Seconds to object", description: "What the process says unless said." }),
  }),
  may: { capability: "decide" },
  partOf: "decisions",
  form: { verb: "Ask", long: "text" },
  when: (state) => state.lifecycle.phase === "active",
  decide(state, { text, seconds }, ctx) {
    const wrong = wrongPhase(state, ["active"], "decided on");
    if (wrong) return wrong;
    const { within = "PT1M" } = (ctx.process as { readonly decisions?: { readonly within?: string } }).decisions ?? {};
    const until = after(ctx.now, seconds === undefined ? within : `PT${seconds}S`);
    return [{ type: "decision-proposed", data: { decision: ctx.id(), person: ctx.person ?? "", text, until } }];
  },
  examples: [
    { title: "to roll back", given: active, input: { text: "We roll back to yesterday" }, then: ["decision-proposed"] },
    { title: "when it is over", given: over, input: { text: "We roll back" }, then: { refused: "invalid_state" } },
  ],
});
