/** Runs many plans: the sweep puts one fault at every telling operation of every scenario, the swarm draws everything by seed. */
import { type FaultKind, faultKinds, oneFault } from "./faults.ts";
import { type Plan, play } from "./play.ts";
import type { Scenario } from "./scenarios.ts";
import type { Violation } from "./scene.ts";
import { swarmPlan } from "./swarm.ts";

/** A run that broke something, with what it takes to see it again. */
export type Failure = { readonly plan: string; readonly seed: number; readonly fault: string | null; readonly violations: readonly Violation[] };

export type Tally = { readonly runs: number; readonly points: number; readonly simulatedMs: number; readonly failures: readonly Failure[] };

/** One fault to be put into a scenario. */
export type Point = { readonly index: number; readonly operation: string; readonly kind: FaultKind };

/** Reads change nothing: dying before or after one is the same, and is tried at the writes around it. */
const reads = /^(read\.|store\.now|store\.due|postbox\.answerLink)/;

/** Every point at which a fault can make a difference in a fault-free run of the scenario; without `all` one of each kind: operation, what it is about, fault. */
export async function pointsOf(scenario: Scenario, seed: number, all = false): Promise<readonly Point[]> {
  const { telling, violations } = await play({ ...scenario, seed });
  if (violations.length > 0) throw new Error(`${scenario.name} fails without a fault: ${JSON.stringify(violations)}`);
  const seen = new Set<string>();
  return telling.flatMap(({ index, name, about }) => {
    const operation = `${name} ${about}`.trim();
    if (seen.has(operation) && !all) return [];
    seen.add(operation);
    return (reads.test(name) ? (["errBefore"] as const) : faultKinds).map((kind) => ({ index, operation, kind }));
  });
}

export type Sweep = { readonly seed: number; readonly all?: boolean; readonly found?: (failure: Failure) => void };

/** The scenario once per point. */
export async function sweep(scenario: Scenario, { seed, all = false, found = () => undefined }: Sweep): Promise<Tally> {
  const points = await pointsOf(scenario, seed, all);
  const failures: Failure[] = [];
  let simulatedMs = 0;
  for (const { index, operation, kind } of points) {
    const played = await play({ ...scenario, seed, faults: () => oneFault(index, kind), backAfterMs: 3_000 });
    simulatedMs += played.simulatedMs;
    if (played.violations.length === 0) continue;
    const failure = { plan: scenario.name, seed, fault: `${kind} at ${operation} (${index})`, violations: played.violations };
    failures.push(failure);
    found(failure);
  }
  return { runs: points.length + 1, points: points.length, simulatedMs, failures };
}

/** Plays the swarm's plans from a seed on. */
export async function swarm(from: number, count: number, found: (failure: Failure) => void = () => undefined): Promise<Tally> {
  const failures: Failure[] = [];
  let simulatedMs = 0;
  for (let seed = from; seed < from + count; seed++) {
    const played = await play(swarmPlan(seed));
    simulatedMs += played.simulatedMs;
    if (played.violations.length === 0) continue;
    const failure = { plan: "swarm", seed, fault: null, violations: played.violations };
    failures.push(failure);
    found(failure);
  }
  return { runs: count, points: 0, simulatedMs, failures };
}

/** Plays so many scenarios of the swarm; for benchmarks. */
export function simulate(count: number): Promise<Tally> {
  return swarm(1, count);
}

/** The same plan twice: whether each step was the same. */
export async function isDeterministic(plan: Plan): Promise<boolean> {
  const [one, other] = [await play(plan), await play(plan)];
  return one.trace === other.trace && one.operations.length === other.operations.length && one.steps === other.steps;
}
