/** Members say which role they hold; who writes before is warned, who is silent about it is nudged (SR-23). */
import { z } from "zod";
import type { State } from "../../incident/slices.ts";
import { cites, duration } from "../../kernel/process.ts";
import { after } from "../../kernel/time.ts";
import { rule } from "../rule.ts";

/** The people who answered and hold no role yet, with the instant they answered. */
function unstated(state: State): { person: string; since: string }[] {
  const seated = new Set([...state.roles.held, ...state.roles.past].map((one) => one.person));
  return Object.values(state.pages.pages)
    .filter((page) => page.state === "answered" && page.answeredAt !== null && !seated.has(page.person))
    .map((page) => ({ person: page.person, since: page.answeredAt! }));
}

export const statedRole = rule("stated_role", {
  title: "Stated roles",
  says: "Everybody who joins states the role they hold; a post before that is a departure, and silence is nudged.",
  schema: z.strictObject({ nudgeAfter: duration.optional(), warnOnPost: z.boolean().default(false), cites }).optional(),
  forbids: {
    "post-message": (policy, state, _input, ctx) => {
      const seated = ctx.person !== null && state.roles.held.some((one) => one.person === ctx.person);
      const paged = ctx.person !== null && Object.values(state.pages.pages).some((page) => page.person === ctx.person);
      if (!policy.own?.warnOnPost || seated || !paged || state.lifecycle.phase !== "active") return [];
      return [policy.objection(policy.at("top"), "role_required", "State your role before you write: !role and its name.")];
    },
  },
  demands: (policy, state) => {
    const { own } = policy;
    if (!own?.nudgeAfter) return [];
    return unstated(state).map(({ person, since }) => ({
      key: `role/${person}/state`,
      who: { people: [person] },
      what: "State the role you hold",
      during: ["active"],
      due: after(since, own.nudgeAfter!),
      steps: [{ at: after(since, own.nudgeAfter!), does: "due" as const }],
      metBy: (event) => (event.type === "role-assigned" || event.type === "handed-over") && (event.data as { person: string }).person === person,
      cites: policy.cites(policy.at("top")),
      by: { name: "assign-role", input: { person } },
    }));
  },
  triggers: {
    "duty-fell-due": (policy, _state, { data }) => {
      const person = /^role\/(.+)\/state$/.exec(data.key)?.[1];
      if (data.rule !== "stated_role" || person === undefined) return [];
      return [
        {
          key: `nudge/${data.key}`,
          to: { person },
          template: "nudge",
          urgency: "notice",
          params: { what: data.what, dueAt: data.due, state: "due" },
          duty: data.key,
          cites: policy.cites(policy.at("top")),
        },
      ];
    },
  },
  examples: [
    { title: "after ten minutes", value: { nudgeAfter: "10m", warnOnPost: true }, in: "top", valid: true },
    { title: "no duration", value: { nudgeAfter: "soon" }, in: "top", valid: false },
  ],
});
