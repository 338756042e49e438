/** How a process calls for somebody to command, and whom that means now (PD-14, PD-15). */
import { z } from "zod";
import type { Ctx } from "../../kernel/command.ts";
import { cites, duration, type Process } from "../../kernel/process.ts";
import { onCallAt } from "../../oncall/on-call-at.ts";

/** What a pack says under `commander_page`. */
export const commanderPageShape = z.strictObject({
  /** The schedules whose people are all called in the same instant, the first one's first. */
  call: z.array(z.string().max(60)).max(6).default([]),
  /** `anyone` may, also a chat identity that belongs to nobody yet; otherwise whoever may page. */
  by: z.enum(["anyone", "whoever_pages"]).default("whoever_pages"),
  /** A call so soon after the last one leads to the same pages; absent: each call calls again. */
  repeat: duration.optional(),
  cites,
});
export type CommanderPage = z.infer<typeof commanderPageShape>;

/** The process's own value; null where it has none. */
export function commanderPageOf(process: Process): CommanderPage | null {
  return (process as { readonly commander_page?: CommanderPage }).commander_page ?? null;
}

/** Whom a call means at an instant: everybody on call in those schedules; where that is nobody, the organisation's last resort. */
export function calledForCommand({ call }: Pick<CommanderPage, "call">, { facts, now }: Pick<Ctx, "facts" | "now">): string[] {
  const onCall = call.flatMap((key) => {
    const schedule = facts.get("schedule", key);
    return schedule ? onCallAt(schedule, now) : [];
  });
  const found = [...new Set(onCall)].filter((person) => facts.get("person", person)?.active);
  return found.length > 0 ? found : [...(facts.get("organisation", "organisation")?.lastResort ?? [])];
}
