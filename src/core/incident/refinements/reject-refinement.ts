/** Leaves the process as it is, and says why (GD-04). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { over } from "../examples.ts";
import { command } from "../slices.ts";
import { openRefinements } from "./slice.ts";

const proposed = {
  type: "refinement-proposed",
  data: { refinement: "r1", change: "Call the network team", why: "", pointer: "", from: null, to: "", base: 1 },
};

export const rejectRefinement = command("reject-refinement", {
  title: "Leave the process as it is",
  says: "Leaves the process as it is, and says why (GD-04).",
  input: z.object({
    refinement: z.string().min(1).meta({ title: "Proposal", reference: "refinement" }),
    reason: z.string().trim().max(1_000).default("").meta({ title: "Why not?" }),
  }),
  may: { capability: "decide_refinements" },
  partOf: "refinements",
  form: { verb: "Leave it", long: "reason" },
  when: (state) => openRefinements(state.refinements).length > 0,
  decide(state, input) {
    const found = state.refinements.all[input.refinement];
    if (!found) return refuse("not_found", "There is no such proposal.");
    if (found.state !== "open") return refuse("invalid_state", `It is ${found.state} already.`);
    if (input.reason === "") return refuse("reason_required", "Say why the process stays as it is.", { pointer: "/reason" });
    return [{ type: "refinement-rejected", data: { refinement: found.id, change: found.change, reason: input.reason } }];
  },
  examples: [
    { title: "with a reason", given: [...over, proposed], input: { refinement: "r1", reason: "They are called already" }, then: ["refinement-rejected"] },
    { title: "without", given: [...over, proposed], input: { refinement: "r1", reason: " " }, then: { refused: "reason_required" } },
  ],
});
