/** The consequences before the click: what a decision that was only tried would change, whom it would reach and when. */

import { holdersOf } from "../core/incident/roles/slice.ts";
import type { RecordedEvent, State } from "../core/incident/slices.ts";
import type { Accepted, Queued } from "../core/kernel/answer.ts";
import type { OwedDuty } from "../core/kernel/duty.ts";
import { specOf } from "../core/kernel/engine.ts";
import type { FactKinds } from "../core/kernel/facts.ts";
import type { Process } from "../core/kernel/process.ts";
import type { Refusal } from "../core/kernel/refusal.ts";
import { refusedOf, warnedOf } from "./cited.ts";
import type { Consequences } from "./room-shape.ts";
import { type Names, sayWith } from "./say.ts";
import { peopleOfEvents } from "./scene.ts";
import type { ViewParts } from "./view.ts";

/** How many people's channels are looked up; beyond, the channel is theirs to choose. */
const most = 200;

/** What a refusal comes to: nothing would happen. */
export function wouldRefuse(refusal: Refusal): Consequences {
  return { refusals: [refusedOf(refusal)], warnings: [], events: [], duties: [], effects: [] };
}

/** What an accepted decision would come to. */
export async function wouldDo(parts: ViewParts, accepted: Accepted): Promise<Consequences> {
  const state = accepted.state as State;
  const process = await processOf(parts, state);
  const opened = accepted.changes.filter(({ to, duty }) => to === "open" && !("process" in duty.who)).map(({ duty }) => duty);
  const recipients = accepted.queue.map(({ person, effect }) => person ?? ("contact" in effect.to ? effect.to.contact : ""));
  const owed = opened.flatMap(({ who }) => ("people" in who ? who.people : "role" in who ? holdersOf(state.roles, who.role) : []));
  const names = await parts.directory.names([...new Set([...recipients, ...owed, ...peopleOfEvents(accepted.events)])]);
  const say = sayWith(process, names);
  const suggested = (accepted.events as readonly RecordedEvent[]).flatMap((event) => (event.type === "severity-suggested" ? [event.data] : [])).at(-1);
  return {
    refusals: [],
    warnings: accepted.warnings.map(warnedOf),
    events: accepted.events.map(({ type, data }) => ({ type, sentence: specOf(parts.engine, type)?.spec.says(data, say) ?? type })),
    duties: opened.map((duty) => ({ what: duty.what, who: owes(process, names, duty), due: duty.due })),
    effects: await Promise.all(accepted.queue.map((queued, index) => effectOf(parts, { queued, names, look: index < most }))),
    ...(suggested ? { suggested } : {}),
  };
}

async function processOf(parts: ViewParts, state: State): Promise<Process> {
  const under = state.lifecycle.process;
  const pack = under && (under.version === null ? await parts.packs.active(under.key) : await parts.packs.version(under.key, under.version));
  if (!pack) throw new Error("a decision was made under a process that is not here");
  return pack;
}

function owes(process: Process, names: Names, { who }: OwedDuty): string {
  if ("role" in who) return process.roles[who.role]?.label ?? who.role;
  return "people" in who ? who.people.map((id) => names[id] ?? "somebody").join(", ") : "The process";
}

type Looked = { readonly queued: Queued; readonly names: Names; readonly look: boolean };

async function effectOf(parts: ViewParts, { queued: { effect, person, reach }, names, look }: Looked): Promise<Consequences["effects"][number]> {
  const contact = "contact" in effect.to ? effect.to.contact : null;
  const via = contact !== null ? "email" : await channelOf(parts, { person: person ?? "", via: effect.via, look });
  const when = reach.why === null ? { at: reach.from, heldUntil: null } : { at: null, heldUntil: reach.from };
  const why = reach.why ?? (via === "none" ? "No verified way reaches them; please call by hand." : null);
  return { to: names[person ?? contact ?? ""] ?? "somebody", via, template: effect.template, ...when, why };
}

/** The channel that is tried first: the wanted one where they have it, else the first of their own order. */
async function channelOf(
  parts: ViewParts,
  { person, via = [], look }: { readonly person: string; readonly via: readonly string[] | undefined; readonly look: boolean },
): Promise<string> {
  if (!look) return via[0] ?? "their own";
  const { value } = await parts.store.read.fact("person", person);
  const theirs = ((value as FactKinds["person"] | null)?.methods ?? []).map(({ channel }) => channel);
  return via.find((channel) => theirs.includes(channel)) ?? theirs[0] ?? "none";
}
