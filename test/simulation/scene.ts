/** What the watchers see after every step: the truth of the store, folded once more beside the product, and what the provider got. */

import { incidents } from "../../src/core/engine.ts";
import type { State } from "../../src/core/incident/slices.ts";
import { dutiesOf } from "../../src/core/kernel/answer.ts";
import type { OwedDuty } from "../../src/core/kernel/duty.ts";
import { type AnyPack, evolve, initialState } from "../../src/core/kernel/engine.ts";
import type { Recorded } from "../../src/core/kernel/event.ts";
import type { Facts } from "../../src/core/kernel/facts.ts";
import { epochMs, instantOf } from "../../src/core/kernel/time.ts";
import type { Finish, LeasedJob } from "../../src/store/jobs.ts";
import { factOf } from "../../src/store/memory/facts.ts";
import type { JobRow } from "../../src/store/memory/tables.ts";
import type { Send } from "./provider.ts";
import type { Scene, Tracked } from "./stage.ts";

/** What is broken, in words; nothing when all is well. */
export type Broken = string | null | undefined;

/** A state as a node keeps it. */
export type Kept = { readonly seq: number; readonly hash: string; readonly state: State };

/** What an invariant wants to look at. */
export type Hooks = {
  /** Each new event, with the state before and after it. */
  readonly event?: (at: Tracked, event: Recorded, before: State) => Broken;
  /** A stream after a commit. */
  readonly stream?: (at: Tracked) => Broken;
  readonly step?: () => Broken;
  readonly sent?: (send: Send) => Broken;
  readonly claimed?: (job: LeasedJob) => Broken;
  /** A worker was told that it holds the lease. */
  readonly extended?: (job: LeasedJob) => Broken;
  /** Before a record; what it returns is asked after it. */
  readonly finishing?: (job: LeasedJob, finish: Finish) => (() => Broken) | undefined;
  readonly kept?: (stream: string, folded: Kept) => Broken;
  /** After the world was healed and had its time. */
  readonly end?: () => Broken;
};

/** Something that must always hold. `id` is the promise's. */
export type Invariant = { readonly id: string; readonly says: string; readonly watch: (scene: Scene) => Hooks };

export type Violation = { readonly id: string; readonly text: string; readonly at: string };

export type Watchers = {
  readonly violations: Violation[];
  readonly afterStep: () => void;
  readonly sent: (send: Send) => void;
  readonly claimed: (jobs: readonly LeasedJob[]) => void;
  readonly extended: (job: LeasedJob) => void;
  readonly finishing: (job: LeasedJob, finish: Finish) => () => void;
  readonly kept: (stream: string, folded: Kept) => void;
  readonly atEnd: () => void;
};

/** The watchers of one run. Only the first violation counts. */
export function watchersOf(scene: Scene, invariants: readonly Invariant[]): Watchers {
  const violations: Violation[] = [];
  const hooks = invariants.map((invariant) => ({ id: invariant.id, ...invariant.watch(scene) }));
  const tell = (id: string, broken: Broken) => {
    if (broken) violations.push({ id, text: broken, at: instantOf(scene.now()) });
  };
  const all = (look: (hook: (typeof hooks)[number]) => Broken) => {
    for (const hook of hooks) tell(hook.id, look(hook));
  };
  return {
    violations,
    afterStep: () => {
      for (const tracked of changed(scene)) {
        for (const event of tracked.row.events.slice(tracked.events.length)) {
          const before = tracked.state;
          tracked.state = evolve(incidents, before, event);
          tracked.events.push(event);
          tracked.states[event.seq] = tracked.state;
          all((hook) => hook.event?.(tracked, event, before));
        }
        all((hook) => hook.stream?.(tracked));
      }
      all((hook) => hook.step?.());
    },
    sent: (send) => all((hook) => hook.sent?.(send)),
    claimed: (jobs) => {
      for (const job of jobs) all((hook) => hook.claimed?.(job));
    },
    extended: (job) => all((hook) => hook.extended?.(job)),
    finishing: (job, finish) => {
      const after = hooks.map((hook) => ({ id: hook.id, look: hook.finishing?.(job, finish) }));
      return () => {
        for (const { id, look } of after) tell(id, look?.());
      };
    },
    kept: (stream, folded) => all((hook) => hook.kept?.(stream, folded)),
    atEnd: () => all((hook) => hook.end?.()),
  };
}

/** Streams whose row was written since the last look. */
function changed(scene: Scene): Tracked[] {
  const found: Tracked[] = [];
  for (const [stream, row] of scene.town.raw.tables.streams) {
    const known = scene.streams.get(stream) ?? { stream, row, events: [], state: initialState(incidents), head: null, states: [] };
    if (known.head === row.head && known.events.length === row.events.length) continue;
    scene.streams.set(stream, known);
    known.head = row.head;
    found.push(known);
  }
  return found;
}

/** The pack an incident is judged by. */
export function packOfStream(scene: Scene, { state }: Tracked): AnyPack {
  return scene.town.shelf.pinned(state.lifecycle.process?.version ?? null);
}

/** The facts as they are now. */
export function factsOf(scene: Scene): Facts {
  return { get: (kind, key) => factOf(scene.town.raw.tables, kind, key).value as never };
}

/** The duties derived from scratch. */
export function dutiesAt(scene: Scene, tracked: Tracked): OwedDuty[] {
  const setting = {
    engine: incidents,
    pack: packOfStream(scene, tracked),
    stream: tracked.stream,
    seq: tracked.events.length,
    now: instantOf(scene.now()),
    commandId: "",
  };
  return dutiesOf({ ...setting, facts: factsOf(scene) }, tracked.state);
}

/** Whether a message may still leave, by the store. */
export function isWaiting({ state }: JobRow): boolean {
  return state === "queued" || state === "held" || state === "sending" || state === "unknown";
}

/** Requests whose sender cannot know whether they reached anybody. */
export const ambiguous = new Set(["deliverThenTimeout", "timeoutNoDeliver", "hang"]);

/** Faults that touched a message: of a node that had it in its hands, or of the provider. */
export function faultsOn({ town }: Scene, job: string): number {
  const ofNodes = town.machine.happened.filter(({ carrying }) => carrying.includes(job)).length;
  return ofNodes + town.provider.sends.filter((send) => send.job === job && ambiguous.has(send.draw)).length;
}

/** Milliseconds since an instant. */
export function since(scene: Scene, instant: string): number {
  return scene.now() - epochMs(instant);
}

/** Milliseconds of the last stretch in which no node could work: nobody is late because of these. */
export function downSince({ town, now }: Scene, from: number): number {
  return town.outages.reduce((sum, one) => sum + Math.max(0, (one.to ?? now()) - Math.max(one.from, from)), 0);
}
