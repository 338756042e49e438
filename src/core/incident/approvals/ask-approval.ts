/** Asks whoever may say yes for it (PE-18). */
import { z } from "zod";
import { active, over } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { approvable } from "./slice.ts";

export const askApproval = command("ask-approval", {
  title: "Ask for a yes",
  says: "Asks whoever may say yes to something that is not done without (PE-18).",
  input: z.object({
    what: z.enum(approvable).default("take_down").meta({ title: "To what" }),
    why: z.string().trim().min(1).max(500).meta({ title: "Why" }),
  }),
  may: { capability: "repair" },
  partOf: "approvals",
  form: { verb: "Ask" },
  when: (state) => state.lifecycle.phase === "active",
  decide(state, input, ctx) {
    return wrongPhase(state, ["active"], "decided about") ?? [{ type: "approval-asked", data: input }];
  },
  examples: [
    { title: "to take it down", given: active, input: { what: "take_down", why: "Prices are wrong" }, then: ["approval-asked"] },
    { title: "when it is over", given: over, input: { what: "take_down", why: "Prices are wrong" }, then: { refused: "invalid_state" } },
  ],
});
