/** Attaches a runbook; its steps become a checklist (SR-38). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const startRunbook = command("start-runbook", {
  title: "Start a runbook",
  says: "Attaches a runbook; its steps become a checklist (SR-38).",
  input: z.object({ runbook: z.string().min(1).meta({ title: "Runbook", reference: "runbook" }) }),
  may: "anyone",
  form: { verb: "Start" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, declared, "worked on");
    if (wrong) return wrong;
    const runbook = ctx.facts.get("runbook", input.runbook);
    if (!runbook) return refuse("invalid_value", "There is no such runbook.", { pointer: "/runbook" });
    if (state.runbooks.started[runbook.key]) return refuse("invalid_state", "It was started before.");
    if (runbook.steps.length === 0) return refuse("invalid_state", "That runbook has no steps yet.");
    return [{ type: "runbook-started", data: { runbook: runbook.key, title: runbook.title, steps: [...runbook.steps] } }];
  },
  examples: [
    { title: "one with steps", given: active, input: { runbook: "deployment" }, then: ["runbook-started"] },
    { title: "an unknown one", given: active, input: { runbook: "unknown" }, then: { refused: "invalid_value" } },
  ],
});
