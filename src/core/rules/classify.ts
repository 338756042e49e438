/** The questions asked of whoever reports, and the severity their answers suggest (SR-01, SR-04). */
import { z } from "zod";
import { cites } from "../kernel/process.ts";
import { rule } from "./rule.ts";

const question = z.strictObject({
  key: z.string().regex(/^[a-z][A-Za-z]{1,59}$/),
  asks: z.string().max(200),
  kind: z.enum(["yes_no", "text"]).default("yes_no"),
  example: z.string().max(200).default(""),
  cites,
});
const suggestion = z.strictObject({
  /** Answers that must be yes (or filled in). */
  when: z.array(z.string()).min(1),
  /** Answers that must be no (or empty). */
  unless: z.array(z.string()).default([]),
  severity: z.number().int().min(1),
  why: z.string().max(200),
  cites,
});

const given = (answer: boolean | string | undefined) => (typeof answer === "string" ? answer.trim() !== "" : answer === true);

/** The first suggestion whose conditions the answers meet. */
function suggest(suggestions: readonly z.infer<typeof suggestion>[], answers: { readonly [key: string]: boolean | string }) {
  return suggestions.find(({ when, unless }) => when.every((key) => given(answers[key])) && !unless.some((key) => given(answers[key]))) ?? null;
}

export const classify = rule("classify", {
  title: "Classification",
  says: "Asks the reporter what is affected and suggests a severity, with the reason.",
  schema: z.strictObject({ questions: z.array(question).default([]), suggest: z.array(suggestion).default([]) }).default({ questions: [], suggest: [] }),
  follows: {
    reported: (policy, _state, { data }) => {
      const found = suggest(policy.own.suggest, data.answers);
      return found && policy.process.severities[found.severity] ? [{ name: "suggest-severity", input: { severity: found.severity, why: found.why } }] : [];
    },
  },
  examples: [
    {
      title: "one question",
      value: { questions: [{ key: "down", asks: "Is it down?" }], suggest: [{ when: ["down"], severity: 1, why: "It is down" }] },
      in: "top",
      valid: true,
    },
    { title: "a suggestion without a condition", value: { suggest: [{ when: [], severity: 1, why: "x" }] }, in: "top", valid: false },
  ],
});
