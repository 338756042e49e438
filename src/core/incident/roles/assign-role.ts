/** Seats a person in a role; somebody who states their own role needs no leave (SR-23, SR-11). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const assignRole = command("assign-role", {
  title: "Take or give a role",
  says: "Seats a person in a role; somebody who states their own role needs no leave (SR-23, SR-11).",
  input: z.object({
    role: z.string().min(1).meta({ title: "Role", reference: "role" }),
    person: z.string().min(1).meta({ title: "Person", reference: "person" }),
  }),
  may: (_state, input, ctx) => (input !== null && input.person !== ctx.person ? { capability: "assign" } : { capability: `take_${input?.role ?? "role"}` }),
  form: { verb: "Assign" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, declared, "given roles");
    if (wrong) return wrong;
    if (!ctx.process.roles[input.role]) return refuse("invalid_value", `${ctx.process.name} has no role ${input.role}.`, { pointer: "/role" });
    if (!ctx.facts.get("person", input.person)?.active) return refuse("invalid_value", "That person is not known here.", { pointer: "/person" });
    if (state.roles.held.some((one) => one.role === input.role && one.person === input.person)) return refuse("invalid_state", "They hold that role already.");
    return [{ type: "role-assigned", data: { ...input, stated: input.person === ctx.person } }];
  },
  examples: [
    { title: "states their own", given: active, input: { role: "solutioneer", person: "ana" }, then: ["role-assigned"] },
    { title: "an unknown role", given: active, input: { role: "juggler", person: "ana" }, then: { refused: "invalid_value" } },
  ],
});
