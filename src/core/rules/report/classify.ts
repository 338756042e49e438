/** The questions asked of whoever reports, and the severity their answers suggest (SR-01, SR-04); what may not be chosen against them (PE-11, PE-13). */
import { z } from "zod";
import { cites } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

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
  /** What is to be asked next. */
  asks: z.string().max(200).optional(),
  cites,
});
const value = z
  .strictObject({
    questions: z.array(question).default([]),
    suggest: z.array(suggestion).default([]),
    /** Without a yes to that question an incident has none of these severities. */
    emergency: z.strictObject({ question: z.string().max(60), levels: z.array(z.number().int().min(1)).min(1), cites }).optional(),
    /** Another severity than the suggested one is given with a reason. */
    differing: z.strictObject({ reason: z.literal(true), cites }).optional(),
    /** What is suggested names the answers it follows from. */
    shows: z.strictObject({ answers: z.literal(true), cites }).optional(),
    cites,
  })
  .default({ questions: [], suggest: [] });
type Classify = Policy<z.infer<typeof value>, undefined>;
type Answers = { readonly [key: string]: boolean | string };

const given = (answer: boolean | string | undefined) => (typeof answer === "string" ? answer.trim() !== "" : answer === true);

/** The first suggestion whose conditions the answers meet. */
function suggest(suggestions: readonly z.infer<typeof suggestion>[], answers: Answers) {
  return suggestions.find(({ when, unless }) => when.every((key) => given(answers[key])) && !unless.some((key) => given(answers[key]))) ?? null;
}

/** A severity that is declared, with what was answered and why it was chosen. */
type Chosen = { readonly severity: number | null; readonly answers: Answers; readonly why: string };

function noEmergency(policy: Classify, { severity, answers }: Chosen): Objection[] {
  const { emergency } = policy.own;
  if (emergency === undefined || severity === null || !emergency.levels.includes(severity) || answers[emergency.question] !== false) return [];
  return [policy.objection(policy.at("top", "emergency"), "emergency_required", `Severity ${severity} is for what needs an answer right now.`)];
}

function otherThanSuggested(policy: Classify, { severity, answers, why }: Chosen): Objection[] {
  const found = suggest(policy.own.suggest, answers);
  if (policy.own.differing === undefined || severity === null || found === null || found.severity === severity || why.trim() !== "") return [];
  return [policy.objection(policy.at("top", "differing"), "reason_required", `The answers suggest severity ${found.severity}: say why it is ${severity}.`)];
}

const against = (policy: Classify, chosen: Chosen) => [...noEmergency(policy, chosen), ...otherThanSuggested(policy, chosen)];

/** The answers that a suggestion follows from. */
const used = ({ when, unless }: z.infer<typeof suggestion>, answers: Answers): Answers =>
  Object.fromEntries([...when, ...unless].flatMap((key) => (answers[key] === undefined ? [] : [[key, answers[key]]])));

export const classify = rule("classify", {
  title: "Classification",
  says: "Asks the reporter what is affected and suggests a severity, with the reason.",
  schema: value,
  forbids: {
    declare: (policy, state, input) =>
      input === null
        ? []
        : against(policy, { severity: input.severity ?? null, answers: { ...state.lifecycle.answers, ...input.answers }, why: input.because ?? "" }),
    triage: (policy, state, input) =>
      input?.outcome !== "declare"
        ? []
        : against(policy, { severity: input.severity ?? null, answers: { ...state.lifecycle.answers, ...input.answers }, why: input.reason ?? "" }),
  },
  follows: {
    reported: (policy, _state, { data }) => {
      const found = suggest(policy.own.suggest, data.answers);
      if (found === null || policy.process.severities[found.severity] === undefined) return [];
      const { severity, why, asks } = found;
      const answers = policy.own.shows ? { answers: used(found, data.answers) } : {};
      return [{ name: "suggest-severity", input: { severity, why, ...answers, ...(asks === undefined ? {} : { asks }) } }];
    },
  },
  examples: [
    {
      title: "one question",
      value: { questions: [{ key: "down", asks: "Is it down?" }], suggest: [{ when: ["down"], severity: 1, why: "It is down" }] },
      in: "top",
      valid: true,
    },
    { title: "severities for emergencies", value: { emergency: { question: "emergency", levels: [1, 2] } }, in: "top", valid: true },
    { title: "a suggestion without a condition", value: { suggest: [{ when: [], severity: 1, why: "x" }] }, in: "top", valid: false },
  ],
});
