/** Makes the incident more or less severe; everything is planned anew in the same instant (SR-08, GD-51). What others advised goes with it (GD-54). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { becauses } from "./slice.ts";

export const changeSeverity = command("change-severity", {
  title: "Change severity",
  says: "Makes the incident more or less severe; everything is planned anew in the same instant (SR-08, GD-51). What others advised goes with it (GD-54).",
  input: z.object({
    to: z.number().int().min(1).meta({ title: "To", reference: "severity" }),
    because: z.enum(becauses).default("other").meta({ title: "Because" }),
    reason: z.string().max(500).default("").meta({ title: "In your words" }),
  }),
  may: { capability: "decide_severity" },
  form: { verb: "Change" },
  when: (state) => state.lifecycle.phase === "active" || state.lifecycle.phase === "paused",
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["active", "paused"], "given another severity");
    if (wrong) return wrong;
    if (!ctx.process.severities[input.to]) return refuse("invalid_value", `${ctx.process.name} has no severity ${input.to}.`, { pointer: "/to" });
    if (input.to === state.severity.rank) return refuse("invalid_state", `It is severity ${input.to} already.`);
    if (input.because === "other" && input.reason.trim() === "") return refuse("reason_required", "Say why.", { pointer: "/reason" });
    const inputs = state.severity.inputs.map(({ at: _at, ...advice }) => advice);
    return [{ type: "severity-changed", data: { from: state.severity.rank, ...input, ...(inputs.length > 0 ? { inputs } : {}) } }];
  },
  examples: [
    { title: "a workaround is found", given: active, input: { to: 2, because: "workaround", reason: "" }, then: ["severity-changed"] },
    { title: "without a reason", given: active, input: { to: 2, because: "other", reason: "" }, then: { refused: "reason_required" } },
  ],
});
