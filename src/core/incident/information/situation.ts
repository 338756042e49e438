/** The parts of an update to everybody, and what a process says of them. */
import { z } from "zod";
import { cites, type Process } from "../../kernel/process.ts";
import { audiences } from "./slice.ts";

/** The parts of an update, as they are asked for, with the words before each. */
export const parts = {
  detected: "Detected",
  investigating: "Being looked into",
  found: "Found",
  timeframe: "How long it may take",
  actions: "What is being done",
} as const;
const part = z.enum(["detected", "investigating", "found", "timeframe", "actions"]);
export type Part = z.infer<typeof part>;

/** The schema of the pack's key `situation`. */
export const situationValue = z
  .strictObject({
    /** What is said: any of it may be left out, but not all. */
    says: z.array(part).min(1),
    /** Who hears it. */
    to: z.array(z.enum(audiences)).min(1),
    /** Words for when there is nothing new, sent by one click; or by itself when an update is due. */
    holding: z.strictObject({ text: z.string().min(1).max(500), auto: z.boolean().default(false), cites }).optional(),
    cites,
  })
  .optional();
export type Situation = z.infer<typeof situationValue>;

/** What a process says of updates to everybody. */
export const situationOf = (process: Process) => (process as unknown as { readonly situation?: Situation }).situation;

/** The update in words; empty where nothing was said. */
export function inWords(says: readonly Part[], given: { readonly [P in Part]: string }): string {
  return says.flatMap((key) => (given[key] === "" ? [] : [`${parts[key]}: ${given[key]}`])).join("\n");
}
