/** Roles that keep out of the handling: they watch, or speak for others (GD-33, GD-37). */
import { z } from "zod";
import type { State } from "../../incident/slices.ts";
import type { Ctx } from "../../kernel/command.ts";
import { cites } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const value = z.array(z.strictObject({ role: z.string(), cites })).default([]);
type Bystanders = Policy<z.infer<typeof value>, undefined>;

/** Against whoever holds nothing but such roles. */
function keepsOut(policy: Bystanders, state: State, _input: unknown, ctx: Ctx): Objection[] {
  const mine = state.roles.held.filter((one) => one.person === ctx.person).map((one) => one.role);
  const apart = policy.own.map((one) => one.role);
  if (mine.length === 0 || mine.some((role) => !apart.includes(role))) return [];
  return policy.own.flatMap(({ role }, index) =>
    mine.includes(role)
      ? [policy.objection(policy.at("top", String(index)), "not_permitted", `${policy.process.roles[role]?.label ?? role}s leave the handling to others.`)]
      : [],
  );
}

export const bystanders = rule("bystanders", {
  title: "Bystanders",
  says: "Whoever holds nothing but such a role neither works on the incident nor decides about it.",
  schema: value,
  forbids: {
    "add-action": keepsOut,
    "start-action": keepsOut,
    "finish-action": keepsOut,
    "drop-action": keepsOut,
    "start-runbook": keepsOut,
    "tick-step": keepsOut,
    "change-severity": keepsOut,
    resolve: keepsOut,
  },
  examples: [
    { title: "observers", value: [{ role: "observer" }], in: "top", valid: true },
    { title: "no role", value: [{}], in: "top", valid: false },
  ],
});
