/** Decides what was proposed, having heard who objects; the outcome stands in the record (R-PD-R10). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { openDecisions, outcomes } from "./slice.ts";

const asked = [...active, { type: "decision-proposed", data: { decision: "d1", person: "ana", text: "We roll back", until: "2026-03-01T09:01:00.000Z" } }];

export const decide = command("decide", {
  title: "Decide",
  says: "Decides what was proposed, having heard who objects; the outcome stands in the record (R-PD-R10).",
  input: z.object({
    decision: z.string().min(1).meta({ title: "What", reference: "decision" }),
    outcome: z.enum(outcomes).default("as_proposed").meta({ title: "How" }),
    words: z.string().trim().max(500).default("").meta({ title: "In words", description: "What you decide instead, or why." }),
  }),
  may: { capability: "decide" },
  partOf: "decisions",
  form: { verb: "Decide", long: "words" },
  when: (state) => openDecisions(state.decisions).length > 0,
  decide(state, input) {
    const found = state.decisions.decisions[input.decision];
    if (!found) return refuse("not_found", "Nothing of that kind is about to be decided.");
    if (found.outcome !== null) return refuse("invalid_state", "It is decided already.");
    if (input.outcome === "otherwise" && input.words === "") return refuse("missing_fields", "Say what you decide instead.", { pointer: "/words" });
    return [{ type: "decision-taken", data: { ...input, text: found.text } }];
  },
  examples: [
    { title: "as proposed", given: asked, input: { decision: "d1" }, then: ["decision-taken"] },
    { title: "otherwise, in no words", given: asked, input: { decision: "d1", outcome: "otherwise" }, then: { refused: "missing_fields" } },
    { title: "nothing", given: active, input: { decision: "d9" }, then: { refused: "not_found" } },
  ],
});
