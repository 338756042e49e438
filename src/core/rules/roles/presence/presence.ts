/** Who may be there, where, and what it takes to take part (PD-06 to PD-09). */
import { z } from "zod";
import type { Wish } from "../../../incident/index.ts";
import { type Presence, places } from "../../../incident/presence/slice.ts";
import type { State } from "../../../incident/slices.ts";
import type { Ctx } from "../../../kernel/command.ts";
import { cites } from "../../../kernel/process.ts";
import type { Objection } from "../../../kernel/refusal.ts";
import type { Policy } from "../../../kernel/rule.ts";
import { rule } from "../../rule.ts";

const value = z
  .strictObject({
    /** What somebody does who comes to an incident, in order; shown first. */
    firstSteps: z.strictObject({ steps: z.array(z.string().min(1).max(160)).min(1).max(5), cites }).optional(),
    /** Where people meet; everything else is not asked for. */
    places: z.strictObject({ join: z.array(z.enum(places)).min(1), cites }).optional(),
    /** Anybody may come and watch; absent: only whoever holds a seat or was called. */
    watching: z.strictObject({ cites }).optional(),
    /** Whoever takes part is in the chat, and on the call or has somebody there who speaks for them alone. */
    participation: z.strictObject({ needs: z.literal("call_and_chat"), cites }).optional(),
    cites,
  })
  .optional();
/** The value of the rule, for views. */
export type PresenceValue = z.infer<typeof value>;
type PresencePolicy = Policy<PresenceValue, undefined>;
type Input = Extract<Wish, { name: "set-presence" }>["input"];

/** Whether somebody is on the call and speaks for nobody else. */
function speaksAlone({ people }: Presence, proxy: string, person: string): boolean {
  const elsewhere = Object.entries(people).some(([other, one]) => other !== person && one.participates && one.proxy === proxy);
  return people[proxy]?.call === true && !elsewhere;
}

function alone(policy: PresencePolicy, state: State, input: Input, person: string): Objection[] {
  const { call = false, chat = true, proxy = null } = input;
  if (!input.participate || !policy.own?.participation || (chat && call)) return [];
  if (chat && proxy !== null && speaksAlone(state.presence, proxy, person)) return [];
  const detail = chat
    ? "To take part be on the call too, or name somebody on the call who speaks for you and nobody else."
    : "To take part be in the chat too.";
  return [policy.objection(policy.at("top", "participation"), "proxy_required", detail)];
}

function elsewhere(policy: PresencePolicy, { call = false, chat = true }: Input): Objection[] {
  const join = policy.own?.places?.join ?? [];
  const asked = [...(call ? (["call"] as const) : []), ...(chat ? (["chat"] as const) : [])].filter((place) => !join.includes(place));
  return asked.length === 0
    ? []
    : [policy.objection(policy.at("top"), "invalid_state", `${policy.process.name} does not ask who is in the ${asked.join(" or the ")}.`)];
}

function uninvited(policy: PresencePolicy, state: State, ctx: Ctx): Objection[] {
  const seated = state.roles.held.some((one) => one.person === ctx.person) || Object.values(state.pages.pages).some((page) => page.person === ctx.person);
  return policy.own?.watching || seated ? [] : [policy.objection(policy.at("top"), "not_permitted", "Only who holds a seat or was called comes here.")];
}

export const presence = rule("presence", {
  title: "Presence",
  says: "Says where people meet, who may watch, and that whoever takes part is in both places or has somebody there who speaks for them.",
  schema: value,
  forbids: {
    "set-presence": (policy, state, input, ctx) => [
      ...uninvited(policy, state, ctx),
      ...(input === null ? [] : [...elsewhere(policy, input), ...(ctx.person === null ? [] : alone(policy, state, input, ctx.person))]),
    ],
  },
  follows: {
    "presence-set": (policy, state, { data }) => {
      if (!policy.own?.participation || data.call) return [];
      const left = Object.entries(state.presence.people).filter(([, one]) => one.participates && one.proxy === data.person);
      return left.map(([person]) => ({ name: "end-participation" as const, input: { person } }));
    },
  },
  triggers: {
    "participation-ended": (policy, _state, { data, seq }) => [
      {
        key: `participation/${data.person}/${seq}`,
        to: { person: data.person },
        template: "update",
        urgency: "notice",
        params: {
          text: "Whoever spoke for you left the call, so you watch now. Join the call, or name somebody else there.",
          by: data.proxy,
          subject: "You watch",
        },
        cites: policy.cites(policy.at("top", "participation")),
      },
    ],
  },
  examples: [
    {
      title: "both, or a proxy",
      value: { places: { join: ["call", "chat"] }, watching: {}, participation: { needs: "call_and_chat" } },
      in: "top",
      valid: true,
    },
    { title: "a place nobody knows", value: { places: { join: ["moon"] } }, in: "top", valid: false },
  ],
});
