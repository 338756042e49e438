/** How many may hold a role at one time (SR-12). */
import { holdersOf } from "../incident/roles/slice.ts";
import { roleOfKind } from "../kernel/process.ts";
import { rule } from "./rule.ts";

export const cardinality = rule("cardinality", {
  title: "Cardinality",
  says: "A role has at most as many holders as the process gives it seats.",
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
  },
  examples: [],
});
