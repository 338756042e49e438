/** Asks whether the severity still fits: whoever advises and whoever decides hear the question; nothing changes by itself (GD2-06). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const reviewSeverity = command("review-severity", {
  title: "Ask whether the severity still fits",
  says: "Asks whether the severity still fits: whoever advises and whoever decides hear the question; nothing changes by itself (GD2-06).",
  input: z.object({ propose: z.number().int().min(1).nullable().default(null).meta({ title: "Proposal", reference: "severity" }) }),
  may: { capability: "decide_severity" },
  partOf: "severity",
  form: { verb: "Ask" },
  when: (state) => state.lifecycle.phase === "active" && state.severity.review === null,
  decide(state, { propose }, ctx) {
    const wrong = wrongPhase(state, ["active"], "judged");
    if (wrong) return wrong;
    if (state.severity.review !== null) return refuse("invalid_state", "That question is open already.");
    if (propose !== null && !ctx.process.severities[propose])
      return refuse("invalid_value", `${ctx.process.name} has no severity ${propose}.`, { pointer: "/propose" });
    return [{ type: "severity-review-due", data: { severity: state.severity.rank, propose: propose === state.severity.rank ? null : propose } }];
  },
  examples: [
    { title: "it takes too long", given: active, input: { propose: 2 }, by: "rule:severity", then: ["severity-review-due"] },
    {
      title: "twice",
      given: [...active, { type: "severity-review-due", data: { severity: 1, propose: null } }],
      input: {},
      then: { refused: "invalid_state" },
    },
  ],
});
