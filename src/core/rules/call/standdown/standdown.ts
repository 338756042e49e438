/** Rest: at which severities everybody may be sent home, what ends that, and the question that comes with the night (GD2-03, GD2-20, GD-51). */
import type { State } from "../../../incident/slices.ts";
import type { Objection } from "../../../kernel/refusal.ts";
import { peopleOf } from "../../resolve-whom.ts";
import { rule } from "../../rule.ts";
import { atWork, restDuties, type StanddownPolicy, standdownValue } from "./duties.ts";

function notHere(policy: StanddownPolicy): Objection[] {
  if (policy.level?.allowed) return [];
  const says = `At severity ${policy.rank ?? "none"} nobody is sent home.`;
  return [policy.objection(policy.at("level", "allowed"), "standdown_not_allowed", says)];
}

function sleeping(policy: StanddownPolicy, state: State): Objection[] {
  const { paused } = state.lifecycle;
  if (paused === null) return [];
  return [policy.objection(policy.at("level", "allowed"), "invalid_state", "Everybody was sent home. Begin again first.")];
}

export const standdown = rule("standdown", {
  title: "Rest",
  says: "Says at which severities everybody may be sent home to sleep, calls them together again, and asks when the night comes.",
  level: standdownValue,
  forbids: {
    "stand-down": (policy) => notHere(policy),
    page: (policy, state, _input, ctx) => (ctx.person === null ? [] : sleeping(policy, state)),
  },
  follows: {
    "severity-changed": (policy, state) =>
      policy.level?.ends && state.lifecycle.phase === "paused" ? [{ name: "resume", input: { why: "severity" }, must: true }] : [],
    // Whoever acts this very moment need not be called.
    resumed: (policy, state, { at }) =>
      atWork(policy, state)
        .filter(({ person }) => state.people.lastActAt[person] !== at)
        .map(({ person }) => ({ name: "page", input: { person, reason: `We begin again: ${state.lifecycle.title}`.slice(0, 300) } })),
  },
  demands: (policy, state, facts) => restDuties(policy, state, facts),
  triggers: {
    "quiet-hours-began": (policy, state, { seq }, ctx) =>
      peopleOf("commander", { process: policy.process, state, ctx }).map((person) => ({
        key: `quiet/${seq}/${person}`,
        to: { person },
        template: "nudge",
        urgency: "notice",
        params: { what: "Quiet hours have begun: send everybody home until the morning, or go on?", state: "open" },
        // Held until the morning, the question would be pointless.
        always: true,
        cites: policy.cites(policy.at("level", "asks")),
      })),
  },
  examples: [
    { title: "allowed, and asked for when the night comes", value: { allowed: true, asks: true }, in: "level", valid: true },
    { title: "what ends a rest", value: { ends: true }, in: "level", valid: true },
    { title: "neither yes nor no", value: { allowed: "perhaps" }, in: "level", valid: false },
  ],
});
