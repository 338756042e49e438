/** How many incidents one person works in at a time before whoever gives them another role is warned. */
import { z } from "zod";
import type { Ctx } from "../../kernel/command.ts";
import { cites } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** So many incidents at once are nothing to be warned of. */
    most: z.number().int().min(1),
    cites,
  })
  .optional();
type Workload = Policy<z.infer<typeof value>, undefined>;

/** The incident they would be one too many in; whoever only watches works in none. It never refuses: who has a role elsewhere may be the one who is needed most. */
function busy(policy: Workload, ctx: Ctx, { role, person }: { readonly role: string; readonly person: string }): Objection[] {
  const { own, process } = policy;
  const watches = (key: string) => process.roles[key]?.kind === "observer";
  if (own === undefined || watches(role)) return [];
  const roles = ctx.facts.get("engagement", person)?.roles ?? [];
  const elsewhere = new Set(roles.filter((one) => one.incident !== ctx.stream && !watches(one.role)).map(({ incident }) => incident));
  if (elsewhere.size < own.most) return [];
  const where = elsewhere.size === 1 ? "another incident" : `${elsewhere.size} other incidents`;
  return [{ ...policy.objection(policy.at("top", "most"), "workload", `They have a role in ${where} already.`), only: "warning" }];
}

export const workload = rule("workload", {
  title: "Workload",
  says: "Warns whoever gives a role to somebody who has one in other incidents already.",
  schema: value,
  forbids: {
    "assign-role": (policy, _state, input, ctx) => (input === null ? [] : busy(policy, ctx, input)),
    "hand-over": (policy, _state, input, ctx) => (input === null ? [] : busy(policy, ctx, { role: input.role, person: input.to })),
    "offer-handover": (policy, _state, input, ctx) => (input === null ? [] : busy(policy, ctx, { role: input.role, person: input.to })),
  },
  examples: [
    { title: "one incident at a time", value: { most: 1 }, in: "top", valid: true },
    { title: "none at all", value: { most: 0 }, in: "top", valid: false },
  ],
});
