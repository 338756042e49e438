/** Stops telling the room how the systems are (PD-40). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

export const unstalkStatus = command("unstalk-status", {
  title: "Watch the systems no more",
  says: "Stops telling the room how the systems are (PD-40).",
  input: z.object({}),
  may: { capability: "watch_status" },
  partOf: "status_watch",
  form: { verb: "Stop" },
  when: (state) => state.statusWatch.since !== null,
  decide: (state) => (state.statusWatch.since === null ? refuse("invalid_state", "Nobody watches here.") : [{ type: "status-unwatched", data: {} }]),
  examples: [
    {
      title: "enough",
      given: [...active, { type: "status-watched", data: { every: "PT30S", text: "Status: NORMAL" } }],
      input: {},
      then: ["status-unwatched"],
    },
    { title: "nobody watches", given: active, input: {}, then: { refused: "invalid_state" } },
  ],
});
