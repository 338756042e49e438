/** Plays one plan to its end: boots the nodes, lets the world go wrong, heals it, and says what was broken. */

import { instantOf } from "../../src/core/kernel/time.ts";
import { policy } from "../../src/core/oncall/policy.ts";
import type { Limits } from "../../src/store/limits.ts";
import { memoryStore } from "../../src/store/memory.ts";
import { everybody, personFact, tell } from "../organisation.ts";
import type { FaultPlan } from "./faults.ts";
import { invariants as allInvariants } from "./invariants/index.ts";
import { type Machine, machineOf, step, type Telling } from "./machine.ts";
import { nodesOf, type Planted } from "./nodes.ts";
import { callsBack, type Habit, reached } from "./people.ts";
import { type Draw, providerOf } from "./provider.ts";
import { type Random, randomOf } from "./random.ts";
import { type Invariant, type Violation, watchersOf } from "./scene.ts";
import type { Nodes, Scene, Town } from "./stage.ts";
import { directoryOf, shelfOf, type TownProcess } from "./town.ts";
import { tellGraceful } from "./town-graceful.ts";

/** Everything a run depends on; with the code, it decides every step. */
export type Plan = {
  readonly name: string;
  readonly seed: number;
  readonly nodes: number;
  /** Faults and acts of people end here, milliseconds after the start; then the world is whole. */
  readonly forMs: number;
  readonly faults?: (random: Random, end: number) => FaultPlan;
  readonly draw?: (random: Random) => (channel: string, address: string, nth: number) => Draw;
  readonly habit?: (person: string, random: Random) => Habit;
  /** How far each node's own clock is off. */
  readonly wallOffsetMs?: (node: number, now: number) => number;
  readonly backAfterMs?: number;
  /** Plans what people and senders do. */
  readonly script: (town: Town) => void;
  readonly planted?: Planted;
  /** Limits of messages; wide ones where a plan is not about them. */
  readonly limits?: Limits;
  /** Everybody's own rules for pages: these channels, so long after a page is due. */
  readonly rules?: readonly { readonly channel: string; readonly after: string }[];
  /** The definition of the web shop's escalation policy; absent: it has none. */
  readonly escalation?: object;
  /** The process everybody works under; absent: the situation report's. */
  readonly process?: TownProcess;
  readonly invariants?: readonly Invariant[];
};

export type Played = {
  readonly violations: readonly Violation[];
  readonly trace: number;
  readonly operations: readonly string[];
  readonly telling: readonly Telling[];
  readonly steps: number;
  readonly simulatedMs: number;
  readonly town: Town;
};

/** Monday, 2 March 2026, ten o'clock. */
const start = Date.UTC(2026, 2, 2, 10);
/** Within this, a healed world has caught up with everything: a lease, an unknown outcome settled, a node booted. */
const healMs = 90_000;
/** While something else happens this soon, resting loops need not be asked whether something is due. */
const noticeMs = 20;
/** Limits that nobody reaches by accident. */
const wide: Limits = { addresses: {}, each: [], person: { most: 1_000, perSeconds: 60 }, day: { most: 10_000 } };
const mostSteps = 60_000;

export async function play(plan: Plan): Promise<Played> {
  const random = randomOf(plan.seed);
  const end = start + plan.forMs;
  const faults = plan.faults?.(random.fork("faults"), end) ?? (() => null);
  const machine = machineOf({ random, start, faults, crashed: (life) => town.nodes.crash(life, plan.backAfterMs ?? random.between(500, 20_000)) });
  const { town, watchers } = built(plan, machine, end);
  const { raw, nodes, scene } = town;
  tellOf(raw, plan);
  for (let index = 0; index < plan.nodes; index++) nodes.boot(index);
  plan.script(town);
  while (watchers.violations.length === 0) {
    const next = machine.schedule.nextAt();
    if (next === null || next - machine.schedule.now > noticeMs) {
      const due = await raw.nextDue();
      if (due !== null && (next === null || Date.parse(due) <= next)) nodes.rouse(Date.parse(due));
    }
    const at = machine.schedule.nextAt();
    if (at === null || at > end + healMs) break;
    await step(machine);
    outage(town);
    if (machine.changed) watchers.afterStep();
    machine.changed = false;
    if (machine.steps > mostSteps) watchers.violations.push({ id: "E20", text: `no end after ${mostSteps} steps`, at: instantOf(scene.now()) });
  }
  machine.schedule.now = Math.max(machine.schedule.now, end + healMs);
  if (watchers.violations.length === 0) watchers.atEnd();
  const { trace, operations, telling, steps } = machine;
  return { violations: watchers.violations, trace, operations, telling, steps, simulatedMs: machine.schedule.now - start, town };
}

function built(plan: Plan, machine: Machine, end: number) {
  let ids = 0;
  const id = () => `id${String(++ids).padStart(5, "0")}`;
  const now = () => machine.schedule.now;
  const raw = memoryStore({ now: () => instantOf(now()), id });
  const draw = plan.draw?.(machine.random.fork("provider"));
  const chance = machine.random.fork("people");
  const habitOf = (person: string): Habit => plan.habit?.(person, chance) ?? { does: "answer", afterMs: 20_000 };
  let requests = 0;
  const provider = providerOf({
    draw: (channel, address) => (draw === undefined || now() >= end ? "deliver" : draw(channel, address, requests++)),
    began: (send) => {
      watchers.sent(send);
      reached(town, send, habitOf);
    },
    says: (channel, word) => callsBack(town, channel, word),
  });
  const limits = plan.limits ?? wide;
  const parts = {
    machine,
    raw,
    limits,
    shelf: shelfOf(plan.process),
    directory: directoryOf(raw),
    provider,
    start,
    end,
    asked: [],
    alerts: [],
    words: [],
    lines: [],
    outages: [],
    id,
  };
  const scene: Scene = {
    get town() {
      return town;
    },
    streams: new Map(),
    now,
  };
  const town: Town = { ...parts, scene, wallOffsetMs: (node) => plan.wallOffsetMs?.(node, now()) ?? 0, nodes: { running: [] } as unknown as Nodes };
  const watchers = watchersOf(scene, plan.invariants ?? allInvariants);
  Object.assign(town, { nodes: nodesOf(town, watchers, plan.planted ?? {}) });
  return { town, watchers };
}

/** What the organisation is, with everybody's own rules where the plan has some. */
function tellOf(raw: Town["raw"], plan: Plan): void {
  tell(raw, { people: everybody });
  if (plan.process === "graceful") tellGraceful(raw);
  if (plan.escalation) {
    raw.setFact("escalation", "web", policy.parse({ id: "web", title: "Web shop", ...plan.escalation }));
    raw.setFact("area", "web", { id: "web", name: "Web shop", team: "response", experts: [], escalation: "web" });
  }
  for (const person of plan.rules ? everybody : [])
    raw.setFact("person", person, { ...personFact(person, {}), rules: { page: rulesOf(person, plan), notice: [] } });
}

function rulesOf(person: string, { rules = [] }: Plan) {
  return rules.map(({ channel, after }) => ({ method: `${person}-${channel}`, after }));
}

/** Notes when the last node goes and the first one comes. */
function outage({ nodes, outages, machine }: Town): void {
  const up = nodes.running.some((node) => node !== null);
  const last = outages.at(-1);
  if (!up && (!last || last.to !== null)) outages.push({ from: machine.schedule.now, to: null });
  if (up && last && last.to === null) last.to = machine.schedule.now;
}
