/** What a process says of telling the public: who decides, what doubt means, who speaks, and what must be approved. */
import { z } from "zod";
import { cites, duration } from "../../../kernel/process.ts";
import type { Policy } from "../../../kernel/rule.ts";

/** The schema of the rule's value. */
export const publicDecisionValue = z
  .strictObject({
    /** The role that speaks with the public. */
    speaker: z.string().max(40),
    /** At severities with the full response the commander is asked within this time; what they decide is the speaker's task. */
    instructs: z.strictObject({ within: duration, cites }).optional(),
    /** Doubt may be said, and means that the public is told. */
    unsure: z.strictObject({ cites }).optional(),
    /** While nobody speaks for us, the commander is asked to find somebody. */
    standby: z.strictObject({ cites }).optional(),
    /** Nothing is published that the commander did not decide on and approve. */
    approval: z.strictObject({ cites }).optional(),
    /** The group whose contacts are our social accounts: they get what is published. */
    social: z.strictObject({ group: z.string().max(40), cites }).optional(),
    /** Whoever was told in public is told that it is over, within this time. */
    wrapup: z.strictObject({ within: duration, cites }).optional(),
    cites,
  })
  .optional();

/** What the rule sees of the pack. */
export type PublicPolicy = Policy<z.infer<typeof publicDecisionValue>, undefined>;
