/** The manager says why there can be no new automated test (GD2-46). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { untestableBecause } from "./slice.ts";

export const attestUntestable = command("attest-untestable", {
  title: "No test can be written",
  says: "The manager says why there can be no new automated test (GD2-46).",
  input: z.object({
    why: z
      .enum(untestableBecause)
      .default("impossible")
      .meta({ title: "Because", description: "impossible: the system cannot be tested so; no_change: nothing of ours was changed" }),
    reason: z.string().trim().max(1_000).default("").meta({ title: "In your words" }),
  }),
  may: { capability: "attest_tests" },
  partOf: "tests",
  form: { verb: "Attest", long: "reason" },
  when: (state) => state.lifecycle.phase === "active" || state.lifecycle.phase === "paused",
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["active", "paused"], "tested");
    if (wrong) return wrong;
    if (input.reason === "") return refuse("reason_required", "Say why no test can be written.", { pointer: "/reason" });
    return [{ type: "tests-attested", data: input }];
  },
  examples: [
    {
      title: "a machine without a test bench",
      given: active,
      input: { why: "impossible", reason: "The card reader cannot be driven by a program" },
      then: ["tests-attested"],
    },
    { title: "without a reason", given: active, input: { reason: " " }, then: { refused: "reason_required" } },
  ],
});
