/** Writes down what the cases showed with a build in an environment; another build there begins anew (GD2-37, GD2-42, GD2-43). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { mostCases, planned } from "./plan-case.ts";
import { environments } from "./slice.ts";

const keys = z
  .array(z.string().trim().max(40).meta({ reference: "test-case" }))
  .max(mostCases)
  .default([]);

export const recordTestRun = command("record-test-run", {
  title: "Record a test run",
  says: "Writes down what the cases showed with a build in an environment; another build there begins anew (GD2-37, GD2-42, GD2-43).",
  input: z.object({
    environment: z.enum(environments).meta({ title: "Where" }),
    build: z.string().trim().max(120).default("").meta({ title: "Build", description: "What was tested: a version or a commit" }),
    passed: keys.meta({ title: "Passed", description: "Keys of cases, one a line" }),
    failed: keys.meta({ title: "Failed", description: "Keys of cases, one a line" }),
    skipped: keys.meta({ title: "Left out", description: "Keys of cases, one a line" }),
    why: z.string().trim().max(500).default("").meta({ title: "Why they were left out" }),
  }),
  may: { capability: "run_tests" },
  partOf: "tests",
  form: { verb: "Record", long: "why" },
  when: (state) => (state.tests.plan?.cases.length ?? 0) > 0,
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["active", "paused"], "tested");
    if (wrong) return wrong;
    const { plan } = state.tests;
    if (plan === null || plan.cases.length === 0) return refuse("invalid_state", "There is no test plan yet.", { instead: "add-test-case" });
    const [passed, failed, skipped] = [input.passed, input.failed, input.skipped].map((list) => [...new Set(list.filter((key) => key !== ""))]) as [
      string[],
      string[],
      string[],
    ];
    const all = [...passed, ...failed, ...skipped];
    if (all.length === 0) return refuse("missing_fields", "Say which cases passed, failed or were left out.", { unmet: ["passed"], pointer: "/passed" });
    const strange = all.find((one) => !plan.cases.some(({ key }) => key === one));
    if (strange !== undefined) return refuse("invalid_value", `The plan has no case ${strange}.`, { pointer: "/passed" });
    if (new Set(all).size < all.length) return refuse("invalid_value", "A case has one result.", { pointer: "/failed" });
    if (skipped.length > 0 && input.why === "") return refuse("reason_required", "Say why they were left out.", { pointer: "/why" });
    return [{ type: "tests-run", data: { run: ctx.id(), environment: input.environment, build: input.build, passed, failed, skipped, why: input.why } }];
  },
  examples: [
    { title: "in staging", given: planned, input: { environment: "staging", build: "web 4.3", passed: ["pay"] }, then: ["tests-run"] },
    {
      title: "left out without a word",
      given: planned,
      input: { environment: "production", build: "web 4.3", skipped: ["pay"] },
      then: { refused: "reason_required" },
    },
    { title: "no plan", given: active, input: { environment: "staging", build: "web 4.3", passed: ["pay"] }, then: { refused: "invalid_state" } },
  ],
});
