/** Says without a name what goes wrong; neither the log nor the journal holds who said it, and the post-mortem takes it up (GD-26). */
import { z } from "zod";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const raiseConcern = command("raise-concern", {
  title: "Raise a concern without a name",
  says: "Says without a name what goes wrong; neither the log nor the journal holds who said it, and the post-mortem takes it up (GD-26).",
  input: z.object({ text: z.string().trim().min(1).max(2_000).meta({ title: "What is it?" }) }),
  may: "anyone",
  unsigned: true,
  partOf: "rounds",
  form: { verb: "Say it", long: "text" },
  when: (state) => ["active", "paused", "resolved", "closed"].includes(state.lifecycle.phase),
  decide(state, input) {
    return wrongPhase(state, ["active", "paused", "resolved", "closed"], "worried about here") ?? [{ type: "concern-raised", data: input }];
  },
  examples: [
    { title: "about the handling", given: active, input: { text: "Nobody dares to say that the backup is old" }, then: ["concern-raised"] },
    { title: "empty", given: active, input: { text: " " }, then: { refused: "invalid_value" } },
  ],
});
