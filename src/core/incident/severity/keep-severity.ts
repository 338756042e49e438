/** Answers the question whether the severity still fits: it does (GD2-06). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

const asked = [...active, { type: "severity-review-due", data: { severity: 1, propose: null } }];

export const keepSeverity = command("keep-severity", {
  title: "Keep the severity",
  says: "Answers the question whether the severity still fits: it does (GD2-06). Any other answer is a change of severity.",
  input: z.object({ reason: z.string().trim().max(500).default("").meta({ title: "In your words" }) }),
  may: { capability: "decide_severity" },
  partOf: "severity",
  form: { verb: "Keep" },
  when: (state) => state.severity.review !== null || state.severityPrompts.open !== null,
  decide(state, { reason }) {
    const wrong = wrongPhase(state, ["active", "paused"], "judged");
    if (wrong) return wrong;
    const { review, rank, inputs } = state.severity;
    if (review === null && state.severityPrompts.open === null) return refuse("invalid_state", "Nobody asks whether the severity still fits.");
    const heard = inputs.map(({ at: _at, ...advice }) => advice);
    return [{ type: "severity-kept", data: { severity: rank, reason, ...(heard.length > 0 ? { inputs: heard } : {}) } }];
  },
  examples: [
    { title: "it does", given: asked, input: { reason: "The fix is on its way" }, then: ["severity-kept"] },
    { title: "nobody asked", given: active, input: {}, then: { refused: "invalid_state" } },
  ],
});
