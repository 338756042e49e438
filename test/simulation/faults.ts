/** What goes wrong, and where: one fault at one operation (the sweep), or many by chance (the swarm). */
import type { Random } from "./random.ts";

/** A fault at an operation. `applied` faults have had their effect, although the caller hears nothing or an error. */
export const faultKinds = ["crashBefore", "crashAfter", "errBefore", "errAfter"] as const;
export type FaultKind = (typeof faultKinds)[number] | "pause" | "again";

/** An operation of a node: every await of product code at the boundary is one. */
export type Operation = { readonly index: number; readonly node: number; readonly name: string; readonly at: number };

/** Decides for each operation whether something goes wrong there. */
export type FaultPlan = (operation: Operation) => FaultKind | null;

/** Exactly one fault. */
export function oneFault(index: number, kind: FaultKind): FaultPlan {
  return (operation) => (operation.index === index ? kind : null);
}

/** How often each kind comes in a swarm, in faults per operation, and how many there may be at all. */
export type Weather = { readonly crash: number; readonly error: number; readonly pause: number; readonly again: number; readonly most: number };

/** Chance faults until `until`; then the world is healed. */
export function weatherFaults(random: Random, weather: Weather, until: number): FaultPlan {
  let left = weather.most;
  const turn = (kind: FaultKind) => {
    left--;
    return kind;
  };
  return ({ at, name }) => {
    if (left <= 0 || at >= until) return null;
    const draw = random.next();
    const side = random.chance(0.5);
    if (draw < weather.crash) return turn(side ? "crashBefore" : "crashAfter");
    if (draw < weather.crash + weather.error) return turn(side ? "errBefore" : "errAfter");
    if (draw < weather.crash + weather.error + weather.pause) return turn("pause");
    if (name === "store.commit" && random.chance(weather.again)) return turn("again");
    return null;
  };
}

/** The answer a node gets from a store or provider that failed it. `applied` is what only the simulation knows. */
export class Unavailable extends Error {
  readonly applied: boolean;
  constructor(operation: string, applied: boolean) {
    super(`${operation}: connection lost`);
    this.applied = applied;
  }
}
