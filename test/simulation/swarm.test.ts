/** The swarm: seeds that found something first, then fresh ones; the same seed is the same run, step for step. */
import { describe, expect, it } from "vitest";
import { storm } from "./mutation.ts";
import { play } from "./play.ts";
import { outage } from "./scenarios.ts";
import { seeds, stormSeeds } from "./seeds.ts";
import { isDeterministic, simulate, swarm } from "./simulate.ts";
import { swarmPlan } from "./swarm.ts";

describe("the swarm", () => {
  it.each(seeds)("seed $seed, which found: $found", async ({ seed }) => expect((await swarm(seed, 1)).failures).toEqual([]));

  it.each(stormSeeds)("storm $seed, which found: $found", async ({ seed }) => expect(await storm(seed, 1)).toEqual([]));

  it("breaks nothing under fresh seeds", async () => expect((await simulate(60)).failures).toEqual([]), 60_000);

  it("breaks nothing in a storm", async () => expect(await storm(1, 12)).toEqual([]), 60_000);

  it.each([1, 2, 3])("E13 an outage of every node for five minutes, seed %i", async (seed) => expect((await play({ ...outage, seed })).violations).toEqual([]));

  it.each([3, 25])("seed %i twice is the same run", async (seed) => expect(await isDeterministic(swarmPlan(seed))).toBe(true));

  it("another seed is another run", async () => expect((await play(swarmPlan(3))).trace).not.toBe((await play(swarmPlan(4))).trace));
});
