/** Adds one case to the test plan (GD2-39). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active, over } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { caseFields, mostCases } from "./plan-case.ts";

/** A key made of a title, not taken yet. */
function keyFor(title: string, taken: readonly string[]): string {
  const words =
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, "")
      .slice(0, 32)
      .replace(/-$/, "") || "case";
  for (let n = 1; ; n++) {
    const key = n === 1 ? words : `${words}-${n}`;
    if (!taken.includes(key)) return key;
  }
}

export const addTestCase = command("add-test-case", {
  title: "Add a test case",
  says: "Adds one case to the test plan (GD2-39).",
  input: z.object(caseFields),
  may: { capability: "plan_tests" },
  partOf: "tests",
  form: { verb: "Add" },
  when: (state) => state.lifecycle.phase === "active" || state.lifecycle.phase === "paused",
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["active", "paused"], "given a test plan");
    if (wrong) return wrong;
    const { plan } = state.tests;
    const before = plan?.cases ?? [];
    if (before.length >= mostCases) return refuse("invalid_state", `A plan has at most ${mostCases} cases.`);
    if (input.area !== null && !ctx.facts.get("area", input.area)) return refuse("invalid_value", "There is no such area.", { pointer: "/area" });
    const cases = [
      ...before,
      {
        key: keyFor(
          input.title,
          before.map(({ key }) => key),
        ),
        ...input,
      },
    ];
    return [{ type: "test-plan-set", data: { cases, areas: plan?.areas ?? [], expert: plan?.expert ?? null, whyNoExpert: plan?.whyNoExpert ?? "" } }];
  },
  examples: [
    { title: "the first", given: active, input: { title: "A card is charged once", kind: "fix" }, then: ["test-plan-set"] },
    { title: "when it is over", given: over, input: { title: "A card is charged once" }, then: { refused: "invalid_state" } },
  ],
});
