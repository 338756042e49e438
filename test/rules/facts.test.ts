/** Facts by key: what changes outside an incident re-plans what it concerns, and nobody needs to know whom. */
import { expect, it } from "vitest";
import { hoursIn } from "../organisation.ts";
import { storyWorld } from "../world.ts";
import { declareAt } from "./sitrep-alerting.ts";

it("E18 a person's clock that is changed under a running incident re-plans their held page", async () => {
  const world = storyWorld({ start: "2026-03-03T02:00:00.000Z" });
  const story = await world.open("dan", "declare", declareAt(2));
  expect((await story.outbox({ person: "ana" }))[0]).toMatchObject({ state: "held", releaseAt: "2026-03-03T07:00:00.000Z" });
  const ana = (await world.store.read.fact("person", "ana")).value as object;
  world.store.setFact("person", "ana", { ...ana, hours: hoursIn("Asia/Tokyo") });
  await world.settle();
  expect((await story.outbox({ person: "ana" }))[0]).toMatchObject({ state: "sent" });
  expect((await story.outbox({ person: "ben" }))[0]).toMatchObject({ state: "held" });
});

it("a person who leaves is not paged by the next incident", async () => {
  const world = storyWorld();
  world.store.setFact("team", "response", { id: "response", name: "Response", members: ["ana", "ben"] });
  const story = await world.open("dan", "declare", declareAt(1));
  expect((await story.outbox()).map((row) => row.person).sort()).toEqual(["ana", "ben"]);
});

it("the facts a decision read stand beside it in the journal, without any address", async () => {
  const world = storyWorld();
  const story = await world.open("dan", "declare", declareAt(1));
  const [entry] = await world.store.read.journal({ person: null, all: true }, story.stream);
  expect(Object.keys(entry!.facts as object)).toEqual(expect.arrayContaining(["area/web", "team/response", "person/ana"]));
  expect(JSON.stringify(entry!.facts)).not.toMatch(/@|\+\d{6}/);
});
