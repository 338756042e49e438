/** Says which severity one would choose, and why; whoever decides hears it and need not wait for it (GD-54). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const severityInput = command("severity-input", {
  title: "Advise on the severity",
  says: "Says which severity one would choose, and why; whoever decides hears it and need not wait for it (GD-54).",
  input: z.object({
    advises: z.number().int().min(1).meta({ title: "It should be", reference: "severity" }),
    text: z.string().trim().min(1, "say why").max(500).meta({ title: "Why?" }),
  }),
  may: { capability: "advise_severity" },
  partOf: "severity",
  form: { verb: "Advise", long: "text" },
  when: (state) => state.lifecycle.phase === "active" || state.lifecycle.phase === "paused",
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["active", "paused"], "judged");
    if (wrong) return wrong;
    if (ctx.person === null) return refuse("not_permitted", "Advice has a name.");
    if (!ctx.process.severities[input.advises])
      return refuse("invalid_value", `${ctx.process.name} has no severity ${input.advises}.`, { pointer: "/advises" });
    return [{ type: "severity-advised", data: { person: ctx.person, ...input } }];
  },
  examples: [
    { title: "more severe", given: active, input: { advises: 2, text: "Our largest customer called" }, then: ["severity-advised"] },
    { title: "no such severity", given: active, input: { advises: 99, text: "It is very bad" }, then: { refused: "invalid_value" } },
    { title: "without a reason", given: active, input: { advises: 2, text: " " }, then: { refused: "invalid_value" } },
  ],
});
