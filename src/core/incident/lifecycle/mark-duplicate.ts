/** Says that another incident is the same; pages end, the log stays. */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { working, wrongPhase } from "./in-phase.ts";

export const markDuplicate = command("mark-duplicate", {
  title: "Mark as duplicate",
  says: "Says that another incident is the same; pages end, the log stays.",
  input: z.object({ of: z.string().min(1).meta({ title: "Of which incident?", reference: "incident" }) }),
  may: { capability: "cancel" },
  form: { verb: "Mark as duplicate" },
  when: (state) => working.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, working, "marked as a duplicate");
    if (wrong) return wrong;
    const other = ctx.facts.get("incident", input.of);
    if (other === null || other.id === ctx.stream) return refuse("invalid_value", "Name another incident.", { pointer: "/of" });
    return [{ type: "marked-duplicate", data: { of: other.id, frees: state.lifecycle.claims } }];
  },
  examples: [
    { title: "of another", given: active, input: { of: "other" }, then: ["marked-duplicate"] },
    { title: "of an unknown one", given: active, input: { of: "unknown" }, then: { refused: "invalid_value" } },
  ],
});
