/** Tells the room how the systems are now, unless it is to hear only what is new and nothing is; sent by the process itself (PD-40). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { statusLine, statusWatchOf, systemStatus, systemStatusOf } from "./word.ts";

export const tellStatus = command("tell-status", {
  title: "Tell how the systems are",
  says: "Tells the room how the systems are now; sent by the process itself (PD-40).",
  input: z.object({}),
  may: "program",
  partOf: "status_watch",
  decide(state, _input, ctx) {
    if (state.statusWatch.since === null) return refuse("invalid_state", "Nobody watches here.");
    const reads = systemStatusOf(ctx.process) ?? { reads: ["incidents" as const] };
    const text = statusLine(systemStatus(ctx.process, reads, ctx.facts));
    const isKnown = statusWatchOf(ctx.process).mode === "on_change" && text === state.statusWatch.said;
    return isKnown ? [] : [{ type: "status-told", data: { text } }];
  },
  examples: [
    {
      title: "half a minute later",
      given: [...active, { type: "status-watched", data: { every: "PT30S", text: "Status: NORMAL" } }],
      input: {},
      by: "rule:status_watch",
      then: ["status-told"],
    },
    { title: "nobody watches", given: active, input: {}, by: "rule:status_watch", then: { refused: "invalid_state" } },
  ],
});
