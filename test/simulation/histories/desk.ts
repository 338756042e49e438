/** One incident outside every store: the pure engine with its facts, its messages and its clock, so that many histories fit in a second. */
import { incidents } from "../../../src/core/engine.ts";
import type { State } from "../../../src/core/incident/slices.ts";
import { type Accepted, answer, tick } from "../../../src/core/kernel/answer.ts";
import { type AnyPack, initialState } from "../../../src/core/kernel/engine.ts";
import type { Actor } from "../../../src/core/kernel/event.ts";
import type { FactKinds, Facts } from "../../../src/core/kernel/facts.ts";
import { isRefusal, type Refusal } from "../../../src/core/kernel/refusal.ts";
import type { Instant } from "../../../src/core/kernel/time.ts";

/** A message of the incident, and what became of it. */
export type Letter = {
  readonly id: string;
  readonly queued: Accepted["queue"][number];
  readonly queuedAt: Instant;
  from: Instant;
  state: "waiting" | "sent" | "superseded";
};

/** What somebody wished, and what was answered. */
export type Wished = { readonly at: Instant; readonly who: string; readonly name: string; readonly input: unknown; readonly refusal: Refusal | null };

/** An accepted wish, as the watchers see it. */
export type Moment = { readonly before: State; readonly after: State; readonly accepted: Accepted; readonly who: string; readonly name: string };

export type Desk = {
  readonly pack: AnyPack;
  readonly people: readonly string[];
  readonly now: Instant;
  readonly state: State;
  readonly wakeAt: Instant | null;
  readonly duties: Accepted["duties"];
  readonly letters: readonly Letter[];
  readonly said: readonly Wished[];
  readonly facts: Facts;
  /** Sends a wish; null when it was refused. */
  readonly ask: (who: string, name: string, input: object) => Moment | null;
  /** What would refuse a wish, or null; changes nothing. */
  readonly tries: (who: string, name: string, input?: object) => Refusal | null;
  /** Moves to the next thing due, at most to an instant: duties fall due, messages leave. Says whom messages reached. */
  readonly pass: (until: Instant) => { readonly moment: Moment | null; readonly left: readonly Letter[] };
};

/** The world outside the incident, which a history does not change. */
export type Surroundings = {
  readonly pack: AnyPack;
  readonly people: readonly string[];
  readonly fact: (kind: string, key: string) => unknown;
  readonly start: Instant;
};

const stream = "incident";

/** A desk with nothing on it. */
export function deskOf({ pack, people, fact, start }: Surroundings): Desk {
  const letters: Letter[] = [];
  const said: Wished[] = [];
  const desk = { now: start, state: initialState(incidents) as State, wakeAt: null as Instant | null, duties: [] as Accepted["duties"], seq: 0, commands: 0 };
  const engagements = new Map<string, FactKinds["engagement"]>();
  const facts: Facts = { get: (kind, key) => (kind === "engagement" ? (engagements.get(key) ?? null) : kind === "incident" ? null : fact(kind, key)) as never };

  function take(accepted: Accepted): void {
    desk.state = accepted.state as State;
    desk.seq += accepted.events.length;
    desk.wakeAt = accepted.wakeAt;
    desk.duties = accepted.duties;
    for (const { id, to } of accepted.replan) {
      const letter = letters.find((one) => one.id === id)!;
      if (to === "superseded") letter.state = "superseded";
      else letter.from = to.from;
    }
    accepted.queue.forEach((queued, index) => {
      if (letters.some((one) => one.queued.effect.key === queued.effect.key)) return;
      letters.push({ id: `${desk.commands}/${index}`, queued, queuedAt: desk.now, from: queued.reach.from, state: "waiting" });
    });
    for (const row of incidents.engagementOf(desk.state)) {
      const roles = row.roles.map((role) => ({ incident: stream, role }));
      engagements.set(row.person, { nightWork: "PT0S", latestIncident: stream, ...row, roles });
    }
  }

  function judged(who: string, name: string, input: object) {
    const actor = (name === tick ? "time" : `person:${who}`) as Actor;
    const setting = { engine: incidents, pack, stream, seq: desk.seq, now: desk.now, commandId: `c${desk.commands}`, facts };
    const unsent = letters.flatMap(({ state, id, queued, queuedAt }) =>
      state === "waiting" ? [{ id, person: queued.person, effect: queued.effect, queuedAt }] : [],
    );
    return answer(setting, desk.state, { name, input, actor }, unsent);
  }

  function decide(who: string, name: string, input: object): Moment | null {
    desk.commands += 1;
    const before = desk.state;
    const answered = judged(who, name, input);
    said.push({ at: desk.now, who, name, input, refusal: isRefusal(answered) ? answered : null });
    if (isRefusal(answered)) return null;
    take(answered);
    return { before, after: desk.state, accepted: answered, who, name };
  }

  function tries(who: string, name: string, input: object = {}): Refusal | null {
    const answered = judged(who, name, input);
    return isRefusal(answered) ? answered : null;
  }

  function pass(until: Instant) {
    const waiting = letters.filter((one) => one.state === "waiting");
    const next = [until, ...(desk.wakeAt === null ? [] : [desk.wakeAt]), ...waiting.map(({ from }) => from)].sort()[0]!;
    if (next > desk.now) desk.now = next;
    const moment = desk.wakeAt !== null && desk.wakeAt <= desk.now ? decide("time", tick, {}) : null;
    const left = letters.filter((one) => one.state === "waiting" && one.from <= desk.now);
    for (const letter of left) letter.state = "sent";
    return { moment, left };
  }

  return Object.defineProperties({ pack, people, letters, said, facts, ask: decide, tries, pass } as unknown as Desk, {
    now: { get: () => desk.now, enumerable: true },
    state: { get: () => desk.state, enumerable: true },
    wakeAt: { get: () => desk.wakeAt, enumerable: true },
    duties: { get: () => desk.duties, enumerable: true },
  });
}
