/** What a process says of its rounds: what workers are asked, how often, who hears of it, and what may follow. */
import { z } from "zod";
import { answerFields, decisions, deliveries } from "../../../incident/rounds/slice.ts";
import { cites, duration } from "../../../kernel/process.ts";
import type { Policy } from "../../../kernel/rule.ts";
import { whom } from "../../rule.ts";

/** The process's own value: the same at every severity. */
export const roundsValue = z
  .strictObject({
    /** What every answer must say (GD-32). */
    fields: z.array(z.enum(answerFields as [string, ...string[]])).default([]),
    /** What is asked outright beside that; an answer may leave it empty (GD-30, GD-31). */
    asks: z.array(z.strictObject({ key: z.enum([...answerFields, "confidence", "tired"]), says: z.string().max(200), cites })).default([]),
    /** Who is silent so long is reminded, and marked for the manager (GD-30). */
    remind: duration.optional(),
    /** An answer stays as it was given, whoever would change it (GD-26). */
    final: z.boolean().default(false),
    /** Bad news is thanked for (GD-26). */
    thanks: z.boolean().default(false),
    cites,
  })
  .optional();

/** What a severity says. */
export const roundsLevel = z
  .strictObject({
    /** So often from the declaration or the last change of severity; absent: only when the manager asks. */
    every: duration.optional(),
    /** Who gets the summary, and within which time from the opening of the round. */
    summary: z.strictObject({ within: duration, to: z.array(whom).min(1), cites }).optional(),
    /** The ways a summary may be passed on; what is told by word of mouth is sent to nobody. */
    delivery: z.array(z.enum(deliveries)).default([]),
    /** What may follow from a round; none: nothing must. */
    decisions: z.array(z.enum(decisions)).default([]),
    cites,
  })
  .optional();

/** A severity's rounds. */
export type RoundsLevel = z.infer<typeof roundsLevel>;
/** The process's rounds. */
export type RoundsOwn = z.infer<typeof roundsValue>;
/** What the rule sees of the pack. */
export type RoundsPolicy = Policy<RoundsOwn, RoundsLevel>;
