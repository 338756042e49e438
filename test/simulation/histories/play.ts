/** What is played in histories: a process with its people, what they do, what must hold, and the seeds that once found something. */
import type { AnyPack } from "../../../src/core/kernel/engine.ts";
import { factOf } from "../../../src/store/memory/facts.ts";
import { packOf } from "../../organisation.ts";
import type { StoryWorld } from "../../world.ts";
import type { Random } from "../random.ts";
import type { Desk, Surroundings } from "./desk.ts";
import type { Act, Doing } from "./doing.ts";
import { type Invariant, type Spoilt, spoil } from "./invariant.ts";

/** A seed with what it found. */
export type Seed = { readonly seed: number; readonly found: string };

export type Play = {
  /** The name of the process. */
  readonly process: string;
  /** The surroundings of a seed's history, where the process is spoilt or not. */
  readonly surroundings: (spoilt?: Spoilt) => (seed: number) => Surroundings;
  /** How every history begins. */
  readonly opening: (desk: Desk, random: Random) => readonly Doing[];
  readonly acts: readonly Act[];
  readonly invariants: readonly Invariant[];
  /** Rerun first, for ever. */
  readonly seeds: readonly Seed[];
};

type House = { readonly people: readonly string[]; readonly data: () => Record<string, unknown>; readonly world: () => StoryWorld };

/** Where histories happen: in a house of a story, at all hours of a week. */
export function surroundingsOf({ people, data, world }: House): Play["surroundings"] {
  return (spoilt = {}) => {
    const { store } = world();
    const pack: AnyPack = packOf(spoil(data(), spoilt));
    return (seed) => ({
      ...{ pack, people },
      fact: (kind, key) => factOf(store.tables, kind as never, key).value,
      start: `2026-03-0${2 + (seed % 6)}T${String((seed * 7) % 24).padStart(2, "0")}:55:00.000Z`,
    });
  };
}
