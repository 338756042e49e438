/** Gives a role back; a commander hands over instead. */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

export const leaveRole = command("leave-role", {
  title: "Leave a role",
  says: "Gives a role back; a commander hands over instead.",
  input: z.object({
    role: z.string().min(1).meta({ title: "Role", reference: "role" }),
    person: z.string().optional().meta({ title: "Person", reference: "person" }),
  }),
  may: (_state, input, ctx) => (input?.person !== undefined && input.person !== ctx.person ? { capability: "assign" } : "anyone"),
  form: { verb: "Leave" },
  decide(state, input, ctx) {
    const person = input.person ?? ctx.person;
    if (person === null || !state.roles.held.some((one) => one.role === input.role && one.person === person))
      return refuse("invalid_state", "Nobody holds that role so.");
    const role = ctx.process.roles[input.role];
    const last = state.roles.held.filter((one) => one.role === input.role).length === 1;
    if (role?.kind === "commander" && last && state.lifecycle.phase === "active")
      return refuse("role_required", "Somebody must command: hand over instead.", { instead: "hand-over" });
    return [{ type: "role-left", data: { role: input.role, person, why: "" } }];
  },
  examples: [
    {
      title: "one's own",
      given: [...active, { type: "role-assigned", data: { role: "solutioneer", person: "ana", stated: true } }],
      input: { role: "solutioneer" },
      then: ["role-left"],
    },
    { title: "one that is not held", given: active, input: { role: "solutioneer" }, then: { refused: "invalid_state" } },
  ],
});
