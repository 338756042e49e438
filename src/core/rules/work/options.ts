/** Between several ways one is chosen, and only what was chosen is carried out (GD2-21). */
import { z } from "zod";
import type { State } from "../../incident/slices.ts";
import { cites } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const value = z.strictObject({ chosenOnly: z.boolean().default(false), cites }).optional();

function unchosen(policy: Policy<z.infer<typeof value>, undefined>, state: State, kind: string | undefined, id: string | undefined): Objection[] {
  const option = id === undefined ? undefined : state.work.options[id];
  if (!policy.own?.chosenOnly || kind !== "repair" || option === undefined || option.state === "chosen") return [];
  return [policy.objection(policy.at("top", "chosenOnly"), "gate_unmet", `"${option.title}" was not chosen.`, [`option.${option.id}`])];
}

export const options = rule("options", {
  title: "Ways to go",
  says: "Only what was chosen among several ways is repaired by.",
  schema: value,
  forbids: {
    "add-action": (policy, state, input) => unchosen(policy, state, input?.kind, input?.option),
    "start-action": (policy, state, input) => {
      const action = input === null ? undefined : state.actions.actions[input.action];
      return unchosen(policy, state, action?.kind, action?.option);
    },
  },
  examples: [
    { title: "only what was chosen", value: { chosenOnly: true }, in: "top", valid: true },
    { title: "no yes or no", value: { chosenOnly: "mostly" }, in: "top", valid: false },
  ],
});
