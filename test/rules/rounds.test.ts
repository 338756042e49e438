/** Rounds, beside their sentences: time that stands still, severities that change, people who come and go, and words without a name. */
import { expect, it } from "vitest";
import { isRefusal } from "../../src/core/kernel/refusal.ts";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { crewed, gracefulWorld, type Story } from "./graceful-world.ts";

const said = { learned: "The key expired", tried: "A restart", worked: "No", doing: "Renewing it", left: "Rolling it out" };
const opened = async (story: Story) => (await story.state()).rounds.rounds.map(({ openedAt }) => openedAt.slice(11, 16));

/** The server stands still until an instant; what fell due meanwhile is found when it starts again. */
async function standsStill(world: StoryWorld, until: string): Promise<void> {
  world.clock.now = until;
  await world.settle();
}

it("X-01 after a stop there is one overdue round, marked late, and the next comes on the old grid", async () => {
  const world = gracefulWorld();
  const story = await crewed(world, 1);
  await standsStill(world, "2026-03-02T13:20:00.000Z");
  expect(await opened(story)).toEqual(["13:20"]);
  const fell = (await story.events()).filter(({ type, data }) => type === "duty-fell-due" && (data as { key: string }).key.startsWith("round@"));
  expect(fell.map(({ data }) => (data as { late: boolean }).late)).toEqual([true]);
  await world.to("2026-03-02T14:00:00.000Z");
  expect(await opened(story)).toEqual(["13:20", "14:00"]);
});

it("X-20 a quarter of an hour is over when it is over, and not a millisecond before", async () => {
  const world = gracefulWorld();
  await crewed(world, 2);
  const reminded = () => world.sent.filter(({ message }) => message.template === "nudge" && /Say how it stands/.test(message.headline)).length;
  await world.to("2026-03-02T12:14:59.999Z");
  expect(reminded()).toBe(0);
  await world.to("2026-03-02T12:15:00.000Z");
  expect(reminded()).toBe(1);
});

it("GD-51 another severity counts its hours from the change, not from the declaration", async () => {
  const world = gracefulWorld();
  const story = await crewed(world, 1);
  await world.to("2026-03-02T11:30:00.000Z");
  await story.does("ana", "change-severity", { to: 2, because: "partial_fix" });
  await world.to("2026-03-02T13:29:59.999Z");
  expect(await opened(story)).toEqual(["11:00"]);
  await world.to("2026-03-02T13:30:00.000Z");
  expect(await opened(story)).toEqual(["11:00", "13:30"]);
});

it("nothing is asked or owed once an incident is cancelled", async () => {
  const world = gracefulWorld();
  const story = await crewed(world, 1);
  await story.does("ana", "cancel", { reason: "A false alarm" });
  expect(await story.duties(["open"])).toEqual([]);
  await world.pass("PT3H");
  expect(await opened(story)).toEqual([]);
});

it("GD2-20 nobody is asked while everybody rests, and the first round comes two hours after they begin again", async () => {
  const world = gracefulWorld();
  const story = await crewed(world, 2);
  await world.to("2026-03-02T11:00:00.000Z");
  await story.does("ana", "stand-down", { until: "2026-03-02T15:00:00.000Z" });
  await world.to("2026-03-02T16:59:59.999Z");
  expect(await opened(story)).toEqual([]);
  await world.to("2026-03-02T17:00:00.000Z");
  expect(await opened(story)).toEqual(["17:00"]);
});

it("GD-30 who works no more owes no answer; who came later was not asked", async () => {
  const world = gracefulWorld();
  const story = await crewed(world, 2);
  await world.pass("PT2H");
  await story.does("ana", "assign-role", { role: "worker", person: "dan" });
  expect(await story.refuses("dan", "answer-round", said)).toMatchObject({ code: "not_permitted", rule: ["GD-26"] });
  await story.does("ben", "leave-role", { role: "worker" });
  expect((await story.duties(["open"])).filter(({ key }) => key.includes("/answer/"))).toEqual([]);
  type Shown = { rounds: readonly { answers: readonly { state: string }[] }[]; mine: number | null };
  const shown = (await look<Shown>(partsOf(world), "dan", "rounds", { id: story.stream }))!;
  expect(shown).toMatchObject({ mine: null, rounds: [{ answers: [{ state: "left" }] }] });
});

it("X-03 two answers of one worker at the same instant: one is taken", async () => {
  const world = gracefulWorld();
  const story = await crewed(world, 2);
  await world.pass("PT2H");
  const both = await Promise.all(["No", "Yes"].map((worked) => world.ask("ben", "answer-round", { ...said, worked }, { stream: story.stream })));
  expect(both.filter((one) => !isRefusal(one))).toHaveLength(1);
  expect(both.find(isRefusal)).toMatchObject({ code: "not_permitted", rule: ["GD-26"] });
});

it("X-02 a concern sent twice under one key is said once, and nothing beside it says by whom", async () => {
  const world = gracefulWorld();
  const story = await crewed(world, 2);
  const input = { text: "Nobody dares to say that the backup is old" };
  const before = (await story.state()).people.lastActAt;
  for (let again = 0; again < 2; again++) await world.ask("dan", "raise-concern", input, { stream: story.stream, key: "once" });
  expect((await story.events()).filter(({ type }) => type === "concern-raised").map(({ actor }) => actor)).toEqual(["anonymous"]);
  expect((await story.state()).people.lastActAt).toEqual(before);
  type Journal = { items: readonly { command: string; actor: string }[] };
  const { items } = (await look<Journal>(partsOf(world), "ana", "journal", { id: story.stream }))!;
  expect(items.filter(({ command }) => command === "raise-concern").map(({ actor }) => actor)).toEqual(["somebody who stays unnamed"]);
});

it("a process without rounds has none of their commands", async () => {
  const world = gracefulWorld(["GD2-15", "GD-20", "GD2-16", "GD2-17", "GD2-18", "GD-26", "GD-30", "GD-31", "GD-32"]);
  const story = await crewed(world, 2);
  await world.pass("PT5H");
  expect(await opened(story)).toEqual([]);
});
