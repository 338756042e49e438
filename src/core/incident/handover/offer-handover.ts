/** Asks somebody to take over a role, with a brief; nothing changes hands before they say yes (GD-10, GD-13). */
import { z } from "zod";
import type { Ctx } from "../../kernel/command.ts";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { holdersOf } from "../roles/slice.ts";
import { command, type State } from "../slices.ts";
import { openOffers } from "./slice.ts";

/** Whose role it is: the one named, oneself, or the only one who has it. */
function giverOf(state: State, input: { readonly role: string; readonly from?: string | undefined }, ctx: Ctx): string | null {
  const holders = holdersOf(state.roles, input.role);
  if (input.from !== undefined) return holders.includes(input.from) ? input.from : null;
  if (ctx.person !== null && holders.includes(ctx.person)) return ctx.person;
  return holders.length === 1 ? holders[0]! : null;
}

export const offerHandover = command("offer-handover", {
  title: "Offer a role",
  says: "Asks somebody to take over a role, with a brief; nothing changes hands before they say yes (GD-10, GD-13).",
  input: z.object({
    role: z.string().min(1).meta({ title: "Role", reference: "role" }),
    to: z.string().min(1).meta({ title: "To", reference: "person" }),
    brief: z.string().trim().max(4_000).default("").meta({ title: "What they must know beyond what is written here" }),
    from: z.string().optional().meta({ title: "From whom, where it is not yours", reference: "person" }),
  }),
  partOf: "handover",
  may: (state, input, ctx) =>
    input !== null && giverOf(state, input, ctx) === ctx.person && ctx.person !== null ? "anyone" : input === null ? "anyone" : { capability: "assign" },
  form: { verb: "Offer", long: "brief" },
  when: (state) => declared.includes(state.lifecycle.phase) && state.roles.held.length > 0,
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, declared, "handed over");
    if (wrong) return wrong;
    const from = giverOf(state, input, ctx);
    if (from === null) return refuse("invalid_state", "Say from whom: they have to hold that role.", { pointer: "/from" });
    if (from === input.to || holdersOf(state.roles, input.role).includes(input.to)) return refuse("invalid_state", "They hold that role already.");
    if (!ctx.facts.get("person", input.to)?.active) return refuse("invalid_value", "That person is not known here.", { pointer: "/to" });
    if (openOffers(state.handover).some((one) => one.role === input.role && one.from === from))
      return refuse("invalid_state", "It is offered to somebody already: wait for their answer, or withdraw it.", { instead: "withdraw-handover" });
    return [{ type: "handover-offered", data: { handover: ctx.id(), role: input.role, from, person: input.to, brief: input.brief } }];
  },
  examples: [
    {
      title: "one's own",
      given: [...active, { type: "role-assigned", data: { role: "incident_commander", person: "ana", stated: true } }],
      input: { role: "incident_commander", to: "ben", brief: "The rollback runs since ten" },
      then: ["handover-offered"],
    },
    { title: "what nobody holds", given: active, input: { role: "incident_commander", to: "ben" }, then: { refused: "invalid_state" } },
  ],
});
