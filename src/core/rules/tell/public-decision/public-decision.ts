/** Whether the public is told is decided, then written, approved, published and brought to an end (PD-28, PD-29, PD-32, PD-52, PD-53). */
import { holdersOfKind } from "../../../incident/roles/of-kind.ts";
import { holdersOf } from "../../../incident/roles/slice.ts";
import type { State } from "../../../incident/slices.ts";
import type { Effect } from "../../../kernel/effect.ts";
import type { Objection } from "../../../kernel/refusal.ts";
import { rule } from "../../rule.ts";
import { publicDuties } from "./duties.ts";
import { type PublicPolicy, publicDecisionValue } from "./value.ts";

function unapproved(policy: PublicPolicy, state: State, message: string | null): Objection[] {
  if (!policy.own?.approval) return [];
  const object = (detail: string) => [policy.objection(policy.at("top", "approval"), "approval_required", detail)];
  if (state.announcing.decision?.tell !== true) return object("Whoever commands has not decided that the public is told.");
  if (message !== null && !state.announcing.approved.includes(message)) return object("Whoever commands has not approved these words.");
  return [];
}

type Nudge = { readonly key: string; readonly what: string; readonly below: string };

const nudge = (policy: PublicPolicy, people: readonly string[], { key, what, below }: Nudge): Effect[] =>
  people.map((person) => ({
    ...{ key: `public/${key}/${person}`, to: { person }, template: "nudge", urgency: "notice", params: { what, state: "open" } },
    cites: policy.cites(policy.at("top", below)),
  }));

/** The task is the speaker's; while nobody is, the commander is asked to find somebody. */
function instructed(policy: PublicPolicy, state: State, key: string): Effect[] {
  if (!policy.own) return [];
  const speakers = holdersOf(state.roles, policy.own.speaker);
  const label = policy.process.roles[policy.own.speaker]?.label ?? policy.own.speaker;
  const asks = policy.own.standby ? holdersOfKind(policy.process, state.roles, "commander") : [];
  return speakers.length > 0
    ? nudge(policy, speakers, { key, what: "The public is told: write what it hears", below: "instructs" })
    : nudge(policy, asks, { key, what: `Call somebody who speaks for us: nobody is ${label}`, below: "standby" });
}

export const publicDecision = rule("public_decision", {
  title: "Telling the public",
  says: "The commander decides whether the public is told and approves the words; one role speaks, and says at the end that it is over.",
  schema: publicDecisionValue,
  forbids: {
    "decide-public": (policy, _state, input) =>
      input?.decision === "unsure" && !policy.own?.unsure
        ? [policy.objection(policy.at("top"), "invalid_value", "Say whether the public is told, or not.")]
        : [],
    "publish-customer-message": (policy, state, input) => unapproved(policy, state, input?.message ?? null),
  },
  follows: {
    // Whoever decides needs nobody's leave for their own words.
    "customer-message-drafted": (policy, state, { data, actor }) =>
      policy.own?.approval && holdersOfKind(policy.process, state.roles, "commander").includes(actor.slice(actor.indexOf(":") + 1))
        ? [{ name: "approve-customer-message", input: { message: data.message } }]
        : [],
  },
  demands: (policy, state) => publicDuties(policy, state),
  triggers: {
    "public-decided": (policy, state, { seq }) => (state.announcing.decision?.tell ? instructed(policy, state, `told/${seq}`) : []),
    "role-assigned": (policy, state, { data, seq }) =>
      data.role === policy.own?.speaker && state.announcing.decision?.tell && !state.announcing.told
        ? nudge(policy, [data.person], { key: `told/${seq}`, what: "The public is told: write what it hears", below: "standby" })
        : [],
    "customer-message-approved": (policy, state, { data }) =>
      nudge(policy, policy.own ? holdersOf(state.roles, policy.own.speaker) : [], {
        ...{ key: `approved/${data.message}`, what: "Publish what was approved", below: "approval" },
      }),
    "customer-message-published": (policy, _state, { data }, ctx) =>
      (policy.own?.social ? (ctx.facts.get("group", policy.own.social.group)?.contacts ?? []) : []).map((contact) => ({
        ...{ key: `social/${data.message}/${contact}`, to: { contact }, template: "customer-message", urgency: "notice", params: { text: data.text } },
        ...{ always: true, cites: policy.cites(policy.at("top", "social")) },
      })),
  },
  examples: [
    {
      title: "decided within a quarter of an hour, in doubt told",
      value: { speaker: "liaison", instructs: { within: "15m" }, unsure: {} },
      in: "top",
      valid: true,
    },
    { title: "nobody speaks", value: { approval: {} }, in: "top", valid: false },
  ],
});
