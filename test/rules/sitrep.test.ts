/** Every rule of the situation-report protocol holds, and is held by its sentence alone: switched off, its proof fails. */
import { describe, expect, it } from "vitest";
import { packData, packOf } from "../organisation.ts";
import { storyWorld } from "../world.ts";
import { afterwards } from "./sitrep-after.ts";
import { alerting } from "./sitrep-alerting.ts";

const proofs = [...alerting, ...afterwards];
const sentences = Object.keys(packData("sitrep").sentences as object);

describe("the situation-report protocol", () => {
  it("has a proof for every sentence of the catalog", () => {
    expect(proofs.map((one) => one.id).sort()).toEqual(sentences.filter((id) => id.startsWith("SR-")).sort());
  });
  it.each(proofs.map((one) => [`${one.id} ${one.title}`, one] as const))("%s", async (_name, one) => {
    await one.run(storyWorld());
  });
});

describe("switched off, a rule holds no more", () => {
  it.each(proofs.map((one) => [one.id, one] as const))("%s", async (id, one) => {
    const pack = packOf(packData("sitrep", [id]));
    await expect(one.run(storyWorld({ pack }))).rejects.toThrow();
  });
});
