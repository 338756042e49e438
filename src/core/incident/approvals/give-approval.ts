/** Says yes to something that is not done without (PE-18). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { approvable } from "./slice.ts";

export const giveApproval = command("give-approval", {
  title: "Say yes",
  says: "Says yes to something that is not done without; asked for or not (PE-18).",
  input: z.object({
    what: z.enum(approvable).default("take_down").meta({ title: "To what" }),
    note: z.string().trim().max(500).default("").meta({ title: "In your words" }),
  }),
  may: { capability: "approve" },
  partOf: "approvals",
  form: { verb: "Say yes" },
  when: (state) => state.lifecycle.phase === "active",
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["active"], "decided about");
    if (wrong) return wrong;
    if (state.approvals.given[input.what]) return refuse("invalid_state", "Somebody said yes already.");
    return [{ type: "approval-given", data: input }];
  },
  examples: [
    { title: "take it down", given: active, input: { what: "take_down", note: "" }, then: ["approval-given"] },
    {
      title: "twice",
      given: [...active, { type: "approval-given", data: { what: "take_down", note: "" } }],
      input: { what: "take_down", note: "" },
      then: { refused: "invalid_state" },
    },
  ],
});
