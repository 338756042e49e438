/** Every rule of the process that starts small holds, and is held by its sentence alone: switched off, its proof fails. */
import { describe, expect, it } from "vitest";
import { proofs } from "./radar-proofs.ts";
import { radarData, radarWorld } from "./radar-world.ts";

const sentences = Object.keys(radarData().sentences as object);

describe("Radar", () => {
  it("has the sentences of the catalog", () => {
    expect(sentences).toEqual(Array.from({ length: 43 }, (_, index) => `PE-${String(index + 1).padStart(2, "0")}`));
  });
  it("has one proof for each of them", () => {
    expect(proofs.map(({ id }) => id).sort()).toEqual([...sentences].sort());
  });
  it.each(proofs.map((one) => [`${one.id} ${one.title}`, one] as const))("%s", async (_name, one) => {
    await one.run(radarWorld());
  });
});

describe("switched off, a rule holds no more", () => {
  it.each(proofs.map((one) => [one.id, one] as const))("%s", async (id, one) => {
    const world = radarWorld([id]);
    await expect(one.run(world)).rejects.toThrow();
  });
});
