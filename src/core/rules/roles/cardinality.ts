/** How many may hold a role at one time, and which must be held for an incident to end (SR-12, GD2-33, GD-06). */
import { holdersOf } from "../../incident/roles/slice.ts";
import { roleOfKind } from "../../kernel/process.ts";
import { rule } from "../rule.ts";

/** How the process names the missing holder of a role. */
const gateOf = (role: string) => `role.${role}`;

export const cardinality = rule("cardinality", {
  title: "Cardinality",
  says: "A role has at most as many holders as the process gives it seats; one that is required at a severity is held when the incident ends.",
  forbids: {
    "assign-role": (policy, state, input) => {
      if (input === null) return [];
      const role = policy.process.roles[input.role];
      if (!role || role.max === null) return [];
      const holders = holdersOf(state.roles, input.role).filter((person) => person !== input.person);
      if (holders.length < role.max) return [];
      const instead = role.kind === "commander" || input.role === roleOfKind(policy.process, "commander") ? " Hand over instead." : "";
      return [
        policy.objection(
          `/roles/${input.role}/max`,
          "role_cardinality",
          `${role.label} has ${role.max === 1 ? "one seat" : `${role.max} seats`}, and it is taken.${instead}`,
        ),
      ];
    },
    resolve: (policy, state) =>
      Object.entries(policy.process.roles).flatMap(([key, role]) => {
        const index = policy.rank === null ? -1 : role.requiredAt.indexOf(policy.rank);
        if (index < 0 || holdersOf(state.roles, key).length > 0) return [];
        return [policy.objection(`/roles/${key}/requiredAt/${index}`, "gate_unmet", `Nobody is ${role.label}.`, [gateOf(key)])];
      }),
  },
  examples: [],
});
