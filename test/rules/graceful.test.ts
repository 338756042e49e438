/** Every rule of Graceful Disasters holds, and is held by its sentence alone: switched off, its proof fails. */
import { describe, expect, it } from "vitest";
import { proofs } from "./graceful-proofs.ts";
import { gracefulData, gracefulWorld } from "./graceful-world.ts";

const sentences = Object.keys(gracefulData().sentences as object);

const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(2, "0")}`);

describe("Graceful Disasters", () => {
  it("has the sentences of the catalog", () => {
    expect(sentences).toEqual([...numbered("GD2", 56), ...numbered("GD", 54)]);
  });
  it("has one proof for each of them", () => {
    expect(proofs.map(({ id }) => id).sort()).toEqual([...sentences].sort());
  });
  it.each(proofs.map((one) => [`${one.id} ${one.title}`, one] as const))("%s", async (_name, one) => {
    await one.run(gracefulWorld());
  });
});

describe("switched off, a rule holds no more", () => {
  it.each(proofs.map((one) => [one.id, one] as const))("%s", async (id, one) => {
    const world = gracefulWorld([id]);
    await expect(one.run(world)).rejects.toThrow();
  });
});
