/** Says that one is tired and would hand the task on; the manager is asked to help at once (GD2-19). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

const seated = [...active, { type: "role-assigned", data: { role: "solutioneer", person: "ana", stated: true } }];

export const reportFatigue = command("report-fatigue", {
  title: "Say that you are tired",
  says: "Says that one is tired and would hand the task on; the manager is asked to help at once (GD2-19).",
  input: z.object({ person: z.string().optional().meta({ title: "Who, where it is not you", reference: "person" }) }),
  may: (_state, input, ctx) => (input?.person !== undefined && input.person !== ctx.person ? { capability: "direct" } : "anyone"),
  partOf: "strength",
  form: { verb: "Say it" },
  when: (state) => state.lifecycle.phase === "active",
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["active", "paused"], "worked on");
    if (wrong) return wrong;
    const person = input.person ?? ctx.person;
    if (person === null || !state.roles.held.some((one) => one.person === person)) return refuse("invalid_state", "They have no part in it.");
    if (state.strength.tired[person] !== undefined) return refuse("invalid_state", "That is known already.");
    return [{ type: "fatigue-reported", data: { person } }];
  },
  examples: [
    { title: "oneself", given: seated, input: {}, then: ["fatigue-reported"] },
    { title: "without a part in it", given: active, input: {}, then: { refused: "invalid_state" } },
  ],
});
