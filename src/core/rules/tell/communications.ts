/** By which means an incident of a severity is talked about, for people to read (GD-48). */
import { z } from "zod";
import { cites } from "../../kernel/process.ts";
import { rule } from "../rule.ts";

const value = z.strictObject({ means: z.array(z.string().min(1).max(200)).min(1).max(12), cites }).optional();

/** What a severity says of its means. */
export type Communications = z.infer<typeof value>;

export const communications = rule("communications", {
  title: "Communications",
  says: "Tells everybody by which means an incident of a severity is talked about; it stands in the severity's document.",
  level: value,
  examples: [
    { title: "a room and a call", value: { means: ["The incident room", "A conference call"] }, in: "level", valid: true },
    { title: "no means", value: { means: [] }, in: "level", valid: false },
  ],
});
