/** One step of a severity's checklist, and the list that holds at a severity (GD-44). */
import { z } from "zod";
import { cites, type Process } from "../../kernel/process.ts";

/** A step as a pack writes it. */
export const stepShape = z.strictObject({
  key: z.string().regex(/^[a-z][a-z_]{1,39}$/),
  /** The role that does it. */
  who: z.string().max(40),
  what: z.string().min(1).max(300),
  when: z.string().min(1).max(120),
  /** Words to say or send; `{severity}`, `{name}` (of the severity), `{title}` and `{process}` stand for the incident's own. */
  words: z.string().max(600).default(""),
  /** What ticks it by itself: the name of a gate, or of what the process sees (`src/core/rules/work/steps/met.ts`). */
  met: z.string().max(60).optional(),
  /** The command that does it, for the button beside it. */
  by: z.strictObject({ name: z.string().max(60), input: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}) }).optional(),
  /** At the beginning, or when it ends. */
  part: z.enum(["begin", "end"]).default("begin"),
  cites,
});
export type Step = z.infer<typeof stepShape>;

/** The steps of a severity in their order; none where the process has no checklist there. */
export function stepsAt(process: Process, rank: number | null): readonly Step[] {
  const level = rank === null ? undefined : (process.severities[rank] as { readonly steps?: readonly Step[] } | undefined);
  return level?.steps ?? [];
}
