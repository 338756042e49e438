/** The manager says that the plan shows what must be shown (GD2-40). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { planned } from "./plan-case.ts";

export const markTestPlanReady = command("mark-test-plan-ready", {
  title: "Mark the test plan ready",
  says: "The manager says that the plan shows what must be shown (GD2-40).",
  input: z.object({}),
  may: { capability: "approve_tests" },
  partOf: "tests",
  form: { verb: "Mark ready" },
  when: (state) => state.tests.plan !== null && state.tests.plan.readyAt === null,
  decide(state, _input, ctx) {
    const wrong = wrongPhase(state, ["active", "paused"], "tested");
    if (wrong) return wrong;
    const { plan } = state.tests;
    if (plan === null || plan.cases.length === 0) return refuse("invalid_state", "There is no test case yet.", { instead: "add-test-case" });
    if (plan.readyAt !== null) return refuse("invalid_state", "It is ready already.");
    return [{ type: "test-plan-ready", data: {} }];
  },
  examples: [
    { title: "a plan of one case", given: planned, input: {}, then: ["test-plan-ready"] },
    { title: "no plan", given: active, input: {}, then: { refused: "invalid_state" } },
  ],
});
