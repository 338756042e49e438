/** Puts new automated tests off because the fix is out and everything else passed; it stays open until they are there (GD2-47, GD2-48). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const deferTests = command("defer-tests", {
  title: "Put new tests off",
  says: "Puts new automated tests off because the fix is out and everything else passed; it stays open until they are there (GD2-47, GD2-48).",
  input: z.object({ reason: z.string().trim().max(1_000).default("").meta({ title: "Why they would keep the fix from customers" }) }),
  may: { capability: "defer_tests" },
  partOf: "tests",
  form: { verb: "Put off", long: "reason" },
  when: (state) => (state.lifecycle.phase === "active" || state.lifecycle.phase === "paused") && state.automatedTests.deferredAt === null,
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["active", "paused"], "tested");
    if (wrong) return wrong;
    if (state.automatedTests.deferredAt !== null) return refuse("invalid_state", "They are put off already.");
    if (input.reason === "") return refuse("reason_required", "Say why the tests cannot be written now.", { pointer: "/reason" });
    return [{ type: "tests-deferred", data: input }];
  },
  examples: [
    { title: "a sweeping change", given: active, input: { reason: "Every payment path needs new fixtures" }, then: ["tests-deferred"] },
    { title: "without a reason", given: active, input: {}, then: { refused: "reason_required" } },
  ],
});
