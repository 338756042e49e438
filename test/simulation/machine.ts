/** The machine under every node: runs each operation at its own instant, with its fault, and remembers everything in one hash. */
import type { FaultKind, FaultPlan } from "./faults.ts";
import { Unavailable } from "./faults.ts";
import { mix, type Random } from "./random.ts";
import { drained, type Schedule, scheduleOf } from "./schedule.ts";

/** One life of a node; after a crash the next one begins with nothing but the store. */
export type Life = {
  readonly node: number;
  readonly born: number;
  alive: boolean;
  pausedUntil: number;
  /** Rejects when it dies: a dead connection rolls its transaction back. */
  readonly died: Promise<never>;
  readonly kill: () => void;
  /** Messages it has claimed and not finished: a fault touches them all. */
  readonly carrying: Set<string>;
};

/** An operation that matters: two of the same name about the same thing differ in nothing but their place. */
export type Telling = { readonly index: number; readonly name: string; readonly about: string };

/** A fault as it happened. */
export type Happened = { readonly at: number; readonly node: number; readonly operation: string; readonly kind: FaultKind; carrying: readonly string[] };

export type Machine = {
  readonly schedule: Schedule;
  readonly random: Random;
  readonly happened: Happened[];
  /** The names of all operations so far, where the caller asked for them. */
  readonly operations: string[];
  /** The operations that found something or changed something, where a fault can matter, with what they were about. */
  readonly telling: Telling[];
  trace: number;
  steps: number;
  /** Whether anything may have changed since the watchers last looked. */
  changed: boolean;
  /** Runs `effect` as an operation of that life; what a dead life asked is never answered. */
  readonly operate: <T>(life: Life, name: string, effect: () => T | Promise<T>, about?: (result: T) => string) => Promise<T>;
  readonly note: (text: string) => void;
  /** Resolves for that life after so many milliseconds. */
  readonly pass: (life: Life, ms: number) => Promise<void>;
  /** Planned by the world outside of every node. */
  readonly later: (ms: number, run: () => void) => void;
};

export type MachineParts = {
  readonly random: Random;
  readonly start: number;
  readonly faults: FaultPlan;
  /** A node dies at an operation. */
  readonly crashed: (life: Life) => void;
};

/** A new life. */
export function lifeOf(node: number, born: number): Life {
  let die: (reason: Error) => void = () => undefined;
  const died = new Promise<never>((_resolve, reject) => {
    die = reject;
  });
  died.catch(() => undefined);
  const life: Life = {
    node,
    born,
    alive: true,
    pausedUntil: 0,
    died,
    carrying: new Set(),
    kill: () => {
      life.alive = false;
      die(new Error("the node died"));
    },
  };
  return life;
}

/** Reads under a lock, and of the clock, are as old as their answer; what changes something, or may be outdated, answers later. */
function answersAtOnce(name: string): boolean {
  return name.startsWith("tx.") || name === "store.now" || name === "store.nextDue" || name === "store.lock";
}

/**
 * Whether a fault at this operation could do what a fault at no other does. What happens under a lock is seen by nobody until the commit,
 * so a fault there is one before the commit; a look that finds nothing changes nothing.
 */
function tells(name: string, value: unknown): boolean {
  if (name.startsWith("tx.") || name === "store.lock" || name === "store.nextDue") return false;
  return !(value === 0 || (Array.isArray(value) && value.length === 0));
}

const pauseMs = [2_000, 20_000] as const;

export function machineOf(parts: MachineParts): Machine {
  const random = parts.random.fork("latency");
  const schedule = scheduleOf(parts.start, parts.random.fork("order"));
  const latency = () => (random.chance(0.02) ? random.between(50, 400) : random.between(0, 6));
  const machine: Machine = {
    schedule,
    random: parts.random,
    happened: [],
    operations: [],
    telling: [],
    trace: 0,
    steps: 0,
    changed: true,
    operate: (life, name, effect, about) =>
      new Promise((resolve, reject) => {
        const deliver = (settle: () => void) => {
          const arrive = () => {
            if (!life.alive) return;
            if (life.pausedUntil > schedule.now) return schedule.at(life.pausedUntil, arrive);
            settle();
          };
          if (answersAtOnce(name)) arrive();
          else schedule.at(schedule.now + latency(), arrive);
        };
        const start = () => {
          if (!life.alive) return;
          if (life.pausedUntil > schedule.now) return schedule.at(life.pausedUntil, start);
          const index = machine.operations.length;
          const asked = machine.operations[index - 1];
          machine.operations.push(name);
          const kind = parts.faults({ index, node: life.node, name, at: schedule.now });
          machine.note(`${name} ${life.node} ${kind ?? ""}`);
          const fault: Happened | null = kind && { at: schedule.now, node: life.node, operation: name, kind, carrying: [...life.carrying] };
          if (fault) machine.happened.push(fault);
          if (kind === "pause") {
            life.pausedUntil = schedule.now + parts.random.between(...pauseMs);
            return schedule.at(life.pausedUntil, start);
          }
          const found = (value: Parameters<NonNullable<typeof about>>[0]) => {
            if (!answersAtOnce(name) && !name.startsWith("read.")) machine.changed = true;
            if (tells(name, value) && !(name === "store.now" && asked === "store.nextDue")) machine.telling.push({ index, name, about: about?.(value) ?? "" });
          };
          perform(fault, { life, name, effect, crashed: parts.crashed, found, deliver, resolve, reject });
        };
        schedule.at(schedule.now + latency(), start);
      }),
    note: (text) => {
      machine.trace = mix(machine.trace, `${schedule.now} ${text}`);
    },
    pass: (life, ms) =>
      new Promise((resolve) => {
        const arrive = () => {
          if (!life.alive) return;
          if (life.pausedUntil > schedule.now) return schedule.at(life.pausedUntil, arrive);
          resolve();
        };
        schedule.at(schedule.now + ms, arrive);
      }),
    later: (ms, run) => schedule.at(schedule.now + ms, run),
  };
  return machine;
}

type Performance<T> = {
  readonly life: Life;
  readonly name: string;
  readonly effect: () => T | Promise<T>;
  readonly crashed: (life: Life) => void;
  readonly found: (value: T) => void;
  readonly deliver: (settle: () => void) => void;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
};

/** The effect, and what the fault does before or after it. */
function perform<T>(fault: Happened | null, { life, name, effect, crashed, found, deliver, resolve, reject }: Performance<T>): void {
  const kind = fault?.kind ?? null;
  if (kind === "crashBefore" || kind === "errBefore" || kind === "again") {
    if (kind === "crashBefore") crashed(life);
    else deliver(() => reject(kind === "again" ? new TryAgain() : new Unavailable(name, false)));
    return;
  }
  const done = (settle: () => void) => {
    if (fault) fault.carrying = [...new Set([...fault.carrying, ...life.carrying])];
    if (kind === "crashAfter") return life.alive ? crashed(life) : undefined;
    if (kind === "errAfter") return deliver(() => reject(new Unavailable(name, true)));
    deliver(settle);
  };
  let result: T | Promise<T>;
  try {
    result = effect();
  } catch (error) {
    done(() => reject(error));
    return;
  }
  if (result instanceof Promise)
    result.then(
      (value) => {
        found(value);
        done(() => resolve(value));
      },
      (error: unknown) => done(() => reject(error)),
    );
  else {
    const value = result;
    found(value);
    done(() => resolve(value));
  }
}

/** The database ended the transaction to break a deadlock: its work runs once more. */
export class TryAgain extends Error {}

/** Takes one step: the next planned thing, and everything that follows from it at once. False when nothing is planned. */
export async function step(machine: Machine): Promise<boolean> {
  const run = machine.schedule.take();
  if (!run) return false;
  machine.steps++;
  run();
  await drained();
  return true;
}
