/** What marks a message as something to do afterwards (PD-46). */
import { z } from "zod";
import { cites, type Process } from "../../kernel/process.ts";

/** What a pack says under `todo`. */
export const todoShape = z.strictObject({ prefix: z.string().regex(/^[\p{L}\p{N}]{1,20}$/u), cites });

/** The word a message begins with; null where the process has none. */
export function todoPrefixOf(process: Process): string | null {
  return (process as { readonly todo?: z.infer<typeof todoShape> }).todo?.prefix ?? null;
}

/** What a message says is to be done; null where it says nothing of the kind. */
export function todoIn(text: string, prefix: string | null): string | null {
  if (prefix === null || !text.startsWith(prefix)) return null;
  return /^:?\s+(.{3,500})/s.exec(text.slice(prefix.length))?.[1]?.trim() ?? null;
}
