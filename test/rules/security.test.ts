/** Every rule of the process for matters of security holds, and is held by its sentence alone: switched off, its proof fails. */
import { describe, expect, it } from "vitest";
import { proofs } from "./security-proofs.ts";
import { securityData, securityWorld } from "./security-world.ts";

const sentences = Object.keys(securityData().sentences as object);

describe("the process for matters of security", () => {
  it("has the sentences of the catalog, and one proof for each of them", () => {
    expect(sentences).toEqual(Array.from({ length: 9 }, (_, index) => `R-PD-S0${index + 1}`));
    expect(proofs.map(({ id }) => id)).toEqual(sentences);
  });
  it.each(proofs.map((one) => [`${one.id} ${one.title}`, one] as const))("%s", async (_name, one) => {
    await one.run(securityWorld());
  });
});

describe("switched off, a rule holds no more", () => {
  it.each(proofs.map((one) => [one.id, one] as const))("%s", async (id, one) => {
    await expect(one.run(securityWorld([id]))).rejects.toThrow();
  });
});
