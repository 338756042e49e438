/** Who works on what, and rounds: what a screen draws from one answer. */
import { expect, it } from "vitest";
import { crewed, gracefulWorld } from "../rules/graceful-world.ts";
import { look, partsOf } from "./looking.ts";

type Shown = Record<string, unknown>;

it("the queues name who works, what they have, who may go, and what was refused", async () => {
  const world = gracefulWorld();
  const story = await crewed(world, 2);
  await story.does("ana", "assign-role", { role: "worker", person: "ian" });
  await story.does("ben", "propose-option", { title: "Roll back" });
  const option = Object.keys((await story.state()).work.options)[0]!;
  await story.does("ana", "decide-option", { option });
  await story.does("ana", "add-action", { kind: "repair", text: "Roll back", assignee: "ben", option, timeboxMinutes: 20 });
  await story.does("ben", "start-action", { action: Object.keys((await story.state()).actions.actions)[0]! });
  await world.pass("PT20M");
  expect(world.sent.filter(({ message, to }) => to === "ben" && message.headline.startsWith("Say how it stands: Roll back"))).toHaveLength(1);
  const shown = (await look<Shown>(partsOf(world), "ben", "work", { id: story.stream }))!;
  expect(shown).toMatchObject({
    people: [
      { person: { name: "Demo Ben" }, idleSince: null, actions: [{ text: "Roll back", until: "2026-03-02T10:20:00.000Z", overdue: true, option }] },
      { person: { name: "Demo Ian" }, idleSince: "2026-03-02T10:00:00.000Z", actions: [] },
    ],
    options: [{ title: "Roll back", state: "chosen", actions: 1, by: { name: "Demo Ben" } }],
  });
  const abilities = shown.abilities as readonly { name: string; refused: { rule: readonly string[] } | null }[];
  expect(abilities.find(({ name }) => name === "decide-option")).toMatchObject({ refused: { rule: ["GD2-21"] } });
  expect(abilities.find(({ name }) => name === "propose-option")).toMatchObject({ refused: null });
  await world.pass("PT10M");
  type Duties = { items: readonly { what: string; by: { name: string } | null }[] };
  const { items } = (await look<Duties>(partsOf(world), "ana", "duties", { id: story.stream }))!;
  expect(items.find(({ by }) => by?.name === "release")?.what).toBe("Let somebody go who has nothing to do, or find them something: Demo Ian");
});

it("rounds show who said what, what was passed on, and when the next one comes", async () => {
  const world = gracefulWorld();
  const story = await crewed(world, 1);
  await world.pass("PT1H");
  const said = { learned: "The key expired", tried: "A restart", worked: "No", doing: "Renewing it", left: "Rolling it out", confidence: 4 };
  expect(await look<Shown>(partsOf(world), "ben", "rounds", { id: story.stream })).toMatchObject({ mine: 1 });
  await story.does("ben", "answer-round", said);
  await story.does("ana", "summarise-round", { text: "It rolls out", delivery: "verbal", told: ["max"] });
  await story.does("ana", "decide-round", { decision: "no_change", note: "We go on" });
  const shown = await look<Shown>(partsOf(world), "ana", "rounds", { id: story.stream });
  expect(shown).toMatchObject({
    every: "PT1H",
    nextAt: "2026-03-02T12:00:00.000Z",
    fields: ["learned", "tried", "worked", "doing", "left"],
    mine: null,
    rounds: [
      {
        n: 1,
        state: "decided",
        answers: [{ person: { name: "Demo Ben" }, state: "answered", answer: said }],
        summary: { text: "It rolls out", told: [{ name: "Demo Max" }], by: { name: "Demo Ana" } },
        summaryOverdue: false,
        decision: { decision: "no_change", note: "We go on" },
      },
    ],
  });
  expect((shown!.tells as readonly { name: string }[]).map(({ name }) => name)).toEqual(expect.arrayContaining(["Demo Max", "Demo Pam"]));
});
