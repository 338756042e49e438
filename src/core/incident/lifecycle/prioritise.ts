/** Says how urgent a ticket is among the others of its team (PE-32). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { wrongPhase } from "./in-phase.ts";

export const prioritise = command("prioritise", {
  title: "Set the priority",
  says: "Says how urgent its ticket is among the others of the team (PE-32).",
  input: z.object({ priority: z.number().int().min(1).max(5).meta({ title: "Priority", description: "1 comes first, 5 last" }) }),
  may: { capability: "prioritise" },
  partOf: "prioritised",
  form: { verb: "Set" },
  when: (state) => state.lifecycle.ticket !== null,
  decide(state, { priority }) {
    const wrong = wrongPhase(state, ["active", "paused", "rejected"], "given a priority");
    if (wrong) return wrong;
    if (state.lifecycle.ticket === null) return refuse("invalid_state", "It has no ticket.");
    if (state.lifecycle.ticket.priority === priority) return refuse("invalid_state", `It has priority ${priority} already.`);
    return [{ type: "prioritised", data: { priority } }];
  },
  examples: [
    {
      title: "the second one",
      given: [...active, { type: "ticket-filed", data: { kind: "bug", sprint: "backlog" } }],
      input: { priority: 2 },
      then: ["prioritised"],
    },
    { title: "without a ticket", given: active, input: { priority: 2 }, then: { refused: "invalid_state" } },
  ],
});
