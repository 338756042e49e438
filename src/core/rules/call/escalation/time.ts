/** When an escalation goes on: the next step, round or last resort, and when somebody silent is tried again. */

import { aboutOf, isWaiting } from "../../../incident/escalation/steps.ts";
import type { State } from "../../../incident/slices.ts";
import type { Effect } from "../../../kernel/effect.ts";
import type { AnyPack } from "../../../kernel/engine.ts";
import type { Facts } from "../../../kernel/facts.ts";
import type { Process } from "../../../kernel/process.ts";
import { after, type Instant, later, lengthMs } from "../../../kernel/time.ts";
import { isFor, nextStep } from "../../../oncall/escalation.ts";
import { lastResortStep, type Run } from "../../../oncall/escalation-run.ts";
import { mayReach } from "../contact.ts";

/** What comes next, and when. */
export type Move =
  | { readonly kind: "step"; readonly at: Instant; readonly step: number }
  | { readonly kind: "round" | "last"; readonly at: Instant; readonly why: string };

/** What timing asks of: the process with its contact windows, the incident, the directory. */
export type Seen = { readonly process: Process; readonly state: State; readonly facts: Facts };

/** So long a step waits beyond its delay for the one before to be sent: then something is wrong with sending, and others must know (E9). */
const patience = "PT1M";
/** Sent this soon after its step, a page went out with it; delays then count from the step, to the minute. */
const withIt = "PT30S";
/** Beyond so many alerts a person is tried again once an hour: for ever, as nobody else is left (E3). */
const eager = 12;
const seldom = "PT1H";

const page: Pick<Effect, "urgency" | "params"> = { urgency: "page", params: {} };

/** From when a page queued at an instant may leave. */
function leavesAt({ process, state, facts }: Seen, person: string, queuedAt: Instant): Instant {
  const effect: Effect = { key: "", to: { person }, template: "page", cites: [], ...page };
  return mayReach(process as AnyPack, state, { person, effect, queuedAt }, facts).from;
}

/** What the running escalation does next; null where it has done everything, or must do nothing. */
export function nextMove(seen: Seen): Move | null {
  const { state, facts } = seen;
  const { run } = state.escalation;
  if (run === null || run.ended !== null || run.policy === null || run.lastResortAt !== null || !isFor(run.policy, aboutOf(state))) return null;
  const nobodyLeftAt = goneAt(run);
  const { anchor, sent } = waitsSince(seen, run);
  const from = nobodyLeftAt === null ? { step: run.step, anchor } : { step: run.step, anchor: nobodyLeftAt, atOnce: true };
  const due = (at: Instant) => (sent || nobodyLeftAt !== null ? at : after(at, patience));
  const next = nextStep(run.policy, aboutOf(state), from, facts);
  if (next !== null) return { kind: "step", step: next.step, at: due(next.at) };
  const waiting = isWaiting(state, run);
  const ends = after(anchor, run.policy.repeat.after);
  if (!waiting && Object.keys(run.calls).length > 0) return { kind: "last", at: nobodyLeftAt ?? anchor, why: "nobody who was called can come or be reached" };
  if (run.round < run.policy.repeat.times && waiting) return { kind: "round", at: due(ends), why: "nobody answered" };
  return { kind: "last", at: due(ends), why: "nobody answered" };
}

/** The instant from which nobody of the latest step could be waited for; null while somebody can. */
function goneAt(run: Run): Instant | null {
  const ends = run.current.map((id) => run.calls[id]?.goneAt ?? run.answered[run.calls[id]?.person ?? ""] ?? null);
  return ends.reduce<Instant | null>((latest, end) => (latest === null || end === null ? null : later(latest, end)), ends.length > 0 ? run.anchor : null);
}

/** The instant the next delay counts from: the step, or where all its pages were held or late, the first one's sending. */
function waitsSince(seen: Seen, run: Run): { readonly anchor: Instant; readonly sent: boolean } {
  const pages = run.current.map((id) => ({ page: seen.state.pages.pages[id], call: run.calls[id] }));
  if (pages.length === 0) return { anchor: run.anchor, sent: true };
  const leaves = pages.map(({ page, call }) => {
    if (page?.deliveredAt && page.deliveredAt >= run.anchor) return page.deliveredAt;
    return call ? later(run.anchor, leavesAt(seen, call.person, run.anchor)) : run.anchor;
  });
  const first = leaves.reduce((a, b) => (a < b ? a : b));
  const sent = pages.some(({ page, call }) => page?.state !== "open" || page.deliveredAt !== null || call?.goneAt !== null);
  return { anchor: first > after(run.anchor, withIt) ? first : run.anchor, sent };
}

/** A page that is tried again, with the instant. */
export type Again = { readonly page: string; readonly alerts: number; readonly at: Instant };

/** Whom to try again while the steps go on: the silent among those still meant, and the last resort (field 2.2, row 5). */
export function triesAgain(seen: Seen): Again[] {
  const { run } = seen.state.escalation;
  if (run === null || run.ended !== null) return [];
  return Object.entries(run.calls).flatMap(([id, call]) => {
    const page = seen.state.pages.pages[id];
    const isLast = call.steps.includes(lastResortStep);
    const every = run.policy?.keepTrying ?? (isLast ? seldom : null);
    if (page?.state !== "open" || every === null || !(isLast || run.meant.includes(call.person))) return [];
    const pause = page.alerts < eager || lengthMs(every) > lengthMs(seldom) ? every : seldom;
    return [{ page: id, alerts: page.alerts, at: after(leavesAt(seen, call.person, page.lastAlertAt), pause) }];
  });
}

/** When an answered incident counts as forgotten: so long after the answer, and after whatever anybody did last (field 3); null: never. */
export function forgottenAt(state: State): Instant | null {
  const { run } = state.escalation;
  if (run?.ended?.why !== "answered" || !run.policy?.forgotten) return null;
  const acts = [run.ended.at, run.forgotten.at ?? "", ...Object.values(state.people.lastActAt)];
  return after(acts.reduce(later), run.policy.forgotten);
}
