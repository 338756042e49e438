/** Answers the question that comes with the night: the work goes on (GD2-03). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const goOn = command("go-on", {
  title: "Go on through the night",
  says: "Answers the question that comes with the night: the work goes on (GD2-03). The other answer is to stand down.",
  input: z.object({ reason: z.string().trim().max(240).default("").meta({ title: "In your words" }) }),
  may: { capability: "command" },
  partOf: "standdown",
  form: { verb: "Go on" },
  when: (state) => state.rest.asked !== null,
  decide(state, { reason }) {
    const wrong = wrongPhase(state, ["active"], "gone on with");
    if (wrong) return wrong;
    if (state.rest.asked === null) return refuse("invalid_state", "Nobody asks whether to rest.");
    return [{ type: "went-on", data: { reason } }];
  },
  examples: [
    {
      title: "one more hour",
      given: [...active, { type: "quiet-hours-began", data: { people: ["ana"] } }],
      input: { reason: "Almost there" },
      then: ["went-on"],
    },
    { title: "by day", given: active, input: {}, then: { refused: "invalid_state" } },
  ],
});
