/** Asks somebody to sign the tests besides those who must (GD2-38). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

const most = 20;

export const askToSign = command("ask-to-sign", {
  title: "Ask somebody to sign",
  says: "Asks somebody to sign the tests besides those who must (GD2-38).",
  input: z.object({ person: z.string().min(1).meta({ title: "Who", reference: "person" }) }),
  may: { capability: "ask_signatures" },
  partOf: "tests",
  form: { verb: "Ask" },
  when: (state) => state.lifecycle.phase === "active" || state.lifecycle.phase === "paused",
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["active", "paused"], "tested");
    if (wrong) return wrong;
    if (!ctx.facts.get("person", input.person)?.active) return refuse("invalid_value", "That person is not known here.", { pointer: "/person" });
    if (state.tests.signers.includes(input.person)) return [];
    if (state.tests.signers.length >= most) return refuse("invalid_state", `At most ${most} people can be asked.`);
    return [{ type: "signature-asked", data: { person: input.person } }];
  },
  examples: [
    { title: "somebody from quality", given: active, input: { person: "dan" }, then: ["signature-asked"] },
    { title: "nobody we know", given: active, input: { person: "nobody" }, then: { refused: "invalid_value" } },
  ],
});
