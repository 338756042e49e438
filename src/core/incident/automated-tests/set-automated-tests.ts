/** Says what the automated tests showed: those there were, and the new ones that prove the fix (GD2-44, GD2-45). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { releasedBuild } from "../tests/slice.ts";
import { automatedResults } from "./slice.ts";

export const setAutomatedTests = command("set-automated-tests", {
  title: "Automated tests",
  says: "Says what the automated tests showed: those there were, and the new ones that prove the fix (GD2-44, GD2-45).",
  input: z.object({
    existing: z
      .enum(["passed", "failed", "none"])
      .optional()
      .meta({ title: "Those there were", description: "none: the system has no automated tests, which the manager says" }),
    new: z.enum(automatedResults).optional().meta({ title: "New ones that prove the fix" }),
    build: z.string().trim().max(120).default("").meta({ title: "Build", description: "The released one where nothing is said" }),
    link: z.string().trim().max(2_000).default("").meta({ title: "Link to the run" }),
  }),
  may: (_state, input) => ({ capability: input?.existing === "none" ? "attest_tests" : "run_tests" }),
  partOf: "tests",
  form: { verb: "Save" },
  when: (state) => state.lifecycle.phase === "active" || state.lifecycle.phase === "paused",
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["active", "paused"], "tested");
    if (wrong) return wrong;
    const told = (["existing", "new"] as const).flatMap((which) => (input[which] === undefined ? [] : [{ which, result: input[which] }]));
    if (told.length === 0) return refuse("missing_fields", "Say what the tests showed.", { unmet: ["existing"], pointer: "/existing" });
    if (input.link === "" && ctx.person !== null && told.some(({ result }) => result === "passed" || result === "failed"))
      return refuse("missing_fields", "Link to the run, so that others can look.", { unmet: ["link"], pointer: "/link" });
    const build = input.build || (releasedBuild(state.tests) ?? "");
    const { existing, new: last } = state.automatedTests;
    const known = { existing: existing.find((one) => one.build === build), new: last?.build === build ? last : undefined };
    const news = told.filter(({ which, result }) => known[which]?.result !== result || known[which]?.link !== input.link);
    return news.map(({ which, result }) => ({ type: "automated-tests-set" as const, data: { which, result, build, link: input.link } }));
  },
  examples: [
    {
      title: "both passed",
      given: active,
      input: { existing: "passed", new: "passed", build: "web 4.3", link: "https://ci.example.test/7" },
      then: ["automated-tests-set", "automated-tests-set"],
    },
    { title: "a machine needs no link", given: active, input: { existing: "failed", build: "web 4.3" }, by: "source:ci", then: ["automated-tests-set"] },
    { title: "without a link", given: active, input: { existing: "passed" }, then: { refused: "missing_fields" } },
  ],
});
