/** Roles that one person may not hold at the same time. */
import { z } from "zod";
import type { State } from "../incident/slices.ts";
import { cites } from "../kernel/process.ts";
import type { Objection } from "../kernel/refusal.ts";
import type { Policy } from "../kernel/rule.ts";
import { rule } from "./rule.ts";

const value = z.array(z.strictObject({ roles: z.tuple([z.string(), z.string()]), cites })).default([]);

function conflicts(policy: Policy<z.infer<typeof value>, undefined>, state: State, role: string, person: string): Objection[] {
  const holds = state.roles.held.filter((one) => one.person === person).map((one) => one.role);
  return policy.own.flatMap((pair, index) => {
    const other = pair.roles[0] === role ? pair.roles[1] : pair.roles[1] === role ? pair.roles[0] : null;
    if (other === null || !holds.includes(other)) return [];
    const [mine, theirs] = [role, other].map((key) => policy.process.roles[key]?.label ?? key);
    return [policy.objection(policy.at("top", String(index)), "role_conflict", `${mine} and ${theirs} are not for one person at the same time.`)];
  });
}

export const exclusions = rule("exclusions", {
  title: "Exclusions",
  says: "Nobody holds two roles that the process keeps apart; both directions, at every instant.",
  schema: value,
  forbids: {
    "assign-role": (policy, state, input) => (input === null ? [] : conflicts(policy, state, input.role, input.person)),
    "hand-over": (policy, state, input) => (input === null ? [] : conflicts(policy, state, input.role, input.to)),
  },
  examples: [
    { title: "the commander does not repair", value: [{ roles: ["commander", "responder"] }], in: "top", valid: true },
    { title: "three roles", value: [{ roles: ["a", "b", "c"] }], in: "top", valid: false },
  ],
});
