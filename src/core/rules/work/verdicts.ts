/** Questions that must be answered in a certain way before something else is done (R-PD-S06, R-PD-S08). */
import { z } from "zod";
import type { State } from "../../incident/slices.ts";
import { cites } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const question = z.strictObject({
  key: z.string().regex(/^[a-z][a-z_]{1,39}$/),
  asks: z.string().min(1).max(200),
  answers: z.array(z.string().min(1).max(40)).min(2).max(6),
  cites,
});
/** What may have to wait. */
const waiting = [
  "finish-step",
  "post-update",
  "draft-customer-message",
  "publish-customer-message",
  "write-public-entry",
  "send-document",
  "disclose",
] as const;
const wait = z.strictObject({
  command: z.enum(waiting),
  /** Only with these words in its input; absent: always. */
  with: z.record(z.string(), z.string()).default({}),
  needs: z.strictObject({ question: z.string(), is: z.string() }),
  says: z.string().min(1).max(200),
  cites,
});
const value = z.strictObject({ questions: z.array(question).min(1).max(20), before: z.array(wait).max(40).default([]), cites }).optional();
type Verdicts = Policy<z.infer<typeof value>, undefined>;

/** Answers that are missing for a command with this input; with null those that are certain without it. */
function missing(policy: Verdicts, state: State, command: string, input: object | null): Objection[] {
  return (policy.own?.before ?? []).flatMap((one, index) => {
    if (one.command !== command) return [];
    const said = input as { readonly [field: string]: unknown } | null;
    const meant = Object.entries(one.with).every(([field, word]) => said?.[field] === word);
    if (!meant || state.verdicts.given[one.needs.question]?.answer === one.needs.is) return [];
    return [policy.objection(policy.at("top", `before/${index}`), "gate_unmet", one.says, [`verdict.${one.needs.question}`])];
  });
}

/** Answers that nobody asked for. */
function strange(policy: Verdicts): Objection[] {
  const { questions = [], before = [] } = policy.own ?? {};
  return before.flatMap(({ needs }, index) =>
    questions.some(({ key, answers }) => key === needs.question && answers.includes(needs.is))
      ? []
      : [policy.objection(policy.at("top", `before/${index}`), "pack_invalid", `"${needs.is}" is no answer to a question "${needs.question}".`)],
  );
}

export const verdicts = rule("verdicts", {
  title: "What must be found out first",
  says: "Asks what must be known, and lets nothing go on that waits for the answer.",
  schema: value,
  forbids: {
    "finish-step": (policy, state, input) => missing(policy, state, "finish-step", input),
    "post-update": (policy, state, input) => missing(policy, state, "post-update", input),
    "draft-customer-message": (policy, state, input) => missing(policy, state, "draft-customer-message", input),
    "publish-customer-message": (policy, state, input) => missing(policy, state, "publish-customer-message", input),
    "write-public-entry": (policy, state, input) => missing(policy, state, "write-public-entry", input),
    "send-document": (policy, state, input) => missing(policy, state, "send-document", input),
    disclose: (policy, state, input) => missing(policy, state, "disclose", input),
  },
  misfits: (policy) => strange(policy),
  examples: [
    {
      title: "nothing is published before the facts are verified",
      value: {
        questions: [{ key: "verified", asks: "Are the facts verified?", answers: ["yes", "no"] }],
        before: [{ command: "publish-customer-message", needs: { question: "verified", is: "yes" }, says: "The facts are not verified yet." }],
      },
      in: "top",
      valid: true,
    },
    { title: "a question with one answer", value: { questions: [{ key: "verified", asks: "Are they?", answers: ["yes"] }] }, in: "top", valid: false },
  ],
});
