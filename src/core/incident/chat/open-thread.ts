/** Opens the incident's thread in the standing channel, or restates severity and topic there; sent by the process itself (SR-21, SR-22). */
import { z } from "zod";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const openThread = command("open-thread", {
  title: "Open the thread",
  says: "Opens the incident's thread in the standing channel, or restates severity and topic there; sent by the process itself (SR-21, SR-22).",
  input: z.object({ channel: z.string().min(1).max(40), text: z.string().min(1).max(1_000) }),
  may: "program",
  decide(state, input, ctx) {
    return wrongPhase(state, declared, "posted about") ?? [{ type: "thread-opened", data: input }];
  },
  examples: [
    {
      title: "at the declaration",
      given: active,
      input: { channel: "sitrep", text: "Severity 1: Checkout is down" },
      by: "rule:thread",
      then: ["thread-opened"],
    },
    { title: "by a person", given: active, input: { channel: "sitrep", text: "Mine" }, then: { refused: "not_permitted" } },
  ],
});
