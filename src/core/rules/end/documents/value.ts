/** What a process says of the documents an incident leaves behind. */
import { z } from "zod";
import type { State } from "../../../incident/slices.ts";
import { cites, duration } from "../../../kernel/process.ts";
import type { Policy } from "../../../kernel/rule.ts";

const section = z.strictObject({
  key: z.string().regex(/^[a-z][A-Za-z]{1,59}$/),
  title: z.string().max(80),
  says: z.string().max(300).default(""),
  /** Filled from the log when it is read, not by hand. */
  auto: z.boolean().default(false),
  required: z.boolean().default(false),
  /** Its text names the day of what happened, so that whoever finds it later knows. */
  dated: z.literal(true).optional(),
  cites,
});

const document = z.strictObject({
  kind: z.string().regex(/^[a-z][a-z-]{1,39}$/),
  title: z.string().max(80),
  owner: z.string().max(40),
  levels: z.array(z.number().int()).default([]),
  /** Severities that leave it behind even where the incident has another one at the end. */
  stays: z.array(z.number().int().min(1)).default([]),
  sections: z.array(section).min(1),
  /** Documents that must be ready before this one is sent, and go with it. */
  needs: z.array(z.strictObject({ kind: z.string(), cites })).default([]),
  /** The group it is mailed to, nobody else; `outside` sends its own words alone, without the incident's number, title or other documents. */
  sendTo: z
    .strictObject({
      group: z.string(),
      outside: z.boolean().default(false),
      /** What waits until they have it, where there is anybody in the group and the document is made. */
      before: z.array(z.literal("disclose")).max(1).default([]),
      /** Other documents that the mail links to. */
      links: z.array(z.string()).default([]),
      cites,
    })
    .optional(),
  /** Somebody is named who writes it: whoever owns it by their role gives it away, and it is nobody's before. */
  assigned: z.strictObject({ cites }).optional(),
  attach: z.strictObject({ cites }).optional(),
  /** So long after the end, or when the owner's working day ends: the day it was over in, or the next one where it was over after hours. */
  due: z.union([z.literal("working_day_end"), duration]).optional(),
  /** Its owner has nothing more urgent, and is reminded this often until it is ready. */
  first: z.strictObject({ remind: duration, cites }).optional(),
  cites,
});

/** One document of a process. */
export type DocumentPolicy = z.infer<typeof document>;

/** The schema of the rule's value. */
export const documentsValue = z.array(document).default([]);

/** What the rule sees of the pack. */
export type DocumentsPolicy = Policy<readonly DocumentPolicy[], undefined>;

/** The documents that the process asks for at a severity, and those that stay from the severities before. */
export function documentsAt(own: readonly DocumentPolicy[], { rank, changes }: Pick<State["severity"], "rank" | "changes">): DocumentPolicy[] {
  return own.filter(({ levels, stays }) => levels.length === 0 || (rank !== null && levels.includes(rank)) || changes.some(({ to }) => stays.includes(to)));
}
