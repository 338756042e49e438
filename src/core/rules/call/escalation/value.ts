/** What a process may say about escalation policies. */
import { z } from "zod";
import { cites } from "../../../kernel/process.ts";
import type { Policy } from "../../../kernel/rule.ts";

/** When a process lets policies run. */
export const own = z
  .strictObject({
    /** What begins it, where none has begun yet. */
    on: z.array(z.enum(["reported", "declared", "severity-changed", "reopened"])).default(["reported", "declared"]),
    cites,
  })
  .default({ on: ["reported", "declared"] });
/** Whether they run at a severity; absent: they do. */
export const level = z.strictObject({ runs: z.boolean(), cites }).optional();
/** What the rule sees of the pack. */
export type EscalationPolicy = Policy<z.infer<typeof own>, z.infer<typeof level>>;
