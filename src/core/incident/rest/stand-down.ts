/** Sends everybody home to sleep: nobody is paged, nothing is owed, and they begin again together (GD2-20). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { after } from "../../kernel/time.ts";
import { active, over } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { restUntil } from "./until.ts";

/** The longest rest. */
const longest = "P7D";

export const standDown = command("stand-down", {
  title: "Stand down",
  says: "Sends everybody home to sleep: nobody is paged, nothing is owed, and they begin again together (GD2-20).",
  input: z.object({
    until: z
      .string()
      .trim()
      .max(40)
      .default("")
      .meta({ title: "Until", description: "A time of your own day (08:00) or an instant (2026-03-03T08:00:00Z); empty: the next morning" }),
    reason: z.string().trim().max(240).default("").meta({ title: "In your words" }),
  }),
  may: { capability: "command" },
  partOf: "standdown",
  form: { verb: "Stand down" },
  when: (state) => state.lifecycle.phase === "active",
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["active"], "rested from");
    if (wrong) return wrong;
    const until = restUntil(input.until, state, ctx);
    if (until === null) return refuse("invalid_value", "Write a time of day like 08:00 or an instant like 2026-03-03T08:00:00Z.", { pointer: "/until" });
    if (until <= ctx.now) return refuse("invalid_value", "That is not ahead.", { pointer: "/until" });
    if (until > after(ctx.now, longest)) return refuse("invalid_value", "A rest lasts a week at most.", { pointer: "/until" });
    return [{ type: "stood-down", data: { until, reason: input.reason } }];
  },
  examples: [
    { title: "until eight", given: active, input: { until: "2026-03-03T08:00:00Z" }, then: ["stood-down"] },
    { title: "until yesterday", given: active, input: { until: "2026-03-01T08:00:00Z" }, then: { refused: "invalid_value" } },
    { title: "until some time", given: active, input: { until: "soon" }, then: { refused: "invalid_value" } },
    { title: "what is over", given: over, input: { until: "2026-03-03T08:00:00Z" }, then: { refused: "invalid_state" } },
  ],
});
