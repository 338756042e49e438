/** Decides whether the public is told, and says to whoever speaks for us what to say (PD-28, PD-29). */
import { z } from "zod";
import { active, over } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { publicDecisions } from "./slice.ts";

export const decidePublic = command("decide-public", {
  title: "Decide whether the public is told",
  says: "Decides whether the public is told, and says to whoever speaks for us what to say (PD-28, PD-29).",
  input: z.object({
    decision: z.enum(publicDecisions).meta({ title: "The public", description: "Announce, unsure (then it is announced), or not" }),
    words: z.string().trim().max(1_000).default("").meta({ title: "What to say, and what not" }),
  }),
  may: { capability: "decide_public" },
  partOf: "public_decision",
  form: { verb: "Decide", long: "words" },
  when: (state) => ["active", "paused"].includes(state.lifecycle.phase),
  decide(state, input) {
    return wrongPhase(state, ["active", "paused"], "decided about") ?? [{ type: "public-decided", data: input }];
  },
  examples: [
    { title: "it is told", given: active, input: { decision: "announce", words: "Payments fail; nothing is lost" }, then: ["public-decided"] },
    { title: "when it is over", given: over, input: { decision: "announce" }, then: { refused: "invalid_state" } },
  ],
});
