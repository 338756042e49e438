/** Questions go to whoever commands, and the answer to whoever asked (GD2-31). */
import { z } from "zod";
import { openQuestions } from "../../incident/questions/slice.ts";
import { cites, duration, roleOfKind } from "../../kernel/process.ts";
import { after } from "../../kernel/time.ts";
import { peopleOf } from "../resolve-whom.ts";
import { rule, whom } from "../rule.ts";

const value = z.strictObject({
  /** Who hears a question. */
  to: whom.default("commander"),
  /** An answer is owed so long after it was asked; absent: whenever there is time. */
  within: duration.optional(),
  cites,
});

export const questions = rule("questions", {
  title: "Questions",
  says: "Tells whoever commands of each question, demands an answer, and brings it to whoever asked.",
  schema: value.optional(),
  triggers: {
    "question-asked": (policy, state, { data }, ctx) => {
      // Whoever moved a message here has read it; of a ping the shield tells.
      if (!policy.own || data.way !== "asked") return [];
      return peopleOf(policy.own.to, { process: policy.process, state, ctx }).map((person) => ({
        key: `question/${data.question}/${person}`,
        to: { person },
        template: "question",
        urgency: "notice" as const,
        params: { text: data.text, by: data.person, meant: data.meant },
        cites: policy.cites(policy.at("top")),
      }));
    },
    "question-answered": (policy, _state, { data }, ctx) =>
      policy.own
        ? [
            {
              key: `answer/${data.question}`,
              to: { person: data.person },
              template: "answer",
              urgency: "notice" as const,
              params: { text: data.text, by: ctx.person ?? "" },
              cites: policy.cites(policy.at("top")),
            },
          ]
        : [],
  },
  demands: (policy, state) => {
    const role = roleOfKind(policy.process, "commander");
    if (!policy.own || role === null) return [];
    const { within } = policy.own;
    return openQuestions(state.questions).map(({ id, at }) => ({
      key: `question/${id}`,
      who: { role },
      what: "Answer a question",
      during: ["active", "paused", "resolved"],
      due: within === undefined ? null : after(at, within),
      steps: [],
      metBy: (event: { type: string; data: unknown }) => event.type === "question-answered" && (event.data as { question: string }).question === id,
      cites: policy.cites(policy.at("top")),
      by: { name: "answer-question", input: { question: id } },
    }));
  },
  examples: [
    { title: "to the commander, answered within the hour", value: { within: "1h" }, in: "top", valid: true },
    { title: "to an unknown place", value: { to: "the wind" }, in: "top", valid: false },
  ],
});
