/** What a process says of the strength of its people: when they are tired, when they may go, when they sleep in. */
import { z } from "zod";
import { cites, duration } from "../../../kernel/process.ts";
import type { Policy } from "../../../kernel/rule.ts";

export const strengthValue = z
  .strictObject({
    /** Who has worked so long without a rest, or says that they are tired, is helped to hand on: with a brief, to somebody who says yes, and their work goes along. */
    fatigue: z.strictObject({ after: duration, cites }).optional(),
    /** Who has had nothing to do for so long may go. */
    idle: z.strictObject({ after: duration, cites }).optional(),
    /** Who has nothing to do when it becomes less severe may go at once. */
    lowered: z.strictObject({ release: z.literal(true), cites }).optional(),
    /** Who worked so long in the quiet hours of the last day sleeps in for so long from their release. */
    rest: z.strictObject({ after: duration, for: duration, cites }).optional(),
    cites,
  })
  .optional();

/** What the rule sees of the pack. */
export type StrengthPolicy = Policy<z.infer<typeof strengthValue>, undefined>;
