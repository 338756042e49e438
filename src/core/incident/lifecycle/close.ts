/** Ends the paperwork: everything due afterwards is done. */
import { z } from "zod";
import { active, over } from "../examples.ts";
import { command } from "../slices.ts";
import { wrongPhase } from "./in-phase.ts";

export const close = command("close", {
  title: "Close",
  says: "Ends the paperwork: everything due afterwards is done.",
  input: z.object({}),
  may: { capability: "close" },
  form: { verb: "Close" },
  when: (state) => state.lifecycle.phase === "resolved",
  decide(state, input, ctx) {
    return wrongPhase(state, ["resolved"], "closed") ?? [{ type: "closed", data: {} }];
  },
  examples: [
    { title: "after the end", given: over, input: {}, then: ["closed"] },
    { title: "while it is active", given: active, input: {}, then: { refused: "invalid_state" } },
  ],
});
