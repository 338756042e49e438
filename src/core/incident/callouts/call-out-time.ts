/** Says in the room how long ago command was taken; sent by the process itself (R-PD-R03). */
import { z } from "zod";
import { epochMs } from "../../kernel/time.ts";
import { active, over } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const callOutTime = command("call-out-time", {
  title: "Call out the time",
  says: "Says in the room how long ago command was taken; sent by the process itself (R-PD-R03).",
  input: z.object({ since: z.iso.datetime() }),
  may: "program",
  partOf: "callouts",
  decide(state, { since }, ctx) {
    const wrong = wrongPhase(state, ["active"], "timed");
    return wrong ?? [{ type: "time-called-out", data: { minutes: Math.floor((epochMs(ctx.now) - epochMs(since)) / 60_000) } }];
  },
  examples: [
    { title: "again", given: active, input: { since: "2026-03-01T09:00:00Z" }, by: "rule:callouts", then: ["time-called-out"] },
    { title: "when it is over", given: over, input: { since: "2026-03-01T09:00:00Z" }, by: "rule:callouts", then: { refused: "invalid_state" } },
  ],
});
