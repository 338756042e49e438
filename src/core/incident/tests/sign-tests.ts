/** Says with one's own name that the tests prove the fix (GD2-38). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { planned, ran } from "./plan-case.ts";

export const signTests = command("sign-tests", {
  title: "Sign the tests",
  says: "Says with one's own name that the tests prove the fix (GD2-38).",
  input: z.object({ note: z.string().trim().max(500).default("").meta({ title: "Note" }) }),
  may: (state, _input, ctx) => (ctx.person !== null && state.tests.signers.includes(ctx.person) ? "anyone" : { capability: "sign_tests" }),
  partOf: "tests",
  form: { verb: "Sign" },
  when: (state) => state.tests.counts.run > 0,
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["active", "paused"], "tested");
    if (wrong) return wrong;
    if (ctx.person === null) return refuse("not_permitted", "Only people sign.");
    if (state.tests.shown.staging === null && state.tests.shown.production === null)
      return refuse("invalid_state", "Nothing was tested yet that could be signed.", { instead: "record-test-run" });
    return [{ type: "tests-signed", data: { note: input.note } }];
  },
  examples: [
    { title: "after a run", given: ran, input: { note: "" }, then: ["tests-signed"] },
    { title: "before any run", given: planned, input: { note: "" }, then: { refused: "invalid_state" } },
  ],
});
