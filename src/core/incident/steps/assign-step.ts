/** Gives a step of the checklist to one person; others go on beside it (R-PD-S02). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { stepsAt } from "./shape.ts";

export const assignStep = command("assign-step", {
  title: "Give a step to somebody",
  says: "Gives a step of the checklist to one person; others go on beside it (R-PD-S02).",
  input: z.object({
    step: z.string().min(1).max(40).meta({ title: "Step", reference: "step" }),
    person: z.string().min(1, "say who does it").meta({ title: "Who does it?", reference: "person" }),
  }),
  may: { capability: "direct" },
  partOf: "step_owners",
  form: { verb: "Give" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide(state, { step, person }, ctx) {
    const wrong = wrongPhase(state, declared, "worked on");
    if (wrong) return wrong;
    const found = stepsAt(ctx.process, state.severity.rank).find(({ key }) => key === step);
    if (!found) return refuse("not_found", "There is no such step at this severity.");
    if (!ctx.facts.get("person", person)?.active) return refuse("invalid_value", "That person is not known here.", { pointer: "/person" });
    if (state.steps.ended[step]?.how === "done") return refuse("invalid_state", "That step is done.");
    return state.steps.given[step] === person ? [] : [{ type: "step-given", data: { step, what: found.what, person } }];
  },
  examples: [
    { title: "one that is not there", given: active, input: { step: "juggle", person: "ana" }, then: { refused: "not_found" } },
    { title: "before anything was declared", given: [], input: { step: "worker", person: "ana" }, then: { refused: "invalid_state" } },
  ],
});
