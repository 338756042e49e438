/** What the events say that begin and end an incident. */
import { z } from "zod";

/** What is known when an incident is first heard of. */
export const report = z.object({
  title: z.string(),
  text: z.string(),
  impact: z.string(),
  area: z.string().nullable(),
  process: z.string(),
  drill: z.boolean(),
  how: z.string(),
  answers: z.record(z.string(), z.union([z.boolean(), z.string()])),
  claims: z.array(z.string()),
});

/** In which condition it may be declared over (PD-30). */
export const conditions = ["recovered", "recovering"] as const;

/** What the end says of what is left, where the process asks for it. */
export const endShape = {
  condition: z.enum(conditions).optional(),
  /** What is left to clean up. */
  cleanup: z.array(z.string()).optional(),
  debrief: z.literal(true).optional(),
};

/** What ends it frees what it held. */
export const ended = z.object({ frees: z.array(z.string()) });

/** The claims that an end frees. */
export const free = (data: { frees: string[] }) => data.frees.map((key) => ({ free: key }));
