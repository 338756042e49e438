/** Calls of the store that random sequences are made of, each as plain data. */

import type { DutyState } from "../../src/core/kernel/duty.ts";
import type { Effect } from "../../src/core/kernel/effect.ts";
import type { Actor, Audience } from "../../src/core/kernel/event.ts";
import type { Finish, LeasedJob } from "../../src/store/jobs.ts";
import type { GroupChange, IncomingSignal } from "../../src/store/signals.ts";
import { arrived, attempt, type Bench, entry, message, plus, signal, writeFor } from "./contract.ts";

/** A store that is being played on, with what earlier calls gave. */
export type Subject = Bench & { nowMs: number; leased: LeasedJob[]; changes: GroupChange[]; requests: number };

type Put = {
  readonly do: "put";
  readonly stream: string;
  readonly events: readonly { readonly seenBy: Audience; readonly actor: Actor; readonly data: unknown }[];
  readonly confidential: boolean;
  readonly drill: boolean;
  readonly people: readonly string[];
  readonly commander: string | null;
  readonly phase: string;
  readonly wake: number | null;
  readonly take: readonly string[];
  readonly free: readonly string[];
  readonly key: string | null;
  readonly queue: readonly { readonly key: string; readonly page: boolean; readonly at: number; readonly held: boolean }[];
  readonly replan: readonly { readonly key: string; readonly at: number; readonly held: boolean }[];
  readonly supersede: readonly string[];
  readonly answered: boolean;
  readonly watch: "current" | "old" | null;
  readonly duties: readonly { readonly key: string; readonly to: DutyState; readonly due: number | null }[];
  readonly engagement: readonly { readonly person: string; readonly roles: readonly string[]; readonly rest: number | null }[];
  readonly snapshot: boolean;
  readonly throws: boolean;
};

type Ended = "sent" | "delivered" | "failed" | "again" | "unknown" | "held" | "superseded";

/** One call. */
export type Call =
  | Put
  | { readonly do: "refuse"; readonly stream: string; readonly key: string }
  | { readonly do: "advance"; readonly ms: number }
  | { readonly do: "fact"; readonly key: string }
  | { readonly do: "claim"; readonly worker: string; readonly limit: number }
  | { readonly do: "finish"; readonly worker: string; readonly pick: number; readonly to: Ended; readonly at: number }
  | { readonly do: "extend"; readonly worker: string; readonly pick: number }
  | { readonly do: "release"; readonly worker: string }
  | { readonly do: "receipt"; readonly id: string; readonly state: "sent" | "delivered" | "failed" }
  | { readonly do: "paging"; readonly set: "held" | "running" }
  | { readonly do: "accept"; readonly key: string | null; readonly signals: readonly Partial<IncomingSignal>[] }
  | { readonly do: "route"; readonly limit: number }
  | { readonly do: "changes" }
  | { readonly do: "carried"; readonly pick: number; readonly to: "own" | "a" | "none" }
  | { readonly do: "quarantine"; readonly stream: string }
  | { readonly do: "due" }
  | { readonly do: "unsent"; readonly stream: string };

/** Makes the call; resolves with what the store answered. */
export async function call(subject: Subject, one: Call): Promise<unknown> {
  const { store } = subject;
  const { jobs, signals } = store;
  switch (one.do) {
    case "put":
      return put(subject, one);
    case "refuse":
      return store.locked(one.stream, (transaction) => transaction.refuse(entry(one.stream, one.key)));
    case "advance":
      subject.nowMs += one.ms;
      return subject.setNow(plus(subject.nowMs));
    case "fact":
      return subject.setFact("person", one.key, { at: subject.nowMs });
    case "claim":
      return claim(subject, one.worker, one.limit);
    case "finish":
      return finish(subject, one);
    case "extend":
      return subject.leased.length === 0 ? null : jobs.depart(picked(subject.leased, one.pick), one.worker, 1000, null);
    case "release":
      return jobs.release(one.worker);
    case "receipt":
      return jobs.receipt("sms", { providerId: one.id, key: null, state: one.state, permanent: false, reason: "word" });
    case "paging":
      return jobs.paging(one.set);
    case "accept":
      return signals.accept([arrived(`request-${++subject.requests}`, one.signals.map(signal), { key: one.key })]);
    case "route":
      return signals.route(one.limit);
    case "changes":
      subject.changes = [...(await signals.changes(10))];
      return subject.changes;
    case "carried":
      return carried(subject, one.pick, one.to);
    case "quarantine":
      return store.quarantine(one.stream, "stopped");
    case "due":
      return [await store.due(10), await store.nextDue()];
    case "unsent":
      return store.locked(one.stream, (transaction) => transaction.unsent());
  }
}

function picked<T>(list: readonly T[], pick: number): T {
  return list[pick % list.length]!;
}

function put(subject: Subject, one: Put): Promise<unknown> {
  const { store, nowMs } = subject;
  const { stream } = one;
  const id = (key: string) => `${stream}.${key}`;
  const held = (is: boolean) => (is ? "Night" : null);
  return store.locked(stream, async (transaction) => {
    const current = await transaction.fact("person", "ana");
    const seq = (transaction.head?.seq ?? 0) + one.events.length;
    const answer = await transaction.commit(
      writeFor(transaction, stream, {
        events: one.events,
        summary: { confidential: one.confidential, drill: one.drill, participants: one.people, commander: one.commander, phase: one.phase },
        wakeAt: one.wake === null ? null : plus(nowMs + one.wake),
        claims: { take: one.take, free: one.free },
        journal: one.key === null ? [] : [entry(stream, one.key)],
        queue: one.queue.map(({ key, page, at, held: is }) => {
          const effect: Partial<Effect> = { urgency: page ? "page" : "notice", ...(page ? { page: "p1" } : {}) };
          return message(key, { effect, job: { id: id(key), notBefore: plus(nowMs + at), heldBecause: held(is) } });
        }),
        replan: one.replan
          .map(({ key, at, held: is }) => ({ id: id(key), notBefore: plus(nowMs + at), heldBecause: held(is) }))
          .filter(({ id }, index, list) => list.findIndex((other) => other.id === id) === index),
        supersede: one.supersede.map((key) => ({ id: id(key), reason: "Answered" })),
        acknowledged: one.answered ? ["p1"] : [],
        watches: one.watch === null ? [] : [{ kind: "person", key: "ana", version: one.watch === "current" ? current.version : 0 }],
        duties: one.duties.map(({ key, to, due }) => ({ key, to, duty: dutyOf(key, due === null ? null : plus(nowMs + due)) })),
        engagement: one.engagement.map(({ person, roles, rest }) => ({
          person,
          roles,
          lastActAt: transaction.now,
          restUntil: rest === null ? null : plus(nowMs + rest),
        })),
        snapshot: one.snapshot ? { seq, stamp: "s1", state: { seq } } : null,
      }),
    );
    if (one.throws && one.take.length > 1) throw new Error("stopped");
    return answer;
  });
}

function dutyOf(key: string, due: string | null) {
  return { key, rule: "cadence", who: { process: true } as const, what: key, during: [], steps: [], due, metBy: () => false, cites: ["SR-01"] };
}

async function claim(subject: Subject, worker: string, limit: number): Promise<unknown> {
  const jobs = await subject.store.jobs.claim(worker, limit, 1000);
  subject.leased.push(...jobs);
  return jobs;
}

function finish(subject: Subject, { worker, pick, to, at }: Extract<Call, { do: "finish" }>): Promise<unknown> {
  if (subject.leased.length === 0) return Promise.resolve(null);
  const job = picked(subject.leased, pick);
  const tried = attempt(job.attempts.length + 1, `p${(pick % 4) + 1}`);
  const later = plus(subject.nowMs + at);
  const outcomes: { readonly [T in Ended]: Finish } = {
    sent: { to: "sent", attempt: tried, body: "Come" },
    delivered: { to: "delivered", attempt: tried, body: "Come" },
    failed: { to: "failed", attempt: null, reason: "No way left" },
    again: { to: "again", attempt: { ...tried, outcome: "failed" }, at: later, reason: "Busy", state: "queued" },
    unknown: { to: "again", attempt: { ...tried, outcome: "unknown" }, at: later, reason: "No answer", state: "unknown" },
    held: { to: "held", until: later, reason: "Night" },
    superseded: { to: "superseded", reason: "Answered" },
  };
  return subject.store.jobs.finish(job, worker, outcomes[to]);
}

async function carried(subject: Subject, pick: number, to: "own" | "a" | "none"): Promise<unknown> {
  if (subject.changes.length === 0) return null;
  const change = picked(subject.changes, pick);
  const incident = to === "own" ? change.incident : to === "a" ? "a" : null;
  await subject.store.signals.carried(change, { incident, reason: "The source is gone." });
  return subject.store.signals.groups(incident ?? change.incident);
}
