/** Writes down what shows what happened, and where it is kept (R-PD-S07). */
import { z } from "zod";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const addEvidence = command("add-evidence", {
  title: "Keep evidence",
  says: "Writes down what shows what happened, and where it is kept (R-PD-S07).",
  input: z.object({
    kind: z.string().trim().min(1, "say what it is").max(40).meta({ title: "What is it?", reference: "evidence-kind" }),
    what: z.string().trim().min(1, "say what it shows").max(2_000).meta({ title: "What does it show?" }),
    where: z.string().trim().max(500).default("").meta({ title: "Where is it kept?", description: "Read-only, and away from what was attacked" }),
  }),
  may: { capability: "keep_evidence" },
  partOf: "evidence",
  form: { verb: "Keep", long: "what" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide: (state, input, ctx) => wrongPhase(state, declared, "worked on") ?? [{ type: "evidence-added", data: { evidence: ctx.id(), ...input } }],
  examples: [
    { title: "an address", given: active, input: { kind: "ip_address", what: "198.51.100.7 signed in at 03:12", where: "" }, then: ["evidence-added"] },
    { title: "nothing", given: active, input: { kind: "ip_address", what: "" }, then: { refused: "invalid_value" } },
    { title: "before anything was declared", given: [], input: { kind: "ip_address", what: "198.51.100.7" }, then: { refused: "invalid_state" } },
  ],
});
