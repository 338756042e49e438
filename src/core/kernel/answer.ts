/** The whole answer to a wish: its events, what follows, the duties then owed, when to wake, what to send and what not to send any more. */
import { demandsOf } from "./demands.ts";
import { type DutyChange, dueSteps, dutyChanges, type OwedDuty, wakeAt } from "./duty.ts";
import type { Effect } from "./effect.ts";
import type { Warning } from "./enforce.ts";
import type { AnyState, Reach, Unsent } from "./engine.ts";
import type { Recorded } from "./event.ts";
import { append, type Draft, type Dropped, draftOf, follow, judge, type Wished } from "./judge.ts";
import { once } from "./once.ts";
import { rulesInForce } from "./policy.ts";
import type { Refusal } from "./refusal.ts";
import type { Setting } from "./setting.ts";
import type { Instant } from "./time.ts";

/** A message to be queued, with the instant it may leave. */
export type Queued = { readonly effect: Effect; readonly person: string | null; readonly reach: Reach };

/** What to do with a message that was queued before and has not been sent. */
export type Replanned = { readonly id: string; readonly to: Reach | "superseded" };

/** An accepted wish, decided to the end; nothing of it has happened yet. */
export type Accepted = {
  readonly refused?: undefined;
  readonly state: AnyState;
  readonly events: readonly Recorded[];
  readonly warnings: readonly Warning[];
  readonly dropped: readonly Dropped[];
  readonly duties: readonly OwedDuty[];
  readonly changes: readonly DutyChange[];
  readonly wakeAt: Instant | null;
  readonly queue: readonly Queued[];
  readonly replan: readonly Replanned[];
};

/** The wish of time itself: carries out every step that has come. */
export const tick = "tick";

/** How often one tick may find new steps due at the same instant before it counts as endless. */
const rounds = 8;

/** The duties of a state under a pack, each with the rule that demands it. */
export function dutiesOf(setting: Setting, state: AnyState): OwedDuty[] {
  const phase = setting.engine.phaseOf(state);
  const waived: readonly string[] = state.ledger.waived;
  return rulesInForce(setting.engine, setting.pack, setting.engine.rankOf(state)).flatMap((one) =>
    demandsOf(one, state, setting.facts).filter((duty) => duty.during.includes(phase) && !waived.includes(duty.key)),
  );
}

/** Decides a wish completely. Throws MissingFact until every fact it asks for is at hand. */
export function answer(setting: Setting, state: AnyState, wished: Wished, unsent: readonly Unsent[]): Accepted | Refusal {
  const draft = draftOf(setting, state);
  const owed = once((at: AnyState) => dutiesOf(setting, at));
  const refusal = wished.name === tick ? runTick(draft, owed) : judge(draft, wished);
  if (refusal) return refusal;
  const before = setting.before ? dutiesOf({ ...setting, pack: setting.before }, state) : owed(state);
  const duties = owed(draft.state);
  return {
    state: draft.state,
    events: draft.events,
    warnings: draft.warnings,
    dropped: draft.dropped,
    duties,
    changes: dutyChanges(before, duties, { met: metKeys(before, draft), waived: new Set(draft.state.ledger.waived as readonly string[]) }, setting.now),
    wakeAt: wakeAt(duties, draft.state.ledger.fired),
    // Pages stand before news: whoever may be called is called first.
    queue: [...draft.effects]
      .sort((a, b) => Number(a.urgency !== "page") - Number(b.urgency !== "page"))
      .filter((effect) => !setting.engine.sealed(draft.state, effect))
      .map((effect) => queued(setting, draft.state, setting.engine.veiled?.(setting.pack, draft.state, effect) ?? effect)),
    replan: unsent.map((message) => replanned(setting, draft.state, duties, message)),
  };
}

function metKeys(duties: readonly OwedDuty[], draft: Draft): Set<string> {
  const met = new Set<string>();
  draft.events.forEach((event, index) => {
    for (const duty of duties) if (!met.has(duty.key) && duty.metBy(event, draft.befores[index])) met.add(duty.key);
  });
  return met;
}

function queued(setting: Setting, state: AnyState, effect: Effect): Queued {
  const person = "person" in effect.to ? effect.to.person : null;
  return { effect, person, reach: setting.engine.mayReach(setting.pack, state, { person, effect, queuedAt: setting.now }, setting.facts) };
}

function replanned(setting: Setting, state: AnyState, duties: readonly OwedDuty[], message: Unsent): Replanned {
  const orphan = message.effect.duty !== undefined && !duties.some((duty) => duty.key === message.effect.duty);
  if (orphan || !setting.engine.wanted(state, message)) return { id: message.id, to: "superseded" };
  return { id: message.id, to: setting.engine.mayReach(setting.pack, state, message, setting.facts) };
}

/** One event per due duty for its latest step reached, then what that step names; repeated while new steps are due at once. */
function runTick(draft: Draft, owed: (state: AnyState) => readonly OwedDuty[]): Refusal | null {
  const { setting } = draft;
  for (let round = 0; round < rounds; round++) {
    const due = dueSteps(owed(draft.state), draft.state.ledger.fired, setting.now);
    if (due.length === 0) return null;
    for (const { duty, index, step, late } of due) {
      const data = { key: duty.key, rule: duty.rule, index, does: step.does, what: duty.what, due: step.at, late, cites: [...duty.cites] };
      const refusal = append(draft, [{ type: "duty-fell-due", data }], { actor: "time" }, 0);
      if (refusal) return refusal;
      if (step.then) follow(draft, step.then, `rule:${duty.rule}`, 1);
    }
  }
  throw new Error(`time does not come to an end in ${setting.stream}`);
}
