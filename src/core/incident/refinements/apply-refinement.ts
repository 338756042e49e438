/** Says which version of the process in force has the proposed change; running incidents keep theirs (GD-04, X-08). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { over } from "../examples.ts";
import { command } from "../slices.ts";
import { openRefinements } from "./slice.ts";

export const applyRefinement = command("apply-refinement", {
  title: "The change is in force",
  says: "Says which version of the process in force has the proposed change; running incidents keep theirs (GD-04).",
  input: z.object({
    refinement: z.string().min(1).meta({ title: "Proposal", reference: "refinement" }),
    version: z.number().int().min(1).meta({ title: "Version of the process that has it" }),
  }),
  may: { capability: "decide_refinements" },
  partOf: "refinements",
  form: { verb: "It is in force" },
  when: (state) => openRefinements(state.refinements).length > 0,
  decide(state, input, ctx) {
    const found = state.refinements.all[input.refinement];
    if (!found) return refuse("not_found", "There is no such proposal.");
    if (found.state !== "open") return refuse("invalid_state", `It is ${found.state} already.`);
    const inForce = ctx.facts.get("process", ctx.process.key)?.version ?? 0;
    if (input.version <= found.base || input.version > inForce)
      return refuse("invalid_value", `Version ${inForce} of ${ctx.process.name} is in force; the change must be in one after ${found.base}.`, {
        pointer: "/version",
        instead: "reject-refinement",
      });
    return [{ type: "refinement-applied", data: { refinement: found.id, change: found.change, version: input.version } }];
  },
  examples: [
    {
      title: "before its version is in force",
      given: [
        ...over,
        { type: "refinement-proposed", data: { refinement: "r1", change: "Call the network team", why: "", pointer: "", from: null, to: "", base: 1 } },
      ],
      input: { refinement: "r1", version: 2 },
      then: { refused: "invalid_value" },
    },
    { title: "an unknown one", given: over, input: { refinement: "r9", version: 2 }, then: { refused: "not_found" } },
  ],
});
