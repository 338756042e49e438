/** Takes a case out of the test plan, with what it showed. */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { planned } from "./plan-case.ts";

export const dropTestCase = command("drop-test-case", {
  title: "Drop a test case",
  says: "Takes a case out of the test plan, with what it showed.",
  input: z.object({ case: z.string().min(1).max(40).meta({ title: "Case", reference: "test-case" }) }),
  may: { capability: "plan_tests" },
  partOf: "tests",
  form: { verb: "Drop" },
  when: (state) => (state.tests.plan?.cases.length ?? 0) > 0,
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["active", "paused"], "given a test plan");
    if (wrong) return wrong;
    const { plan } = state.tests;
    if (!plan?.cases.some(({ key }) => key === input.case)) return refuse("not_found", "The plan has no such case.");
    const { areas, expert, whyNoExpert } = plan;
    return [{ type: "test-plan-set", data: { cases: plan.cases.filter(({ key }) => key !== input.case), areas, expert, whyNoExpert } }];
  },
  examples: [
    { title: "the only one", given: planned, input: { case: "pay" }, then: ["test-plan-set"] },
    { title: "an unknown one", given: planned, input: { case: "refund" }, then: { refused: "not_found" } },
  ],
});
