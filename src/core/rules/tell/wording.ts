/** Words that had better not stand in what customers read or in documents: whoever writes them is told why (R-PD-R06, R-PD-A07). */
import { z } from "zod";
import { cites } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const kind = z.string().max(40);
const care = z.strictObject({
  /** Where they are looked for: messages for customers, or documents of these kinds. */
  in: z.array(z.union([z.literal("customer_messages"), z.strictObject({ document: kind })])).min(1),
  /** Whole words, whatever their case; `#` stands for a number. */
  phrases: z.array(z.string().trim().min(2).max(60)).min(1).max(50),
  says: z.string().max(200),
  cites,
});
type Care = z.infer<typeof care>;
type Wording = Policy<readonly Care[], undefined>;

/** A phrase as it is looked for: every sign stands for itself, except the number and the space. */
function meant(phrase: string): RegExp {
  const signs = phrase.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/\s+/g, "\\s+");
  return new RegExp(`(?<![\\p{L}\\d])${signs.replaceAll("#", "\\d+")}(?![\\p{L}\\d])`, "iu");
}

/** What is said against a text: once for each care, with the first phrase that stands in it. */
function against(policy: Wording, isHere: (where: Care["in"][number]) => boolean, text: string): Objection[] {
  return policy.own.flatMap((one, index) => {
    const found = one.in.some(isHere) ? one.phrases.map((phrase) => meant(phrase).exec(text)?.[0]).find((words) => words !== undefined) : undefined;
    return found === undefined
      ? []
      : [{ ...policy.objection(policy.at("top", String(index)), "invalid_value", `"${found}": ${one.says}`), only: "warning" as const }];
  });
}

export const wording = rule("wording", {
  title: "Wording",
  says: "Tells whoever writes for customers or for the record which words had better not stand there, and why.",
  schema: z.array(care).max(30).default([]),
  forbids: {
    "draft-customer-message": (policy, _state, input) => (input === null ? [] : against(policy, (where) => where === "customer_messages", input.text)),
    "edit-document": (policy, _state, input) =>
      input === null ? [] : against(policy, (where) => typeof where === "object" && where.document === input.kind, input.text),
  },
  examples: [
    {
      title: "no promises",
      value: [{ in: ["customer_messages", { document: "postmortem" }], phrases: ["in # minutes"], says: "Promise no time." }],
      in: "top",
      valid: true,
    },
    { title: "no words", value: [{ in: ["customer_messages"], phrases: [], says: "Say nothing." }], in: "top", valid: false },
  ],
});
