/** What a process says of changes of severity. */
import { z } from "zod";
import { becauses } from "../../../incident/severity/slice.ts";
import { cites, duration } from "../../../kernel/process.ts";
import type { Policy } from "../../../kernel/rule.ts";
import { whom } from "../../rule.ts";

const reasons = z.array(z.enum(becauses)).min(1).optional();

/** At the top. */
export const severityValue = z
  .strictObject({
    /** The reasons there are for less and for more; absent: any. */
    because: z.strictObject({ lowering: reasons, raising: reasons, cites }).optional(),
    /** While it lasts it becomes no less severe: whether it was is judged afterwards (R-PD-V02). */
    lowering: z.strictObject({ when: z.literal("afterwards"), cites }).optional(),
    /** It may also change while everybody rests. */
    whilePaused: z.boolean().default(false),
    /** Whose advice is asked for when it is looked at again. */
    asks: whom.optional(),
    cites,
  })
  .optional();

/** At a severity. */
export const severityLevel = z
  .strictObject({
    /** After so long (rests do not count), or when the next working day ends, the question comes up whether it should be that severity. */
    review: z.strictObject({ after: z.union([z.literal("next_working_day_end"), duration]), propose: z.number().int().min(1), cites }).optional(),
    cites,
  })
  .optional();

/** What the rule sees of the pack. */
export type SeverityPolicy = Policy<z.infer<typeof severityValue>, z.infer<typeof severityLevel>>;
