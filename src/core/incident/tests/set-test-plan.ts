/** Says what is tested, where it must hold, and which expert helped; the parts that are left out stay as they are (GD2-40, GD2-41). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { caseFields, mostCases } from "./plan-case.ts";

const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

export const setTestPlan = command("set-test-plan", {
  title: "Set the test plan",
  says: "Says what is tested, where it must hold, and which expert helped; the parts that are left out stay as they are (GD2-40, GD2-41).",
  input: z.object({
    cases: z
      .array(z.object({ key, ...caseFields }))
      .max(mostCases)
      .optional()
      .meta({ title: "Cases", description: "All of them; they can also be added one by one" }),
    areas: z
      .array(z.string().max(60).meta({ reference: "area" }))
      .max(20)
      .optional()
      .meta({ title: "Areas concerned besides the incident's own", description: "Ids, one a line" }),
    expert: z.string().nullable().optional().meta({ title: "Expert who helped", reference: "person" }),
    whyNoExpert: z.string().max(500).optional().meta({ title: "Why no expert was needed" }),
  }),
  may: { capability: "plan_tests" },
  partOf: "tests",
  form: { verb: "Save", long: "whyNoExpert" },
  when: (state) => state.lifecycle.phase === "active" || state.lifecycle.phase === "paused",
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["active", "paused"], "given a test plan");
    if (wrong) return wrong;
    const { plan } = state.tests;
    const cases = input.cases ?? plan?.cases ?? [];
    if (new Set(cases.map((one) => one.key)).size < cases.length) return refuse("invalid_value", "Two cases have the same key.", { pointer: "/cases" });
    const areas = input.areas ?? plan?.areas ?? [];
    const known = (area: string | null) => area === null || ctx.facts.get("area", area) !== null;
    const strange = [...areas, ...(input.cases ?? []).map((one) => one.area)].find((area) => !known(area));
    if (strange !== undefined) return refuse("invalid_value", `There is no area ${strange}.`, { pointer: "/areas" });
    const expert = input.expert === undefined ? (plan?.expert ?? null) : input.expert;
    if (expert !== null && !ctx.facts.get("person", expert)?.active) return refuse("invalid_value", "That person is not known here.", { pointer: "/expert" });
    return [{ type: "test-plan-set", data: { cases, areas: [...new Set(areas)], expert, whyNoExpert: input.whyNoExpert?.trim() ?? plan?.whyNoExpert ?? "" } }];
  },
  examples: [
    {
      title: "a case for the fix",
      given: active,
      input: { cases: [{ key: "pay", title: "A card is charged once", area: null, kind: "fix", mutatesCustomerData: true }], expert: "eve" },
      then: ["test-plan-set"],
    },
    {
      title: "the same key twice",
      given: active,
      input: { cases: ["One", "Two"].map((title) => ({ key: "pay", title, area: null, kind: "fix" as const, mutatesCustomerData: false })) },
      then: { refused: "invalid_value" },
    },
  ],
});
