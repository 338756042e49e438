/** Chance by seed: the same seed draws the same numbers, for ever. */

/** A stream of draws. */
export type Random = {
  /** In [0, 1). */
  readonly next: () => number;
  readonly chance: (probability: number) => boolean;
  /** A whole number from `from` up to, not including, `to`. */
  readonly between: (from: number, to: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  /** A stream of its own, so that more draws in one part change nothing in another. */
  readonly fork: (name: string) => Random;
};

/** A stream from a seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from));
  return {
    next,
    chance: (probability) => next() < probability,
    between,
    pick: (list) => list[between(0, list.length)]!,
    fork: (name) => randomOf(mix(seed, name)),
  };
}

/** A 32-bit number out of a number and a text (FNV-1a); also the hash of a trace. */
export function mix(hash: number, text: string): number {
  let mixed = (hash ^ 0x811c9dc5) >>> 0;
  for (let index = 0; index < text.length; index++) mixed = Math.imul(mixed ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return mixed;
}
