/** What a process says of the secrets it keeps. */
import { z } from "zod";
import { cites } from "../../kernel/process.ts";

/** At the top. */
export const secrecyValue = z
  .strictObject({
    /** Only those inside know that there is an incident. */
    hidden: z.literal(true).optional(),
    /** A name that says nothing stands wherever others could read along. */
    codename: z.literal("generated").optional(),
    /** Groups of the directory whose people are always inside. */
    openTo: z.array(z.string().max(60)).max(20).default([]),
    /** What every message says instead of its own words: what stands before the name, and what to do. */
    messages: z.strictObject({ prefix: z.string().min(1).max(40).optional(), words: z.string().min(1).max(200), cites }).optional(),
    /** Which of its seats take over from which, when an incident of another process becomes a secret. */
    seats: z.record(z.string(), z.array(z.string().max(40)).max(20)).default({}),
    cites,
  })
  .optional();
export type SecrecyValue = z.infer<typeof secrecyValue>;
