/** Declares the incident over; what the process then asks for begins (SR-08). */
import { z } from "zod";
import { active, over } from "../examples.ts";
import { command } from "../slices.ts";
import { conditions } from "./event-data.ts";
import { wrongPhase } from "./in-phase.ts";

export const resolve = command("resolve", {
  title: "Declare over",
  says: "Declares the incident over; what the process then asks for begins (SR-08).",
  input: z.object({
    note: z.string().max(2_000).default("").meta({ title: "What ended it?" }),
    condition: z.enum(conditions).optional().meta({ title: "How is it now?", description: "Recovered, or recovering for sure", partOf: "ending" }),
    cleanup: z
      .array(z.string().trim().max(500))
      .max(20)
      .default([])
      .meta({ title: "What is left to clean up?", description: "One thing on each line; each becomes a follow-up", partOf: "ending" }),
    nothingLeft: z.boolean().default(false).meta({ title: "Nothing is left to clean up", partOf: "ending" }),
    debrief: z.boolean().default(false).meta({ title: "We talk it over, or search for the cause", partOf: "ending" }),
  }),
  may: { capability: "command" },
  form: { verb: "Declare over", long: "note" },
  when: (state) => state.lifecycle.phase === "active" || state.lifecycle.phase === "paused",
  decide(state, input, ctx) {
    const { note, condition, debrief } = input;
    const cleanup = input.cleanup.filter((one) => one !== "");
    const left = { ...(condition ? { condition } : {}), ...(cleanup.length > 0 ? { cleanup } : {}), ...(debrief ? { debrief: true as const } : {}) };
    return wrongPhase(state, ["active", "paused"], "declared over") ?? [{ type: "resolved", data: { note, frees: state.lifecycle.claims, ...left } }];
  },
  examples: [
    { title: "an active incident", given: active, input: { note: "Rolled back" }, then: ["resolved"] },
    { title: "twice", given: over, input: { note: "" }, then: { refused: "invalid_state" } },
  ],
});
