/** Takes the end back: duties and timers return, roles are asked anew, documents keep their revisions. */
import { z } from "zod";
import { active, over } from "../examples.ts";
import { command } from "../slices.ts";
import { wrongPhase } from "./in-phase.ts";

export const reopen = command("reopen", {
  title: "Reopen",
  says: "Takes the end back: duties and timers return, roles are asked anew, documents keep their revisions (X-18).",
  input: z.object({ reason: z.string().trim().min(1, "say why").max(500).meta({ title: "Why?" }) }),
  may: { capability: "reopen" },
  form: { verb: "Reopen" },
  when: (state) => state.lifecycle.phase === "resolved",
  decide(state, input, ctx) {
    return wrongPhase(state, ["resolved"], "reopened") ?? [{ type: "reopened", data: { reason: input.reason } }];
  },
  examples: [
    { title: "it came back", given: over, input: { reason: "It came back" }, then: ["reopened"] },
    { title: "while it is active", given: active, input: { reason: "Why not" }, then: { refused: "invalid_state" } },
  ],
});
