/** Escalation policies in the simulation: plain, where nodes die and the database fails, and with an engine that calls too early. */
import { describe, expect, it } from "vitest";
import { weatherFaults } from "./faults.ts";
import { play } from "./play.ts";
import { escalationScenarios, nobodyAnswers } from "./scenarios-escalation.ts";

const names = escalationScenarios.map((scenario) => [scenario.name, scenario] as const);
const count = (events: readonly { readonly type: string }[], type: string) => events.filter((event) => event.type === type).length;

describe("E8, E9, E10, E13", () => {
  it.each(names)("%s breaks nothing", async (_name, scenario) => {
    for (const seed of [1, 2]) expect((await play({ ...scenario, seed })).violations, `seed ${seed}`).toEqual([]);
  });

  it.each(names)("%s breaks nothing where nodes die and the database fails", async (_name, scenario) => {
    const faults = (chance: Parameters<typeof weatherFaults>[0], end: number) =>
      weatherFaults(chance, { crash: 0.004, error: 0.01, pause: 0.004, again: 0.03, most: 20 }, end);
    for (let seed = 1; seed <= 3; seed++) expect((await play({ ...scenario, seed, faults, backAfterMs: 3_000 })).violations, `seed ${seed}`).toEqual([]);
  });

  it("R26 where nobody answers every step and round is gone through, then the last resort", async () => {
    const { town } = await play({ ...nobodyAnswers, seed: 7 });
    const [tracked] = [...town.scene.streams.values()];
    expect(count(tracked!.events, "escalated")).toBe(6);
    expect(count(tracked!.events, "last-resort-paged")).toBe(1);
  });
});
