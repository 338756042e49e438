/** Ends the calling: somebody has it who was not called. */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { escalating } from "../examples.ts";
import { working } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const stopEscalation = command("stop-escalation", {
  title: "Stop calling people",
  says: "Ends the escalation, because somebody has it who was not called.",
  input: z.object({ reason: z.string().max(300).default("").meta({ title: "Because" }) }),
  may: { capability: "page" },
  form: { verb: "Stop" },
  when: (state) => working.includes(state.lifecycle.phase) && state.escalation.run !== null && state.escalation.run.ended === null,
  decide(state, input) {
    const { run } = state.escalation;
    if (run === null || run.ended !== null) return refuse("invalid_state", "Nobody is being called by a policy.");
    if (input.reason.trim() === "") return refuse("reason_required", "Say who has it, so that the others know.", { pointer: "/reason" });
    return [{ type: "escalation-stopped", data: { run: run.n, reason: input.reason.trim() } }];
  },
  examples: [
    { title: "with a reason", given: escalating, input: { reason: "Cleo sits beside it" }, then: ["escalation-stopped"] },
    { title: "without", given: escalating, input: { reason: "" }, then: { refused: "reason_required" } },
  ],
});
