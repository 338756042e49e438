/** Says what the cause is, may be, or that nobody knows it; going on without one is decided by whoever commands (PD-20, PD-49). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { playbooksOf } from "./playbook.ts";
import { certainties } from "./slice.ts";

const right = { confirmed: "confirm_cause", suspected: "suspect_cause", unknown: "decide_cause" } as const;

export const setCause = command("set-cause", {
  title: "Say what the cause is",
  says: "Says what the cause is, may be, or that nobody knows it; going on without one is decided by whoever commands (PD-20, PD-49).",
  input: z.object({
    status: z.enum(certainties).meta({ title: "How sure are you?" }),
    text: z.string().trim().max(500).default("").meta({ title: "What is it?" }),
    playbook: z.string().min(1).nullable().default(null).meta({ title: "Of which kind", reference: "playbook" }),
    conferredWith: z
      .array(z.string().trim().max(100))
      .max(20)
      .default([])
      .transform((all) => all.filter((one) => one !== ""))
      .meta({ title: "Which owners did you ask?", description: "One a line" }),
    people: z.array(z.string().min(1)).max(20).optional().meta({ title: "Whom of them by name?", reference: "person" }),
  }),
  may: (_state, input) => (input === null ? "anyone" : { capability: right[input.status] }),
  partOf: "cause",
  form: { verb: "Say so" },
  when: (state) => state.lifecycle.phase === "active",
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["active", "paused"], "looked into");
    if (wrong) return wrong;
    if (input.playbook !== null && !playbooksOf(ctx.process).some(({ cause }) => cause === input.playbook))
      return refuse("invalid_value", "The process knows no such cause.", { pointer: "/playbook" });
    if (input.status !== "unknown" && input.text === "" && input.playbook === null) return refuse("missing_fields", "Say what it is.", { pointer: "/text" });
    const { people = [], ...told } = input;
    const asked = [...new Set(people)];
    if (asked.some((person) => !ctx.facts.get("person", person)?.active))
      return refuse("invalid_value", "Somebody there is not known here.", { pointer: "/people" });
    return [{ type: "cause-set", data: asked.length === 0 ? told : { ...told, people: asked } }];
  },
  examples: [
    { title: "a suspicion", given: active, input: { status: "suspected", text: "The deploy at two" }, then: ["cause-set"] },
    { title: "not known", given: active, input: { status: "unknown", conferredWith: ["Payments"] }, then: ["cause-set"] },
    {
      title: "not known, and nobody asked whom one knows",
      given: active,
      input: { status: "unknown", people: ["nobody"] },
      then: { refused: "invalid_value" },
    },
    { title: "sure of nothing", given: active, input: { status: "confirmed" }, then: { refused: "missing_fields" } },
  ],
});
