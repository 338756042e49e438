/** Begins to tell the room again and again how the systems are; once is enough (PD-40). */
import { z } from "zod";
import { active, over } from "../examples.ts";
import { working, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { statusLine, statusWatchOf, systemStatus, systemStatusOf } from "./word.ts";

export const stalkStatus = command("stalk-status", {
  title: "Watch the systems",
  says: "Tells the room again and again how the systems are, until somebody stops it or the incident is over (PD-40).",
  input: z.object({}),
  may: { capability: "watch_status" },
  partOf: "status_watch",
  form: { verb: "Watch" },
  when: (state) => working.includes(state.lifecycle.phase) && state.statusWatch.since === null,
  decide(state, _input, ctx) {
    const wrong = wrongPhase(state, working, "watched");
    if (wrong) return wrong;
    if (state.statusWatch.since !== null) return [];
    const reads = systemStatusOf(ctx.process) ?? { reads: ["incidents" as const] };
    const { every } = statusWatchOf(ctx.process);
    return [{ type: "status-watched", data: { every, text: statusLine(systemStatus(ctx.process, reads, ctx.facts)) } }];
  },
  examples: [
    { title: "from now on", given: active, input: {}, then: ["status-watched"] },
    { title: "when it is over", given: over, input: {}, then: { refused: "invalid_state" } },
  ],
});
