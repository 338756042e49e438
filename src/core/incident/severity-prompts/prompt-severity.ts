/** Asks whoever commands to change the severity; they answer by changing it or by keeping it (PD-27). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active, over } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const promptSeverity = command("prompt-severity", {
  title: "Ask for another severity",
  says: "Asks whoever commands to change the severity; they answer by changing it or by keeping it (PD-27).",
  input: z.object({
    proposes: z.number().int().min(1).meta({ title: "It should be", reference: "severity" }),
    text: z.string().trim().min(1, "say why").max(500).meta({ title: "Why?" }),
  }),
  may: { capability: "prompt_severity" },
  partOf: "severity_prompts",
  form: { verb: "Ask", long: "text" },
  when: (state) => ["active", "paused"].includes(state.lifecycle.phase),
  decide(state, { proposes, text }, ctx) {
    const wrong = wrongPhase(state, ["active", "paused"], "judged");
    if (wrong) return wrong;
    if (ctx.person === null) return refuse("not_permitted", "Whoever asks has a name.");
    if (!ctx.process.severities[proposes]) return refuse("invalid_value", `${ctx.process.name} has no severity ${proposes}.`, { pointer: "/proposes" });
    if (proposes === state.severity.rank) return refuse("invalid_state", `It is severity ${proposes} already.`);
    return [{ type: "severity-prompted", data: { prompt: ctx.id(), person: ctx.person, proposes, text } }];
  },
  examples: [
    { title: "it gets worse", given: active, input: { proposes: 2, text: "Half of them are back" }, then: ["severity-prompted"] },
    { title: "when it is over", given: over, input: { proposes: 2, text: "Half of them are back" }, then: { refused: "invalid_state" } },
  ],
});
