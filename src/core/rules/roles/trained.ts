/** Roles only for whoever is trained for them (R-PD-R02). Where the house marks nobody and has trained nobody, nobody can be told apart. */
import { z } from "zod";
import { offerTo } from "../../incident/handover/accept-handover.ts";
import type { Ctx } from "../../kernel/command.ts";
import { cites } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    roles: z.array(z.string().max(40)).min(1),
    /** Whoever was in a training of such a kind is trained, too. */
    kinds: z.array(z.string().max(40)).min(1).optional(),
    cites,
  })
  .optional();
type Seat = { readonly role: string; readonly person: string } | null;

function untrained(policy: Policy<z.infer<typeof value>, undefined>, seat: Seat, ctx: Ctx): Objection[] {
  if (seat === null || !policy.own?.roles.includes(seat.role)) return [];
  const { kinds = [] } = policy.own;
  const taught = (trainings: readonly string[] = []) => trainings.some((kind) => kinds.includes(kind));
  const house = ctx.facts.get("organisation", "organisation");
  if ((house?.leads ?? []).length === 0 && !taught(house?.trainings)) return [];
  const person = ctx.facts.get("person", seat.person);
  if (person?.canManage !== false || taught(person.trainings)) return [];
  const label = policy.process.roles[seat.role]?.label ?? seat.role;
  return [policy.objection(policy.at("top", "roles"), "training_required", `${label} is for whoever is trained for it: they can shadow somebody first.`)];
}

export const trained = rule("trained", {
  title: "Training",
  says: "Gives some roles only to people who are marked as able to lead or were in a training for it, where the house says so of anybody.",
  schema: value,
  forbids: {
    "assign-role": (policy, _state, input, ctx) => untrained(policy, input, ctx),
    "hand-over": (policy, _state, input, ctx) => untrained(policy, input && { role: input.role, person: input.to }, ctx),
    "offer-handover": (policy, _state, input, ctx) => untrained(policy, input && { role: input.role, person: input.to }, ctx),
    "accept-handover": (policy, state, input, ctx) => {
      const offer = input === null ? null : offerTo(state, input.handover, ctx);
      return untrained(policy, offer && { role: offer.role, person: offer.to }, ctx);
    },
  },
  examples: [
    { title: "the commander", value: { roles: ["commander"] }, in: "top", valid: true },
    { title: "the commander, marked or taught", value: { roles: ["commander"], kinds: ["commander training"] }, in: "top", valid: true },
    { title: "no role", value: { roles: [] }, in: "top", valid: false },
  ],
});
