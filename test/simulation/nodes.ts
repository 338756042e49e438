/** Virtual nodes: the real loops, door, deliverer and intake over operations; a crash forgets everything but the store. */

import { incidents } from "../../src/core/engine.ts";
import type { State } from "../../src/core/incident/slices.ts";
import type { Engine } from "../../src/core/kernel/engine.ts";
import { instantOf } from "../../src/core/kernel/time.ts";
import { composerOf } from "../../src/shell/compose.ts";
import { type Breakers, breakersOf } from "../../src/shell/deliver/breakers.ts";
import { newsOf } from "../../src/shell/deliver/news.ts";
import type { Deliverer } from "../../src/shell/deliver/node.ts";
import { poolsOf } from "../../src/shell/deliver/pools.ts";
import { doorOf } from "../../src/shell/dispatch.ts";
import { groupCommit, type Router } from "../../src/shell/ingest.ts";
import { startNode } from "../../src/shell/run.ts";
import { type States, statesOf } from "../../src/shell/states.ts";
import type { DoorParts } from "../../src/shell/wanted.ts";
import type { Store } from "../../src/store/log.ts";
import { type QueueWatch, storeFor } from "./boundary.ts";
import { type Life, lifeOf } from "./machine.ts";
import type { Kept } from "./scene.ts";
import type { Nodes, Running, Town } from "./stage.ts";

/** What a planted bug replaces. */
export type Planted = {
  readonly engine?: (engine: Engine<State>) => Engine<State>;
  /** Between the operations and the store. */
  readonly store?: (raw: Store, at: { readonly town: Town; readonly life: Life }) => Store;
  readonly shelf?: (shelf: DoorParts["packs"]) => DoorParts["packs"];
  readonly breakers?: (breakers: Breakers) => Breakers;
};

/** What the watchers want to see of a node. */
export type NodeWatch = QueueWatch & { readonly kept: (stream: string, folded: Kept) => void };

/** A loop that rests: looks again every `ms`, unless nothing at all is due, in which case looking would find nothing. */
type Sleeper = { at: number; readonly ms: number; readonly life: Life; readonly wake: () => void };

export function nodesOf(town: Town, watch: NodeWatch, planted: Planted): Nodes {
  const { machine } = town;
  const sleepers = new Set<Sleeper>();
  const nodes: Nodes = {
    running: [],
    alarms: [],
    boot: (index) => {
      if (nodes.running[index]) return;
      const life = lifeOf(index, machine.schedule.now);
      machine.note(`boot ${index}`);
      nodes.running[index] = started(town, { life, watch, planted, sleep: sleepOf(town, life, sleepers), alarm: (reason) => void nodes.alarms.push(reason) });
    },
    crash: (life, backAfterMs) => {
      life.kill();
      nodes.running[life.node] = null;
      machine.later(backAfterMs, () => nodes.boot(life.node));
    },
    rouse: (due) => {
      const now = machine.schedule.now;
      for (const sleeper of sleepers) {
        if (!sleeper.life.alive) {
          sleepers.delete(sleeper);
          continue;
        }
        while (sleeper.at < Math.max(due, now)) sleeper.at += Math.max(1, Math.ceil((Math.max(due, now) - sleeper.at) / sleeper.ms)) * sleeper.ms;
        const { wake } = sleeper;
        machine.schedule.at(sleeper.at, wake);
        sleepers.delete(sleeper);
      }
      return sleepers.size > 0;
    },
  };
  return nodes;
}

function sleepOf({ machine }: Town, life: Life, sleepers: Set<Sleeper>) {
  return (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      const sleeper: Sleeper = {
        at: machine.schedule.now + ms,
        ms,
        life,
        wake: () => {
          if (!life.alive) return;
          if (life.pausedUntil > machine.schedule.now) return machine.schedule.at(life.pausedUntil, sleeper.wake);
          resolve();
        },
      };
      if (signal?.aborted) return sleeper.wake();
      signal?.addEventListener("abort", () => {
        sleepers.delete(sleeper);
        sleeper.wake();
      });
      sleepers.add(sleeper);
    });
}

type Start = {
  readonly life: Life;
  readonly watch: NodeWatch;
  readonly planted: Planted;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly alarm: (reason: string) => void;
};

function started(town: Town, { life, watch, planted, sleep, alarm }: Start): Running {
  const { machine, raw } = town;
  const engine = planted.engine?.(incidents) ?? incidents;
  const store = storeFor(life, machine, planted.store?.(raw, { town, life }) ?? raw, watch);
  const states = spied(
    statesOf(() => engine, store, "simulation"),
    watch,
  );
  const packs = planted.shelf?.(town.shelf) ?? town.shelf;
  const parts: DoorParts = { store, engineOf: () => engine, packs, states, id: town.id };
  const dispatch = doorOf(parts);
  const postbox = town.directory.postboxFor(life, machine);
  const own = breakersOf(() => machine.schedule.now);
  const breakers = planted.breakers?.(own) ?? own;
  const deliverer: Deliverer = {
    parts,
    dispatch,
    postbox,
    compose: composerOf(parts, postbox, "https://quarterdeck.example.test"),
    channels: town.provider.channelsFor(life, machine),
    settings: () => ({}),
    wire: { http: outOfReach, mail: outOfReach, nowMs: () => machine.schedule.now + town.wallOffsetMs(life.node) },
    worker: `node${life.node}-${life.born}`,
    limits: async () => town.limits,
    breakers,
    pools: poolsOf(),
    news: newsOf({ jobs: store.jobs, admins: async () => [], now: store.now }),
    monotonicMs: () => machine.schedule.now,
    log: (line) => void town.lines.push(JSON.stringify(line)),
  };
  const router: Router = { signals: store.signals, dispatch, orders: async (name) => ({ name, area: "web", process: null, declare: "incident" }) };
  startNode({
    waker: { parts, dispatch, alarm: (stream, reason) => alarm(`${stream}: ${reason}`), failures: new Map() },
    deliverer,
    router,
    world: { sleep, monotonicMs: () => machine.schedule.now },
    failed: (loop, error) => void town.lines.push(JSON.stringify({ at: instantOf(machine.schedule.now), loop, error: String(error) })),
  });
  return { life, dispatch, accept: groupCommit(store.signals).accept, hears: store.jobs.receipt, circuits: breakers.states };
}

function outOfReach(): Promise<never> {
  return Promise.reject(new Error("channels of the simulation do not use the wire"));
}

/** Shows the watchers every state that a node puts into its cache. */
function spied(states: States, watch: NodeWatch): States {
  return {
    ...states,
    keep: (stream, folded) => {
      watch.kept(stream, folded);
      states.keep(stream, folded);
    },
  };
}
