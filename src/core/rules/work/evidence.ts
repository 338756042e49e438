/** What shows what happened is kept, by its kind, and nothing is deleted (R-PD-S07). */
import { z } from "zod";
import { cites } from "../../kernel/process.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** What there may be to keep. */
    kinds: z
      .array(z.strictObject({ key: z.string().regex(/^[a-z][a-z_]{1,39}$/), label: z.string().min(1).max(80) }))
      .min(1)
      .max(20),
    /** What to mind, shown where it is kept. */
    says: z.string().max(300).default(""),
    cites,
  })
  .optional();
/** What a process says of evidence. */
export type EvidenceValue = z.infer<typeof value>;

export const evidence = rule("evidence", {
  title: "Evidence",
  says: "Names what must be kept so that it can be shown later what happened, and takes nothing else for it.",
  schema: value,
  forbids: {
    "add-evidence": (policy, _state, input) => {
      const kinds = policy.own?.kinds ?? [];
      if (input === null || kinds.some(({ key }) => key === input.kind)) return [];
      return [policy.objection(policy.at("top", "kinds"), "invalid_value", `Evidence is one of: ${kinds.map(({ label }) => label).join(", ")}.`)];
    },
  },
  examples: [
    {
      title: "addresses and keys",
      value: {
        kinds: [
          { key: "ip_address", label: "An address" },
          { key: "key", label: "A key" },
        ],
      },
      in: "top",
      valid: true,
    },
    { title: "no kind", value: { kinds: [] }, in: "top", valid: false },
  ],
});
