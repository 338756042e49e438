/** Takes something off the air, so that it does no more damage (PE-18). */
import { z } from "zod";
import { active, over } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const takeDown = command("take-down", {
  title: "Take it down",
  says: "Takes something off the air, so that it does no more damage; a process may want a yes for it first (PE-18).",
  input: z.object({ text: z.string().trim().min(1).max(500).meta({ title: "What is taken down?" }) }),
  may: { capability: "repair" },
  partOf: "approvals",
  form: { verb: "Take down" },
  when: (state) => state.lifecycle.phase === "active",
  decide(state, input, ctx) {
    return wrongPhase(state, ["active"], "taken down") ?? [{ type: "taken-down", data: input }];
  },
  examples: [
    { title: "the whole site", given: active, input: { text: "The shop" }, then: ["taken-down"] },
    { title: "when it is over", given: over, input: { text: "The shop" }, then: { refused: "invalid_state" } },
  ],
});
