/** When a person may be disturbed: by the severity, and by their own clock. */
import { z } from "zod";
import type { State } from "../../incident/slices.ts";
import type { Effect } from "../../kernel/effect.ts";
import type { AnyPack, Reach } from "../../kernel/engine.ts";
import type { Facts } from "../../kernel/facts.ts";
import { cites, duration, type Process } from "../../kernel/process.ts";
import { after, type Instant, later } from "../../kernel/time.ts";
import type { Window } from "../../oncall/counted.ts";
import { quietEnds, workBegins } from "../../oncall/local-time.ts";
import { rule } from "../rule.ts";

const windows = z.enum(["always", "waking", "working"]);
const own = z
  .strictObject({
    activeGrace: duration.default("PT30M"),
    window: windows.default("always"),
    /** When what is no call may be read; absent: as calls. */
    notices: windows.optional(),
    /** Whoever sleeps in after a night's work is left alone, wherever they worked; but where the window is always open. */
    rest: z.boolean().default(false),
    cites,
  })
  .default({ activeGrace: "PT30M", window: "always", rest: false });
const level = z
  .strictObject({
    /** A severity without a window has the process's. */
    window: windows.optional(),
    /** When what is no call may be read; absent: as calls. */
    notices: windows.optional(),
    /** Whether a page may be meant to go out at once, window or not. */
    immediate: z.enum(["allowed", "refused"]).default("allowed"),
    cites,
  })
  .optional();
type Own = z.infer<typeof own>;
type Level = z.infer<typeof level>;

/** A person to disturb at an instant, in a state of the incident. */
type Reached = { readonly person: string; readonly at: Instant; readonly state: State; readonly facts: Facts; readonly notice?: boolean };

/** The window of a call or a notice: what the severity says, else what the process says. */
function windowFor(top: Own, here: Level, notice: boolean): Window {
  return (notice ? (here?.notices ?? here?.window ?? top.notices) : here?.window) ?? top.window;
}

/** The first instant from `at` on that the window lets one disturb the person. */
function opensAt(top: Own, here: Level, { person, at, state, facts, notice = false }: Reached): Instant {
  const window = windowFor(top, here, notice);
  const hours = facts.get("person", person)?.hours;
  if (window === "always" || !hours) return at;
  const acted = state.people.lastActAt[person];
  const granted = top.rest ? state.strength.rest[person] : undefined;
  // What is said at the instant they are sent to sleep still finds them awake.
  const rest = granted !== undefined && at > granted.from ? granted : undefined;
  if (acted !== undefined && after(acted, top.activeGrace) >= at && acted > (rest?.from ?? "")) return at;
  const from = top.rest ? later(at, sleepsInUntil(person, rest?.until, facts)) : at;
  return window === "waking" ? quietEnds(hours, from) : (workBegins(hours, from, hours.holidays ? facts.get("calendar", hours.holidays) : null) ?? from);
}

/** Until when somebody sleeps in after a night's work, here or elsewhere. */
function sleepsInUntil(person: string, here: Instant | undefined, facts: Facts): Instant {
  return later(here ?? "", facts.get("engagement", person)?.restUntil ?? "");
}

export const contact = rule("contact", {
  title: "Contact window",
  says: "Holds messages until the person may be disturbed: always, outside their quiet hours, or in their working hours.",
  schema: own,
  level,
  forbids: {
    page: (policy, state, input, ctx) => {
      if (!input?.immediate || policy.level?.immediate !== "refused") return [];
      const opens = opensAt(policy.own, policy.level, { person: input.person, at: ctx.now, state, facts: ctx.facts });
      if (opens <= ctx.now) return [];
      return [
        policy.objection(
          policy.at("level", "immediate"),
          "contact_window_closed",
          "They may not be disturbed now. Without haste, the page is held until they may.",
        ),
      ];
    },
  },
  examples: [
    { title: "nobody is woken", value: { window: "waking" }, in: "level", valid: true },
    { title: "not even in haste", value: { window: "waking", immediate: "refused" }, in: "level", valid: true },
    { title: "an unknown window", value: { window: "sometimes" }, in: "level", valid: false },
  ],
});

const opensWhen = { always: "", waking: "their quiet hours end", working: "their working hours begin" } as const;

const levelOf = (process: Process, state: State): Level => {
  const level = state.severity.rank === null ? undefined : (process.severities[state.severity.rank] as { contact?: Level } | undefined);
  return level?.contact;
};
const ownOf = (process: Process): Own => (process as unknown as { contact: Own }).contact;

/** The window of an incident at its severity. */
export function windowOf(process: Process, state: State): Window {
  return windowFor(ownOf(process), levelOf(process, state), false);
}

/** The first instant from `at` on that somebody may be called in, under the process and in the state of the incident. */
export function mayBeCalledFrom(process: Process, reached: Reached): Instant {
  return opensAt(ownOf(process), levelOf(process, reached.state), reached);
}

/** From when a message may leave. Notices keep out of quiet hours at most; what is always sent waits for nothing. */
export function mayReach(
  pack: AnyPack,
  state: State,
  message: { readonly person: string | null; readonly effect: Effect; readonly queuedAt: Instant },
  facts: Facts,
): Reach {
  const from = later(message.queuedAt, message.effect.notBefore ?? message.queuedAt);
  if (message.person === null || message.effect.always) return { from, why: null };
  const notice = message.effect.urgency !== "page";
  const opens = mayBeCalledFrom(pack, { person: message.person, at: from, state, facts, notice });
  if (opens <= from) return { from, why: null };
  const sleeping = ownOf(pack).rest && sleepsInUntil(message.person, state.strength.rest[message.person]?.until, facts) > from;
  return { from: opens, why: `Held until ${sleeping ? "they have slept in" : opensWhen[windowFor(ownOf(pack), levelOf(pack, state), notice)]}` };
}
