/** Who watches an incident of a severity without a hand in it: groups of the directory, seated at once (GD-34). */
import { z } from "zod";
import type { State } from "../../incident/slices.ts";
import type { Facts } from "../../kernel/facts.ts";
import { cites, roleOfKind } from "../../kernel/process.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** Who watches and how soon they hear of it, for people to read. */
    says: z.string().max(300).default(""),
    groups: z.array(z.string().max(60)).max(20).default([]),
    cites,
  })
  .optional();
/** What a severity says of its observers. */
export type ObserversOfLevel = z.infer<typeof value>;

/** One seat for everybody in the groups who has none yet. */
function seats(policy: Policy<undefined, ObserversOfLevel>, state: State, facts: Facts) {
  const role = roleOfKind(policy.process, "observer");
  if (role === null) return [];
  const seated = new Set(state.roles.held.map((one) => one.person));
  const people = (policy.level?.groups ?? []).flatMap((key) => facts.get("group", key)?.people ?? []);
  return [...new Set(people)].filter((person) => !seated.has(person)).map((person) => ({ name: "assign-role" as const, input: { role, person } }));
}

export const observers = rule("observers", {
  title: "Observers",
  says: "Seats the groups a severity names as observers when it is declared, when the severity changes, and after a reopening.",
  level: value,
  follows: {
    declared: (policy, state, _event, ctx) => seats(policy, state, ctx.facts),
    "severity-changed": (policy, state, _event, ctx) => seats(policy, state, ctx.facts),
    reopened: (policy, state, _event, ctx) => seats(policy, state, ctx.facts),
  },
  examples: [
    { title: "the executives", value: { groups: ["executives"] }, in: "level", valid: true },
    { title: "one group, not in a list", value: { groups: "executives" }, in: "level", valid: false },
  ],
});
