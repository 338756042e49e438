/** When a person may be disturbed: by the severity, and by their own clock. */
import { z } from "zod";
import type { State } from "../incident/slices.ts";
import type { Effect } from "../kernel/effect.ts";
import type { AnyPack, Reach } from "../kernel/engine.ts";
import type { Facts } from "../kernel/facts.ts";
import { cites, duration } from "../kernel/process.ts";
import { after, type Instant, later } from "../kernel/time.ts";
import { quietEnds, workBegins } from "../oncall/local-time.ts";
import { rule } from "./rule.ts";

const own = z
  .strictObject({ activeGrace: duration.default("PT30M"), window: z.enum(["always", "waking", "working"]).default("always"), cites })
  .default({ activeGrace: "PT30M", window: "always" });
/** A severity without a window has the process's. */
const level = z.strictObject({ window: z.enum(["always", "waking", "working"]).optional(), cites }).optional();

export const contact = rule("contact", {
  title: "Contact window",
  says: "Holds messages until the person may be disturbed: always, outside their quiet hours, or in their working hours.",
  schema: own,
  level,
  examples: [
    { title: "nobody is woken", value: { window: "waking" }, in: "level", valid: true },
    { title: "an unknown window", value: { window: "sometimes" }, in: "level", valid: false },
  ],
});

const opensWhen = { always: "", waking: "their quiet hours end", working: "their working hours begin" } as const;

/** From when a message may leave. Notices keep out of quiet hours at most; what is always sent waits for nothing. */
export function mayReach(
  pack: AnyPack,
  state: State,
  message: { readonly person: string | null; readonly effect: Effect; readonly queuedAt: Instant },
  facts: Facts,
): Reach {
  const from = later(message.queuedAt, message.effect.notBefore ?? message.queuedAt);
  if (message.person === null || message.effect.always) return { from, why: null };
  const top = pack.contact as z.infer<typeof own>;
  const rank = state.severity.rank;
  const here = rank === null ? undefined : (pack.severities[rank] as { contact?: z.infer<typeof level> } | undefined)?.contact;
  const window = here?.window ?? top.window;
  const hours = facts.get("person", message.person)?.hours;
  if (window === "always" || !hours) return { from, why: null };
  const acted = state.people.lastActAt[message.person];
  if (acted !== undefined && after(acted, top.activeGrace) >= from) return { from, why: null };
  const opens = window === "waking" ? quietEnds(hours, from) : (workBegins(hours, from, hours.holidays ? facts.get("calendar", hours.holidays) : null) ?? from);
  return opens > from ? { from: opens, why: `Held until ${opensWhen[window]}` } : { from, why: null };
}
