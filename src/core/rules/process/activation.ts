/** A version is a draft until somebody puts it in force; nothing is declared under a draft (PE-03). */
import { z } from "zod";
import { citesAt } from "../../kernel/cites.ts";
import type { AnyPack } from "../../kernel/engine.ts";
import { cites } from "../../kernel/process.ts";
import { type Refusal, refuse } from "../../kernel/refusal.ts";
import { rule } from "../rule.ts";

export const activation = rule("activation", {
  title: "Activation",
  says: "A version is a draft until those who keep the process put it in force.",
  schema: z.strictObject({ required: z.literal(true), cites }).optional(),
  examples: [
    { title: "required", value: { required: true }, in: "top", valid: true },
    { title: "at will", value: { required: false }, in: "top", valid: false },
  ],
});

/** What whoever wishes for something under a draft is told, in the words of the draft itself; null where it says nothing of it. */
export function whyNotUnder(draft: AnyPack): Refusal | null {
  if (draft.activation === undefined) return null;
  const says = `Version ${draft.version} of ${draft.name} is a draft: it is put in force first.`;
  return refuse("invalid_state", says, { rule: citesAt(draft, "/activation/required"), policy: "/activation/required" });
}
