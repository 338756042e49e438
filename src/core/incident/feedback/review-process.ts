/** Says whether the process should change after this incident, and how (PE-10). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { over } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const reviewProcess = command("review-process", {
  title: "Should the process change?",
  says: "Says whether the process should change after this incident; a yes becomes a proposal that is decided on (PE-10).",
  input: z.object({
    change: z.boolean().meta({ title: "It should change" }),
    text: z.string().trim().max(2_000).default("").meta({ title: "What should be different?" }),
  }),
  may: { capability: "edit_documents" },
  partOf: "process_review",
  form: { verb: "Say", long: "text" },
  when: (state) => state.lifecycle.phase === "resolved",
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["resolved"], "looked back on");
    if (wrong) return wrong;
    if (input.change && input.text === "") return refuse("missing_fields", "Say what should be different.", { pointer: "/text", unmet: ["text"] });
    return [{ type: "process-reviewed", data: input }];
  },
  examples: [
    { title: "it stays", given: over, input: { change: false }, then: ["process-reviewed"] },
    { title: "it changes, somehow", given: over, input: { change: true }, then: { refused: "missing_fields" } },
  ],
});
