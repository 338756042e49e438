/** Delivering under limits, own rules and bad providers: plain, under faults, and under fresh seeds. */
import { describe, expect, it } from "vitest";
import { weatherFaults } from "./faults.ts";
import { play } from "./play.ts";
import { deliveryScenarios } from "./scenarios-delivery.ts";

const names = deliveryScenarios.map((scenario) => [scenario.name, scenario] as const);

describe("E11, E12, E13, R7", () => {
  it.each(names)("%s breaks nothing", async (_name, scenario) => {
    for (const seed of [1, 2, 3]) expect((await play({ ...scenario, seed })).violations).toEqual([]);
  });

  it.each(names)("%s breaks nothing where nodes die and the database fails", async (_name, scenario) => {
    const faults = (chance: Parameters<typeof weatherFaults>[0], end: number) =>
      weatherFaults(chance, { crash: 0.004, error: 0.01, pause: 0.004, again: 0.03, most: 20 }, end);
    for (let seed = 1; seed <= 6; seed++) expect((await play({ ...scenario, seed, faults, backAfterMs: 3_000 })).violations, `seed ${seed}`).toEqual([]);
  });
});
