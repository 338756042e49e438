/** What a reader of states holds on to while the store answers. */
import { expect, it } from "vitest";
import { program } from "../../src/core/kernel/viewer.ts";
import { statesOf } from "../../src/shell/states.ts";
import { storyWorld } from "../world.ts";

const reported = async () => {
  const world = storyWorld();
  return { world, stream: (await world.open("ana", "report", { title: "Cannot pay", description: "The till says no." })).stream };
};

it("a state that is read while its stream goes on is whole: what was known when the store was asked is what its answer counts on", async () => {
  const { world, stream } = await reported();
  let meanwhile = (): void => undefined;
  const state: typeof world.store.read.state = async (...wanted) => {
    const found = await world.store.read.state(...wanted);
    meanwhile();
    return found;
  };
  const states = statesOf(world.parts.engineOf, { ...world.store, read: { ...world.store.read, state } }, "test");
  const first = (await states.read(program, stream))!.folded;
  meanwhile = () => states.keep(stream, { ...first, seq: first.seq + 1, hash: "newer" });
  expect((await states.read(program, stream))!.folded).toBe(first);
});

it("a history that does not end where its stream does is no state", async () => {
  const { world, stream } = await reported();
  const { head } = (await world.store.read.state(program, stream, "test"))!;
  await expect(world.parts.states.foldFrom(stream, { ...head, hash: "other" }, async () => ({ snapshot: null, events: [] }))).rejects.toThrow("end at 0");
});
