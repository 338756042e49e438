/** Moves a role from its holder to another person in one instant: never two, never none (SR-12). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { holdersOf } from "./slice.ts";

export const handOver = command("hand-over", {
  title: "Hand over",
  says: "Moves a role from its holder to another person in one instant: never two, never none (SR-12).",
  input: z.object({
    role: z.string().min(1).meta({ title: "Role", reference: "role" }),
    to: z.string().min(1).meta({ title: "To", reference: "person" }),
    brief: z.string().max(4_000).default("").meta({ title: "What they must know" }),
  }),
  may: (state, input, ctx) =>
    input !== null && state.roles.held.some((one) => one.role === input.role && one.person === ctx.person) ? "anyone" : { capability: "assign" },
  form: { verb: "Hand over", long: "brief" },
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, declared, "handed over");
    if (wrong) return wrong;
    const holders = holdersOf(state.roles, input.role);
    const from = ctx.person !== null && holders.includes(ctx.person) ? ctx.person : holders[0];
    if (from === undefined) return refuse("invalid_state", "Nobody holds that role: assign it.", { instead: "assign-role" });
    if (holders.includes(input.to)) return refuse("invalid_state", "They hold that role already.");
    if (!ctx.facts.get("person", input.to)?.active) return refuse("invalid_value", "That person is not known here.", { pointer: "/to" });
    return [{ type: "handed-over", data: { role: input.role, from, person: input.to, brief: input.brief } }];
  },
  examples: [
    {
      title: "to another",
      given: [...active, { type: "role-assigned", data: { role: "incident_commander", person: "ana", stated: true } }],
      input: { role: "incident_commander", to: "ben", brief: "" },
      then: ["handed-over"],
    },
    { title: "of a vacant role", given: active, input: { role: "incident_commander", to: "ben", brief: "" }, then: { refused: "invalid_state" } },
  ],
});
