/** Names one way to go, for the manager to choose between (GD2-21). */
import { z } from "zod";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const proposeOption = command("propose-option", {
  title: "Propose a way",
  says: "Names one way to go, for the manager to choose between (GD2-21).",
  input: z.object({
    title: z.string().trim().min(1).max(200).meta({ title: "In one line" }),
    text: z.string().trim().max(2_000).default("").meta({ title: "What speaks for it, what against?" }),
  }),
  may: "anyone",
  partOf: "options",
  form: { verb: "Propose", long: "text" },
  when: (state) => state.lifecycle.phase === "active",
  decide(state, input, ctx) {
    return wrongPhase(state, ["active", "paused"], "worked on") ?? [{ type: "option-proposed", data: { option: ctx.id(), ...input } }];
  },
  examples: [
    { title: "roll back", given: active, input: { title: "Roll back to yesterday", text: "Quick; loses an hour of orders" }, then: ["option-proposed"] },
    { title: "without a title", given: active, input: { title: "" }, then: { refused: "invalid_value" } },
  ],
});
