/** What a doing is, and who does it: mostly whoever may. */
import { holdersOf } from "../../../src/core/incident/roles/slice.ts";
import type { Random } from "../random.ts";
import type { Desk } from "./desk.ts";

export type Doing = { readonly who: string; readonly name: string; readonly input: object };

/** `often` is its weight among the acts. Null: there is nothing to do it to. */
export type Act = { readonly often: number; readonly does: (desk: Desk, random: Random) => Doing | null };

export type Who = (desk: Desk, random: Random) => string;

export const anybody: Who = ({ people }, random) => random.pick(people);

/** One of a list, or null of an empty one. */
export const some = <T>(random: Random, list: readonly T[]): T | null => (list.length === 0 ? null : random.pick(list));

/** Whoever holds a role, mostly; now and then anybody, who must be refused. */
export function as(role: string): Who {
  return (desk, random) => {
    const holders = holdersOf(desk.state.roles, role);
    return holders.length === 0 || random.chance(0.1) ? anybody(desk, random) : random.pick(holders);
  };
}

export function act(often: number, who: Who, name: string, input: (desk: Desk, random: Random, who: string) => object | null): Act {
  return {
    often,
    does: (desk, random) => {
      const actor = who(desk, random);
      const made = input(desk, random, actor);
      return made && { who: actor, name, input: made };
    },
  };
}
