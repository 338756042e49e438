/** Seeds of the swarm that once found something: rerun first, for ever. Add the next one with what it found. */

/** A seed with the bug it found. */
export type Seed = { readonly seed: number; readonly found: string };

export const seeds: readonly Seed[] = [
  { seed: 25, found: "a lost connection during a tick stopped the incident's automation" },
  { seed: 41, found: "the same, while the stream's row was being locked" },
  { seed: 77, found: "after an outage a page went out although a later alert of it had" },
  { seed: 1, found: "a command on the incident shortened the wait of messages that had been tried" },
];

/** Seeds of the swarm in the worst weather. */
export const stormSeeds: readonly Seed[] = [{ seed: 12, found: "a report that was edited after it was sent still counts as sent" }];
