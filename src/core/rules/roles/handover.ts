/** Handing a role over: offered with a brief, called for, and done only when the other says yes (GD-10, GD-13). */
import { z } from "zod";
import { openOffers } from "../../incident/handover/slice.ts";
import type { State } from "../../incident/slices.ts";
import { cites } from "../../kernel/process.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** These roles change hands only by an offer that was accepted. */
    accepted: z.strictObject({ roles: z.array(z.string().max(40)).min(1), cites }).optional(),
    /** Whoever is asked is called, keeps the role from their answer on, and the giver holds it until then. */
    calls: z.strictObject({ page: z.boolean(), cites }).optional(),
    cites,
  })
  .optional();
type Handing = Policy<z.infer<typeof value>, undefined>;

const labelOf = (policy: Handing, role: string) => policy.process.roles[role]?.label ?? role;

/** The offers that wait for somebody's answer. */
const offersTo = (state: State, person: string) => openOffers(state.handover).filter((one) => one.to === person);

export const handover = rule("handover", {
  title: "Handing over",
  says: "A role is offered with a brief, its taker is called, and it changes hands at the instant they say yes.",
  schema: value,
  forbids: {
    "hand-over": (policy, _state, input) =>
      input !== null && policy.own?.accepted?.roles.includes(input.role)
        ? [policy.objection(policy.at("top", "accepted"), "approval_required", "Offer it instead: it is theirs when they say yes.")]
        : [],
  },
  follows: {
    "handover-offered": (policy, state, { data }) => {
      if (!policy.own?.calls?.page) return [];
      const reason = `You are asked to take over as ${labelOf(policy, data.role)}: ${state.lifecycle.title}`.slice(0, 300);
      return [{ name: "page", input: { person: data.person, reason } }];
    },
    "page-answered": (policy, state, { data }) =>
      policy.own?.calls?.page ? offersTo(state, data.person).map(({ id }) => ({ name: "accept-handover" as const, input: { handover: id } })) : [],
    "page-declined": (policy, state, { data }) =>
      policy.own?.calls?.page
        ? offersTo(state, data.person).map(({ id }) => ({
            name: "decline-handover" as const,
            input: { handover: id, reason: data.reason || "They cannot come." },
          }))
        : [],
  },
  triggers: {
    "handover-declined": (policy, _state, { data }) => [
      {
        key: `handover/${data.handover}/declined`,
        to: { person: data.from },
        template: "nudge",
        urgency: "notice",
        params: { what: `Ask somebody else to take over as ${labelOf(policy, data.role)}`, why: data.reason },
        cites: policy.cites(policy.at("top")),
      },
    ],
  },
  demands: (policy, state) =>
    openOffers(state.handover).map(({ id, role, to }) => ({
      key: `handover/${id}/answer`,
      who: { people: [to] },
      what: `Take over as ${labelOf(policy, role)}, or say why not`,
      during: ["active", "paused", "resolved"],
      due: null,
      steps: [],
      metBy: (event) => ["handover-accepted", "handover-declined"].includes(event.type) && (event.data as { handover: string }).handover === id,
      cites: policy.cites(policy.at("top", "calls")),
      by: { name: "accept-handover", input: { handover: id } },
    })),
  examples: [
    { title: "command changes hands by a yes", value: { accepted: { roles: ["manager"] }, calls: { page: true } }, in: "top", valid: true },
    { title: "no role", value: { accepted: { roles: [] } }, in: "top", valid: false },
  ],
});
