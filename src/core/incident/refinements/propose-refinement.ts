/** Proposes to change the process: in words, or as a value at a path of the pack (GD-04, R-GDPM-02). */
import { z } from "zod";
import { valueAt } from "../../kernel/cites.ts";
import { active, over } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const proposeRefinement = command("propose-refinement", {
  title: "Propose a change of the process",
  says: "Proposes to change the process: in words, or as a value at a path of the pack (GD-04).",
  input: z.object({
    change: z.string().trim().min(1).max(300).meta({ title: "What should change?" }),
    why: z.string().trim().max(2_000).default("").meta({ title: "What did we learn?" }),
    pointer: z
      .string()
      .trim()
      .max(300)
      .regex(/^(\/.+)?$/, "a path begins with /")
      .default("")
      .meta({ title: "Where in the process", description: "For example /severities/2/cadences/0/every; empty: in words only" }),
    to: z.string().trim().max(4_000).default("").meta({ title: "The value there from now on", description: "As in the pack; empty takes it out" }),
  }),
  may: { capability: "refine" },
  partOf: "refinements",
  form: { verb: "Propose", long: "why" },
  when: (state) => ["active", "paused", "resolved", "closed"].includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["active", "paused", "resolved", "closed"], "learned from");
    if (wrong) return wrong;
    const before = input.pointer === "" ? undefined : valueAt(ctx.process, input.pointer);
    const base = ctx.facts.get("process", ctx.process.key)?.version ?? ctx.process.version;
    return [{ type: "refinement-proposed", data: { refinement: ctx.id(), ...input, from: before === undefined ? null : JSON.stringify(before), base } }];
  },
  examples: [
    { title: "in words", given: over, input: { change: "Call the network team, too", why: "They knew first" }, then: ["refinement-proposed"] },
    { title: "as a value", given: over, input: { change: "A shorter name", pointer: "/severities/1/name", to: "Now" }, then: ["refinement-proposed"] },
    { title: "a path that is none", given: active, input: { change: "A shorter name", pointer: "name" }, then: { refused: "invalid_value" } },
  ],
});
