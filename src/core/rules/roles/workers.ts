/** How many must be at work, at least (GD2-08). */
import { z } from "zod";
import { holdersOfKind } from "../../incident/roles/of-kind.ts";
import type { State } from "../../incident/slices.ts";
import { cites, roleOfKind } from "../../kernel/process.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const value = z.strictObject({ min: z.number().int().min(1).max(50), cites }).optional();
type Workers = Policy<undefined, z.infer<typeof value>>;

/** How many are missing at work. */
const missing = ({ level, process }: Workers, { roles }: State) => Math.max(0, (level?.min ?? 0) - holdersOfKind(process, roles, "responder").length);

const says = (policy: Workers, few: number) => `Fewer than ${policy.level?.min} are at work on it: bring ${few === 1 ? "one more" : `${few} more`} on.`;

export const workers = rule("workers", {
  title: "Hands",
  says: "Warns while fewer are at work than the severity asks for, and has whoever commands bring more on.",
  level: value,
  forbids: {
    "start-action": (policy, state) => {
      const few = missing(policy, state);
      return few === 0 ? [] : [policy.objection(policy.at("level", "min"), "below_min_workers", says(policy, few))];
    },
  },
  demands: (policy, state) => {
    const few = missing(policy, state);
    if (few === 0) return [];
    return [
      {
        key: "workers/min",
        who: { role: roleOfKind(policy.process, "commander") ?? "commander" },
        what: `Bring ${few === 1 ? "one more" : `${few} more`} to work on it`,
        during: ["active"],
        due: null,
        steps: [],
        metBy: ({ type, data }, before) =>
          few === 1 && type === "role-assigned" && policy.process.roles[(data as { role: string }).role]?.kind === "responder" && missing(policy, before) > 0,
        cites: policy.cites(policy.at("level", "min")),
        by: { name: "assign-role", input: { role: roleOfKind(policy.process, "responder") ?? "" } },
      },
    ];
  },
  examples: [
    { title: "two", value: { min: 2 }, in: "level", valid: true },
    { title: "nobody", value: { min: 0 }, in: "level", valid: false },
  ],
});
