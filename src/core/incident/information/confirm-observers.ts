/** Says that those who watch need nothing more and that the workers can go; one of the last steps (GD-33). */
import { z } from "zod";
import { active, over } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const confirmObservers = command("confirm-observers", {
  title: "The observers are content",
  says: "Says that those who watch need nothing more and that the workers can go; one of the last steps (GD-33).",
  input: z.object({ note: z.string().trim().max(500).default("").meta({ title: "What they said" }) }),
  may: { capability: "command" },
  partOf: "observers",
  form: { verb: "Confirm" },
  when: (state) => state.roles.held.length > 0 && (state.lifecycle.phase === "active" || state.lifecycle.phase === "paused"),
  decide(state, input, ctx) {
    return wrongPhase(state, ["active", "paused"], "confirmed") ?? [{ type: "observers-satisfied", data: input }];
  },
  examples: [
    { title: "they asked nothing more", given: active, input: { note: "" }, then: ["observers-satisfied"] },
    { title: "when it is over", given: over, input: { note: "" }, then: { refused: "invalid_state" } },
  ],
});
