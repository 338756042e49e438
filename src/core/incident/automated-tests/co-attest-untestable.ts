/** An expert agrees that there can be no new automated test (GD2-46). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

const attested = [...active, { type: "tests-attested", data: { why: "impossible", reason: "The card reader cannot be driven by a program" } }];

export const coAttestUntestable = command("co-attest-untestable", {
  title: "Agree that no test can be written",
  says: "An expert agrees that there can be no new automated test (GD2-46).",
  input: z.object({}),
  may: { capability: "co_attest_tests" },
  partOf: "tests",
  form: { verb: "Agree" },
  when: (state) => state.automatedTests.untestable !== null && state.automatedTests.untestable.coAttestedBy === null,
  decide(state, _input, ctx) {
    const wrong = wrongPhase(state, ["active", "paused"], "tested");
    if (wrong) return wrong;
    const { untestable } = state.automatedTests;
    if (untestable === null) return refuse("invalid_state", "Nobody said that there can be no test.");
    if (untestable.coAttestedBy !== null) return refuse("invalid_state", "An expert agreed already.");
    if (untestable.by === ctx.person) return refuse("not_permitted", "Somebody else must agree.");
    return [{ type: "tests-co-attested", data: {} }];
  },
  examples: [
    { title: "another expert", given: attested, input: {}, by: "person:eve", then: ["tests-co-attested"] },
    { title: "who said it themselves", given: attested, input: {}, then: { refused: "not_permitted" } },
    { title: "what nobody said", given: active, input: {}, then: { refused: "invalid_state" } },
  ],
});
