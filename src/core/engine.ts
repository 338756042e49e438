/** The engine of incidents: slices, commands and rules put together. */
import { commands } from "./incident/index.ts";
import { working } from "./incident/lifecycle/in-phase.ts";
import { holdersOf } from "./incident/roles/slice.ts";
import { type State, slices } from "./incident/slices.ts";
import { engagementOf, summaryOf } from "./incident/summary.ts";
import type { Effect } from "./kernel/effect.ts";
import type { Engine, Unsent } from "./kernel/engine.ts";
import type { Facts } from "./kernel/facts.ts";
import { commandingRole, type Process } from "./kernel/process.ts";
import { epochMs } from "./kernel/time.ts";
import { mayReach } from "./rules/call/contact.ts";
import { afterExperts } from "./rules/call/experts/calls.ts";
import { rules } from "./rules/index.ts";
import { answersFor, participantsOf } from "./rules/resolve-whom.ts";
import { leadsTo } from "./rules/secrecy/security.ts";
import { goesOutside, veiled } from "./rules/secrecy/veil.ts";

type Holding = { readonly person: string; readonly facts?: Facts };

function isHeldBy(process: Process, state: State, { person, facts }: Holding, holder: string): boolean {
  if (process.roles[holder]) return holdersOf(state.roles, holder).includes(person);
  switch (holder) {
    case "anyone":
      return true;
    case "self":
      return true;
    case "participant":
      return participantsOf(state).includes(person) || state.roles.past.some((one) => one.person === person);
    case "reporter":
      return state.lifecycle.reporter === `person:${person}`;
    case "team":
      return Object.values(state.pages.pages).some((page) => page.person === person);
    case "last_commander": {
      const role = commandingRole(process);
      const commanded = [...state.roles.past, ...state.roles.held].filter((one) => one.role === role);
      return commanded.at(-1)?.person === person;
    }
    case "document_owner":
      return Object.values(state.documents.documents).some(({ owner }) => owner === person);
    case "engineering_manager":
    case "product_owner":
    case "team_lead":
      return facts !== undefined && answersFor(person, holder, state, facts);
    default:
      return false;
  }
}

/** A capability the pack does not name is anybody's; one it names belongs to its holders and their delegates. */
function holds(process: Process, state: State, who: Holding, capability: string): boolean {
  const held = process.may[capability];
  if (!held) return true;
  if (held.delegable && state.roles.delegations.some((one) => one.capability === capability && one.person === who.person)) return true;
  return held.holds.some((holder) => isHeldBy(process, state, who, holder));
}

/** Whoever does by delegation, or by a seat that supports the commander, does it in the commander's name (PD-37, PD-41). */
function inNameOf(process: Process, state: State, person: string, capability: string): string | null {
  const held = process.may[capability];
  const role = commandingRole(process);
  const commander = role === null ? undefined : holdersOf(state.roles, role)[0];
  if (!held || commander === undefined || commander === person) return null;
  const own = held.holds.filter((holder) => !held.inName.includes(holder)).some((holder) => isHeldBy(process, state, { person }, holder));
  return !own && holds(process, state, { person }, capability) ? `person:${commander}` : null;
}

/** Steps of one page closer together than this are meant to come side by side. */
const besideMs = 30_000;

/**
 * Whether a queued message still has a reason: an answered or withdrawn page has none, nor what was meant for somebody since let go (GD2-22), nor has an alert that a later one has overtaken (E13).
 * The later ones of a person's own rules keep their time, however often the page is repeated before it.
 */
function wanted(state: State, message: Unsent): boolean {
  if (goesOutside(state, message.effect)) return false;
  const page = message.effect.page === undefined ? undefined : state.pages.pages[message.effect.page];
  const letGo = message.person === null ? undefined : state.strength.released[message.person];
  if (letGo !== undefined && message.queuedAt < letGo) return false;
  if (page === undefined) return !isMoot(state, message.effect);
  const { alert, rule } = message.effect.params;
  if (page.state !== "open") return false;
  if (typeof alert !== "number" || alert >= page.alerts) return true;
  const meant = epochMs(message.effect.notBefore ?? message.queuedAt);
  return typeof rule === "number" && rule > 0 && meant + besideMs >= epochMs(page.lastAlertAt);
}

/** A question that calls somebody has no reason once it is over, but for what is said whatever happens (P28). */
function isMoot({ lifecycle }: State, { urgency, always }: Effect): boolean {
  return urgency === "page" && !always && !working.includes(lifecycle.phase);
}

/** A drill reaches the people of the house, never anybody outside (SR-40); a secret reaches those inside. */
function sealed(state: State, effect: Effect): boolean {
  return (state.lifecycle.drill && "contact" in effect.to) || goesOutside(state, effect);
}

/** Incidents. */
export const incidents: Engine<State> = {
  kind: "incident",
  slices,
  commands,
  rules,
  rankOf: (state) => state.severity.rank,
  phaseOf: (state) => state.lifecycle.phase,
  processOf: (state) => state.lifecycle.process,
  holds,
  inNameOf,
  leadsTo,
  veiled,
  sealed,
  wanted,
  mayReach: (pack, state, message, facts) => afterExperts(pack, state, message, { ...mayReach(pack, state, message, facts), facts }),
  summaryOf,
  engagementOf,
};
