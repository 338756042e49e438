/** Says with a reason that a duty need not be done; conformance counts it apart. */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

export const waiveDuty = command("waive-duty", {
  title: "Waive a duty",
  says: "Says with a reason that a duty need not be done; conformance counts it apart.",
  input: z.object({
    duty: z.string().min(1).meta({ title: "Which duty?" }),
    what: z.string().max(300).default(""),
    reason: z.string().trim().min(1, "say why").max(500).meta({ title: "Why?" }),
  }),
  may: { capability: "command" },
  decide(state, input, ctx) {
    if (state.ledger.waived.includes(input.duty)) return refuse("invalid_state", "That duty was waived before.");
    return [{ type: "duty-waived", data: { key: input.duty, what: input.what || input.duty, reason: input.reason } }];
  },
  examples: [
    { title: "with a reason", given: active, input: { duty: "role/ana", what: "", reason: "She is on her way" }, then: ["duty-waived"] },
    { title: "without", given: active, input: { duty: "role/ana", what: "", reason: " " }, then: { refused: "invalid_value" } },
  ],
});
