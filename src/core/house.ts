/** What streams that are no incident share: no severities, no roles, everybody may see them, and nobody is disturbed in quiet hours. */
import type { AnyCommand } from "./kernel/command.ts";
import type { Effect } from "./kernel/effect.ts";
import type { AnyPack, Engine, Reach } from "./kernel/engine.ts";
import type { Facts } from "./kernel/facts.ts";
import type { AnyRule } from "./kernel/rule.ts";
import type { AnySlice } from "./kernel/slice.ts";
import { type Instant, later } from "./kernel/time.ts";
import { quietEnds } from "./oncall/local-time.ts";

/** The process of the house: it holds no sentence; its rules read facts. */
const house: AnyPack = {
  key: "house",
  name: "House rules",
  version: 1,
  origin: { name: "Quarterdeck", url: "", licence: "Apache-2.0", note: "" },
  incidentDefinition: "",
  summary: "",
  sentences: {},
  enforcement: {},
  roles: {},
  may: {},
  severities: {},
};

type Message = { readonly person: string | null; readonly effect: Effect; readonly queuedAt: Instant };

/** From when a message of the house may leave: quiet hours hold it, unless it is always sent. */
function outsideQuietHours(message: Message, facts: Facts): Reach {
  const from = later(message.queuedAt, message.effect.notBefore ?? message.queuedAt);
  const hours = message.person === null || message.effect.always ? undefined : facts.get("person", message.person)?.hours;
  const opens = hours ? quietEnds(hours, from) : from;
  return opens > from ? { from: opens, why: "Held until their quiet hours end" } : { from, why: null };
}

/** What one kind of such streams is: its parts, its title, when it began, and which of its messages are still wanted. */
export type HouseParts<S> = {
  readonly kind: string;
  readonly slices: readonly AnySlice[];
  readonly commands: readonly AnyCommand[];
  readonly rules: readonly AnyRule[];
  readonly titleOf: (state: S) => string;
  readonly openedAt: (state: S) => Instant;
  readonly wanted: Engine<S>["wanted"];
};

/** An engine of such streams. Their only phase is `open`. */
export function houseEngine<S>({ kind, slices, commands, rules, titleOf, openedAt, wanted }: HouseParts<S>): Engine<S> {
  return {
    ...{ kind, slices, commands, rules, wanted, house },
    rankOf: () => null,
    phaseOf: () => "open",
    processOf: () => null,
    holds: () => false,
    sealed: () => false,
    mayReach: (_pack, _state, message, facts) => outsideQuietHours(message, facts),
    summaryOf: (process, state) => ({
      confidential: false,
      participants: [],
      commander: null,
      publicRelations: null,
      title: titleOf(state),
      phase: "open",
      process: process.key,
      processVersion: process.version,
      severity: null,
      area: null,
      drill: false,
      reportedAt: openedAt(state),
      declaredAt: null,
      resolvedAt: null,
      closedAt: null,
      published: [],
      ticket: null,
    }),
    engagementOf: () => [],
  };
}
