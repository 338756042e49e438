/** Every rule of the process with one commander on a call holds, and is held by its sentence alone: switched off, its proof fails. */
import { describe, expect, it } from "vitest";
import { proofs } from "./command-proofs.ts";
import { commandData, commandWorld, crewed } from "./command-world.ts";

const sentences = Object.keys(commandData().sentences as object);

describe("one commander on a call", () => {
  it("has the sentences of the catalog, and those of the later editions that can be done by a program", () => {
    const later = ["R-PD-V02", "R-PD-R03", "R-PD-R05", "R-PD-R06", "R-PD-R10", "R-PD-A03", "R-PD-A07"];
    expect(sentences).toEqual([...Array.from({ length: 53 }, (_, index) => `PD-${String(index + 1).padStart(2, "0")}`), ...later]);
  });
  it("has one proof for each of them", () => {
    expect(proofs.map(({ id }) => id).sort()).toEqual([...sentences].sort());
  });
  it("seats everybody", async () => {
    const story = await crewed(commandWorld(), 1);
    expect((await story.state()).roles.held.map(({ role }) => role)).toEqual(expect.arrayContaining(["ic", "deputy", "scribe", "sme", "customer_liaison"]));
  });
  it.each(proofs.map((one) => [`${one.id} ${one.title}`, one] as const))("%s", async (_name, one) => {
    await one.run(commandWorld());
  });
});

describe("switched off, a rule holds no more", () => {
  it.each(proofs.map((one) => [one.id, one] as const))("%s", async (id, one) => {
    await expect(one.run(commandWorld([id]))).rejects.toThrow();
  });
});
