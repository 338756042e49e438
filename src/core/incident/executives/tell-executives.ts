/** Sends a short summary to whoever only wants summaries (PD-04, PD-42). */
import { z } from "zod";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { executiveUpdatesOf, summaryText } from "./shape.ts";

const line = z.string().trim().max(1_000);

export const tellExecutives = command("tell-executives", {
  title: "Tell the executives",
  says: "Sends a short summary to whoever only wants summaries (PD-04, PD-42).",
  input: z.object({
    state: line.min(1).meta({ title: "How it stands" }),
    actions: line.default("").meta({ title: "What we do" }),
    impact: line.default("").meta({ title: "What customers notice" }),
    eta: line.default("").meta({ title: "What is expected, and when" }),
  }),
  may: "anyone",
  partOf: "executive_updates",
  form: { verb: "Tell" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    const { channel = "executives", prefix = "" } = executiveUpdatesOf(ctx.process) ?? {};
    const told = { update: ctx.id(), channel, text: summaryText(input, prefix) };
    return wrongPhase(state, declared, "told about") ?? [{ type: "executives-told", data: told }];
  },
  examples: [
    { title: "in two parts", given: active, input: { state: "Nobody can pay", actions: "roll back" }, then: ["executives-told"] },
    { title: "empty", given: active, input: { state: "" }, then: { refused: "invalid_value" } },
  ],
});
