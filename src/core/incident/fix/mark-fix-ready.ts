/** Says that there is a fix: from now on it is only to be deployed (PE-24). */
import { z } from "zod";
import { active, over } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const markFixReady = command("mark-fix-ready", {
  title: "A fix is ready",
  says: "Says that there is a fix: from now on it is only to be deployed, and waits for nothing (PE-24).",
  input: z.object({ text: z.string().trim().min(1).max(500).meta({ title: "What it is" }) }),
  may: { capability: "repair" },
  partOf: "deployment",
  form: { verb: "Say so" },
  when: (state) => state.lifecycle.phase === "active" || state.lifecycle.phase === "paused",
  decide(state, input, ctx) {
    return wrongPhase(state, ["active", "paused"], "mended") ?? [{ type: "fix-ready", data: input }];
  },
  examples: [
    { title: "the prices are right again", given: active, input: { text: "Prices come from the old table" }, then: ["fix-ready"] },
    { title: "when it is over", given: over, input: { text: "Too late" }, then: { refused: "invalid_state" } },
  ],
});
