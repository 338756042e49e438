/** What the proofs of the ranking leave open: incidents without an area, people nobody described, and whom the process calls by itself. */
import { describe, expect, it } from "vitest";
import type { State } from "../../src/core/incident/slices.ts";
import type { FactKind } from "../../src/core/kernel/facts.ts";
import { candidatesFor, isFit, nextFor } from "../../src/core/rules/roles/rank/rank.ts";
import { personFact } from "../organisation.ts";
import type { StoryWorld } from "../world.ts";
import { declared, gracefulWorld, managed } from "./graceful-world.ts";

/** Where a question about people is asked, with every fact at hand. */
async function asking(world: StoryWorld, stream: string) {
  const state: State = await world.story(stream).state();
  const known = new Map<string, unknown>();
  for (const person of world.people) {
    known.set(`person/${person}`, (await world.store.read.fact("person", person)).value);
    known.set(`engagement/${person}`, (await world.store.read.fact("engagement", person)).value);
  }
  for (const [kind, key] of [
    ["area", "payments"],
    ["team", "response"],
    ["organisation", "organisation"],
  ] as const)
    known.set(`${kind}/${key}`, (await world.store.read.fact(kind, key)).value);
  for (const key of ["public_relations", "client_managers"]) known.set(`group/${key}`, (await world.store.read.fact("group", key)).value);
  const facts = { get: (kind: FactKind, key: string) => (known.get(`${kind}/${key}`) ?? null) as never };
  return { process: (await world.shelf.active("graceful"))!, state, ctx: { facts, now: world.clock.now } };
}

describe("candidates", () => {
  it("GD2-11 without an area they are those who can manage, whatever they know", async () => {
    const world = gracefulWorld();
    const organisation = (await world.store.read.fact("organisation", "organisation")).value as object;
    world.store.setFact("organisation", "organisation", { ...organisation, leads: ["vic", "lea"] });
    for (const [person, orgLevel] of [
      ["vic", 8],
      ["lea", 4],
    ] as const)
      world.store.setFact("person", person, { ...personFact(person, {}), canManage: true, orgLevel });
    const story = await world.open("dan", "declare", { title: "Something is wrong", severity: 3 });
    const found = candidatesFor("manager", await asking(world, story.stream));
    expect(found.map(({ person }) => person)).toEqual(["lea", "vic"]);
    expect(found.every(isFit)).toBe(true);
  });

  it("people nobody described stand in the directory's order, and nobody is best where nobody has skill", async () => {
    const world = gracefulWorld();
    const story = await world.open("dan", "declare", declared(2));
    const found = candidatesFor("worker", await asking(world, story.stream));
    expect(found.map(({ person }) => person)).toEqual(["ana", "cleo", "ben"]);
    expect(candidatesFor("manager", await asking(world, story.stream)).flatMap(({ judged }) => judged.map(({ says }) => says))).not.toContain(
      "Would mend it best, and is needed for that",
    );
    expect(candidatesFor("juggler", await asking(world, story.stream))).toEqual([]);
  });

  it("the process calls nobody twice, nobody who has work here, and the fit before the others", async () => {
    const world = gracefulWorld();
    world.store.setFact("person", "cleo", { ...personFact("cleo", {}), canManage: true, skills: { payments: 2 } });
    const story = await managed(world, 2);
    expect(nextFor("manager", await asking(world, story.stream), 2)).toEqual(["cleo", "ben"]);
    await story.does("ana", "assign-role", { role: "worker", person: "ben" });
    expect(nextFor("manager", await asking(world, story.stream), 2)).toEqual(["cleo"]);
    await story.does("ana", "page", { person: "cleo", reason: "We need you" });
    expect(nextFor("manager", await asking(world, story.stream), 2)).toEqual([]);
  });
});
