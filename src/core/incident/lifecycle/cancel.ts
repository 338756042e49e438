/** Stops everything: it was no incident. Pages end, the log stays. */
import { z } from "zod";
import { active, over } from "../examples.ts";
import { command } from "../slices.ts";
import { working, wrongPhase } from "./in-phase.ts";

export const cancel = command("cancel", {
  title: "Cancel",
  says: "Stops everything: it was no incident. Pages end, the log stays.",
  input: z.object({ reason: z.string().trim().min(1, "say why").max(500).meta({ title: "Why?" }) }),
  may: { capability: "cancel" },
  form: { verb: "Cancel the incident" },
  when: (state) => working.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    return wrongPhase(state, working, "cancelled") ?? [{ type: "cancelled", data: { reason: input.reason, frees: state.lifecycle.claims } }];
  },
  examples: [
    { title: "a false alarm", given: active, input: { reason: "False alarm" }, then: ["cancelled"] },
    { title: "after the end", given: over, input: { reason: "Late" }, then: { refused: "invalid_state" } },
  ],
});
