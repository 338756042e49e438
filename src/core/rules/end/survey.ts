/** Those who took part are asked how it went, once it is closed (PE-42). */
import { z } from "zod";
import type { State } from "../../incident/slices.ts";
import { cites, duration } from "../../kernel/process.ts";
import { after } from "../../kernel/time.ts";
import { participantsOf } from "../resolve-whom.ts";
import { rule } from "../rule.ts";

/** Everybody who took part or reported it. */
const asked = (state: State) => [...new Set([...participantsOf(state), ...state.roles.past.map(({ person }) => person)])];

export const survey = rule("survey", {
  title: "Survey",
  says: "Asks everybody who took part, and whoever reported it, how it went.",
  schema: z.strictObject({ asks: z.string().min(1).max(200), within: duration, cites }).optional(),
  demands: (policy, state) => {
    const { closedAt } = state.lifecycle;
    if (policy.own === undefined || closedAt === null) return [];
    const due = after(closedAt, policy.own.within);
    return asked(state)
      .filter((person) => !state.feedback.answered.includes(person))
      .map((person) => ({
        key: `survey/${person}@${closedAt}`,
        who: { people: [person] },
        what: policy.own!.asks,
        during: ["closed"],
        due,
        steps: [],
        metBy: ({ type, data }) => type === "feedback-given" && (data as { person: string }).person === person,
        cites: policy.cites(policy.at("top")),
        by: { name: "give-feedback" },
      }));
  },
  triggers: {
    closed: (policy, state, { at }) =>
      policy.own === undefined
        ? []
        : asked(state).map((person) => ({
            key: `survey/${at}/${person}`,
            to: { person },
            template: "nudge",
            urgency: "notice" as const,
            params: { what: policy.own!.asks, dueAt: after(at, policy.own!.within), state: "open" },
            duty: `survey/${person}@${at}`,
            cites: policy.cites(policy.at("top")),
          })),
  },
  examples: [
    { title: "within a week", value: { asks: "How did it go?", within: "7d" }, in: "top", valid: true },
    { title: "without a question", value: { within: "7d" }, in: "top", valid: false },
  ],
});
