/** Declares the incident over; what the process then asks for begins (SR-08). */
import { z } from "zod";
import { active, over } from "../examples.ts";
import { command } from "../slices.ts";
import { wrongPhase } from "./in-phase.ts";

export const resolve = command("resolve", {
  title: "Declare over",
  says: "Declares the incident over; what the process then asks for begins (SR-08).",
  input: z.object({ note: z.string().max(2_000).default("").meta({ title: "What ended it?" }) }),
  may: { capability: "command" },
  form: { verb: "Declare over", long: "note" },
  when: (state) => state.lifecycle.phase === "active" || state.lifecycle.phase === "paused",
  decide(state, input, ctx) {
    return wrongPhase(state, ["active", "paused"], "declared over") ?? [{ type: "resolved", data: { note: input.note, frees: state.lifecycle.claims } }];
  },
  examples: [
    { title: "an active incident", given: active, input: { note: "Rolled back" }, then: ["resolved"] },
    { title: "twice", given: over, input: { note: "" }, then: { refused: "invalid_state" } },
  ],
});
