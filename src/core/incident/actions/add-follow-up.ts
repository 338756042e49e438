/** Notes what is to be done afterwards. */
import { z } from "zod";
import { epochMs, instantOf } from "../../kernel/time.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const addFollowUp = command("add-follow-up", {
  title: "Add a follow-up",
  says: "Notes what is to be done afterwards.",
  input: z.object({
    text: z.string().trim().min(1).max(500).meta({ title: "What" }),
    owner: z.string().nullable().default(null).meta({ title: "Owner", reference: "person" }),
    due: z.iso.datetime().nullable().default(null).meta({ title: "By when" }),
  }),
  may: "anyone",
  form: { verb: "Add" },
  decide(state, input, ctx) {
    return (
      wrongPhase(state, ["active", "paused", "resolved", "closed"], "followed up") ?? [
        { type: "follow-up-added", data: { followUp: ctx.id(), ...input, due: input.due && instantOf(epochMs(input.due)) } },
      ]
    );
  },
  examples: [
    { title: "a lesson", given: active, input: { text: "Alert on the queue length", owner: null }, then: ["follow-up-added"] },
    { title: "empty", given: active, input: { text: "", owner: null }, then: { refused: "invalid_value" } },
  ],
});
