/** What an organisation must have before it needs it: runbooks and drills (SR-38, SR-39, SR-40). */
import { z } from "zod";
import { cites, duration } from "../../kernel/process.ts";
import { rule } from "../rule.ts";

const item = z.strictObject({
  key: z.string().max(60),
  title: z.string().max(120),
  needs: z.union([
    z.strictObject({ runbook: z.string() }),
    z.strictObject({ drillWithin: duration }),
    z.strictObject({ group: z.string() }),
    z.strictObject({ own: z.literal(true) }),
  ]),
  cites,
});
export type ReadinessItem = z.infer<typeof item>;

export const readiness = rule("readiness", {
  title: "Readiness",
  says: "Lists what must be in place before the next incident, and what of it is missing.",
  schema: z.array(item).default([]),
  examples: [
    { title: "a runbook", value: [{ key: "runbook.deployment", title: "Deployment", needs: { runbook: "deployment" } }], in: "top", valid: true },
    { title: "an unknown need", value: [{ key: "x", title: "x", needs: { luck: true } }], in: "top", valid: false },
  ],
});
