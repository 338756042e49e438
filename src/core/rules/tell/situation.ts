/** What everybody is told while it lasts, part by part, and the words for when there is nothing new (PE-38, PE-40). */
import { type Situation, situationValue } from "../../incident/information/situation.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

function nothingSaid(policy: Policy<Situation, undefined>, input: { readonly [part: string]: unknown } | null): Objection[] {
  const says = policy.own?.says ?? [];
  if (input === null || says.some((part) => String(input[part] ?? "").trim() !== "")) return [];
  return [policy.objection(policy.at("top", "says"), "missing_fields", "Any of it may be left out, but not all.", says)];
}

export const situation = rule("situation", {
  title: "Updates to everybody",
  says: "Says what everybody is told while it lasts, and sends the words for when there is nothing new by itself where the process wants that.",
  schema: situationValue,
  forbids: {
    "tell-situation": (policy, _state, input) => nothingSaid(policy, input),
    "post-update": (policy, _state, input) => {
      if (input === null || !policy.own?.to.includes(input.audience ?? "organisation")) return [];
      return [policy.objection(policy.at("top", "says"), "missing_fields", "Say it part by part: tell everybody how it stands.", policy.own.says)];
    },
  },
  follows: {
    "duty-fell-due": (policy, _state, { data }) => (policy.own?.holding?.auto && data.rule === "cadences" ? [{ name: "tell-holding", input: {} }] : []),
  },
  examples: [
    { title: "two parts", value: { says: ["detected", "actions"], to: ["organisation"] }, in: "top", valid: true },
    { title: "the weather", value: { says: ["weather"], to: ["organisation"] }, in: "top", valid: false },
  ],
});
