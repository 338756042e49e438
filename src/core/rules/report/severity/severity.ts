/** How a severity changes: for which reasons, on whose advice, also while everybody rests, and when it is looked at again (GD-50, GD-52 … GD-54, GD2-06). */
import type { State } from "../../../incident/slices.ts";
import type { Effect } from "../../../kernel/effect.ts";
import type { Objection } from "../../../kernel/refusal.ts";
import { peopleOf } from "../../resolve-whom.ts";
import { rule } from "../../rule.ts";
import { reviewDuties } from "./review.ts";
import { type SeverityPolicy, severityLevel, severityValue } from "./value.ts";

const inWords = (keys: readonly string[]) => keys.map((key) => key.replaceAll("_", " ")).join(", ");

function resting(policy: SeverityPolicy, state: State): Objection[] {
  if (policy.own === undefined || policy.own.whilePaused || state.lifecycle.phase !== "paused") return [];
  return [policy.objection(policy.at("top"), "invalid_state", "Everybody rests: begin again first.")];
}

function noDebate(policy: SeverityPolicy, from: number | null, { to }: { readonly to: number }): Objection[] {
  if (policy.own?.lowering === undefined || from === null || to <= from) return [];
  return [
    policy.objection(policy.at("top", "lowering"), "invalid_state", "While it lasts it becomes no less severe: judge that afterwards, in the post-mortem."),
  ];
}

function noReason(policy: SeverityPolicy, from: number | null, { to, because = "other" }: { readonly to: number; readonly because?: string | undefined }) {
  const way = from !== null && to < from ? "raising" : "lowering";
  const allowed: readonly string[] | undefined = from === null || from === to ? undefined : policy.own?.because?.[way];
  if (allowed === undefined || allowed.includes(because)) return [];
  const says = `It becomes ${way === "raising" ? "more" : "less"} severe for one of these reasons: ${inWords(allowed)}.`;
  return [policy.objection(policy.at("top", `because/${way}`), "invalid_value", says)];
}

/** The question, to whoever decides and to whoever is asked for advice. */
function questions(policy: SeverityPolicy, asked: { readonly seq: number; readonly propose: number | null }, people: Record<"decides" | "advises", string[]>) {
  const { seq, propose } = asked;
  const what = propose === null ? `Does severity ${policy.rank} still fit?` : `Should it be severity ${propose}?`;
  const message = (person: string, role: "decides" | "advises"): Effect => ({
    key: `severity/review/${seq}/${person}`,
    to: { person },
    template: "nudge",
    urgency: "notice",
    params: { what: role === "decides" ? what : `${what} Say what you think`, state: "open" },
    cites: policy.cites(role === "decides" ? policy.at("level", "review") : policy.at("top", "asks")),
  });
  return [
    ...people.decides.map((person) => message(person, "decides")),
    ...people.advises.filter((person) => !people.decides.includes(person)).map((person) => message(person, "advises")),
  ];
}

export const severity = rule("severity", {
  title: "Changes of severity",
  says: "Says for which reasons a severity changes and whose advice is heard, and asks again when it has lasted long.",
  schema: severityValue,
  level: severityLevel,
  forbids: {
    "change-severity": (policy, state, input) => [
      ...resting(policy, state),
      ...(input === null ? [] : [...noReason(policy, state.severity.rank, input), ...noDebate(policy, state.severity.rank, input)]),
    ],
  },
  demands: reviewDuties,
  triggers: {
    "severity-review-due": (policy, state, { data, seq }, ctx) => {
      const asking = { process: policy.process, state, ctx };
      const asks = policy.own?.asks;
      const people = { decides: peopleOf("commander", asking), advises: asks === undefined ? [] : peopleOf(asks, asking) };
      return questions(policy, { seq, propose: data.propose }, people);
    },
  },
  examples: [
    { title: "reasons for less", value: { because: { lowering: ["workaround", "other"] } }, in: "top", valid: true },
    { title: "less severe only afterwards", value: { lowering: { when: "afterwards" } }, in: "top", valid: true },
    { title: "looked at again after eight hours", value: { review: { after: "8h", propose: 1 } }, in: "level", valid: true },
    { title: "looked at again when the next working day ends", value: { review: { after: "next_working_day_end", propose: 2 } }, in: "level", valid: true },
    { title: "a reason nobody knows", value: { because: { raising: ["boredom"] } }, in: "top", valid: false },
    { title: "looked at again some time", value: { review: { after: "soon", propose: 1 } }, in: "level", valid: false },
  ],
});
