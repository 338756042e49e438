/** Ends the rest: everybody at work is called together again (GD2-20). */
import { z } from "zod";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const resume = command("resume", {
  title: "Begin again",
  says: "Ends the rest: everybody at work is called together again (GD2-20).",
  input: z.object({ why: z.enum(["manager", "time", "severity"]).default("manager").meta({ hidden: true }) }),
  may: { capability: "command" },
  partOf: "standdown",
  form: { verb: "Begin again" },
  when: (state) => state.lifecycle.phase === "paused",
  decide(state, { why }, ctx) {
    return wrongPhase(state, ["paused"], "begun again") ?? [{ type: "resumed", data: { why: ctx.person === null ? why : "manager" } }];
  },
  examples: [
    {
      title: "in the morning",
      given: [...active, { type: "stood-down", data: { until: "2026-03-03T08:00:00.000Z", reason: "" } }],
      input: {},
      then: ["resumed"],
    },
    { title: "while nobody rests", given: active, input: {}, then: { refused: "invalid_state" } },
  ],
});
