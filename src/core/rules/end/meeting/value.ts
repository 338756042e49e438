/** What a process says of the meeting about a document. */
import { z } from "zod";
import { cites, duration } from "../../../kernel/process.ts";
import type { Policy } from "../../../kernel/rule.ts";

export const meetingValue = z
  .strictObject({
    /** The kind of the document they meet about. */
    about: z.string().max(40),
    minutes: z.number().int().min(15).max(240),
    /** So long before it everybody knows of it. */
    notice: duration.default("PT30M"),
    /** Roles that must come, beside whoever owns the document. */
    required: z.array(z.string().max(40)).default([]),
    /** Roles that may come. */
    optional: z.array(z.string().max(40)).default([]),
    /** Whoever writes the document calls it, for a time until the end of so many working days after the document was made; absent: it is proposed when that is ready. */
    owed: z.strictObject({ workingDays: z.number().int().min(1).max(20), cites }).optional(),
    /** What they speak about; the invitation says it. */
    agenda: z.array(z.string().max(120)).max(10).optional(),
    cites,
  })
  .optional();
export type MeetingValue = NonNullable<z.infer<typeof meetingValue>>;
export type MeetingPolicy = Policy<MeetingValue | undefined>;
