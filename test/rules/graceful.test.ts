/** Every rule of Graceful Disasters holds, and is held by its sentence alone: switched off, its proof fails. */
import { describe, expect, it } from "vitest";
import { proofs } from "./graceful-proofs.ts";
import { gracefulData, gracefulWorld } from "./graceful-world.ts";

const sentences = Object.keys(gracefulData().sentences as object);

/** Sentences without a proof. The process ships once there are none: a proof that is written takes its line out here. */
const notYetProven: readonly string[] = `
 
  `
  .trim()
  .split(/\s+/)
  .filter((id) => id !== "");

/** Proofs that do not show the whole of their sentence yet, with what is missing. It must be empty, too, before the process ships. */
const provenInPart: Readonly<Record<string, string>> = {};

const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(2, "0")}`);

describe("Graceful Disasters", () => {
  it("has the sentences of the catalog", () => {
    expect(sentences).toEqual([...numbered("GD2", 56), ...numbered("GD", 54)]);
  });
  it("knows exactly which of them have no proof yet", () => {
    const proven = proofs.map(({ id }) => id);
    expect(new Set(proven).size).toBe(proven.length);
    expect(sentences.filter((id) => !proven.includes(id))).toEqual(notYetProven);
    expect(Object.keys(provenInPart).filter((id) => !proven.includes(id))).toEqual([]);
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
