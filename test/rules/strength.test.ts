/** Strength, beside its sentences: nights by one's own clock, seats side by side, rests that count for nothing, and coming back. */
import { describe, expect, it } from "vitest";
import { beside, quietMsIn, together } from "../../src/core/oncall/night-work.ts";
import { hoursIn } from "../organisation.ts";
import { called, crewed, gracefulWorld, proven } from "./graceful-world.ts";

const hour = 3_600_000;

describe("work at night", () => {
  it("counts what lies in quiet hours, by the person's own clock", () => {
    const day = { from: "2026-03-02T12:00:00.000Z", to: "2026-03-03T12:00:00.000Z" };
    expect(quietMsIn(hoursIn("UTC"), day)).toBe(9 * hour);
    expect(quietMsIn(hoursIn("UTC"), { from: "2026-03-03T00:00:00.000Z", to: "2026-03-03T03:00:00.000Z" })).toBe(3 * hour);
    expect(quietMsIn(hoursIn("America/New_York"), { from: "2026-03-03T00:00:00.000Z", to: "2026-03-03T03:00:00.000Z" })).toBe(0);
    expect(quietMsIn(hoursIn("UTC"), { from: "2026-03-03T07:00:00.000Z", to: "2026-03-03T22:00:00.000Z" })).toBe(0);
  });
  it("X-06 a night in which clocks are put forward is an hour shorter, one in which they are put back an hour longer", () => {
    expect(quietMsIn(hoursIn("Europe/Berlin"), { from: "2026-03-28T12:00:00.000Z", to: "2026-03-29T12:00:00.000Z" })).toBe(8 * hour);
    expect(quietMsIn(hoursIn("Europe/Berlin"), { from: "2026-10-24T12:00:00.000Z", to: "2026-10-25T12:00:00.000Z" })).toBe(10 * hour);
  });
  it("two seats at one time are one stretch, and a rest between counts for nothing", () => {
    const one = together([
      { from: "2026-03-03T01:00:00.000Z", to: "2026-03-03T03:00:00.000Z" },
      { from: "2026-03-03T00:00:00.000Z", to: "2026-03-03T02:00:00.000Z" },
    ]);
    expect(one).toEqual([{ from: "2026-03-03T00:00:00.000Z", to: "2026-03-03T03:00:00.000Z" }]);
    expect(beside(one[0]!, [{ from: "2026-03-03T01:00:00.000Z", to: "2026-03-03T02:30:00.000Z" }])).toEqual([
      { from: "2026-03-03T00:00:00.000Z", to: "2026-03-03T01:00:00.000Z" },
      { from: "2026-03-03T02:30:00.000Z", to: "2026-03-03T03:00:00.000Z" },
    ]);
  });
});

it("X-20 exactly two hours of the night are enough, a millisecond less is not", async () => {
  for (const [until, rests] of [
    ["2026-03-03T01:59:59.999Z", false],
    ["2026-03-03T02:00:00.000Z", true],
  ] as const) {
    const world = gracefulWorld([], { start: "2026-03-03T00:00:00.000Z" });
    const story = await crewed(world, 1);
    await world.to(until);
    await story.does("ana", "release", { person: "ben" });
    expect(Object.keys((await story.state()).strength.rest)).toEqual(rests ? ["ben"] : []);
  }
});

it("GD2-23 whoever comes back by themselves has slept enough; whoever is only named is left alone", async () => {
  const world = gracefulWorld([], { start: "2026-03-03T00:00:00.000Z" });
  const story = await crewed(world, 2);
  await world.to("2026-03-03T03:00:00.000Z");
  await story.does("ana", "release", { person: "ben" });
  await world.to("2026-03-03T05:00:00.000Z");
  await story.does("ana", "assign-role", { role: "worker", person: "ben" });
  expect(await called(story, "ben")).toEqual({ state: "held", releaseAt: "2026-03-03T13:00:00.000Z" });
  await story.does("ben", "post-message", { text: "I am awake" });
  expect((await story.outbox({ person: "ben" })).find(({ template }) => template === "page")).toMatchObject({ state: "sent" });
});

it("GD2-22 an open page to whoever is let go is taken back, and what waited for them is not sent", async () => {
  const world = gracefulWorld([], { start: "2026-03-03T02:00:00.000Z" });
  const story = await crewed(world, 2);
  await story.does("ana", "page", { person: "ian", reason: "We need hands" });
  await story.does("ana", "release", { person: "ian" });
  await world.to("2026-03-03T08:00:00.000Z");
  expect(world.sent.filter(({ to, message }) => to === "ian" && message.template.startsWith("page"))).toEqual([]);
  expect((await story.outbox({ person: "ian" })).find(({ template }) => template === "page")).toMatchObject({ state: "superseded" });
});

it("GD2-23 the end at three in the morning lets everybody sleep in who was up, and whoever is awake hears of the end at once", async () => {
  const world = gracefulWorld([], { start: "2026-03-03T00:00:00.000Z" });
  const story = await crewed(world, 2);
  await world.to("2026-03-03T02:55:00.000Z");
  await story.does("ben", "post-message", { text: "It is renewed" });
  await world.to("2026-03-03T03:00:00.000Z");
  await proven(story);
  await story.does("ana", "resolve", { note: "The certificate was renewed" });
  const { rest } = (await story.state()).strength;
  expect(Object.keys(rest).sort()).toEqual(["ana", "ben", "eve", "pam"]);
  expect(rest.ben).toEqual({ from: "2026-03-03T03:00:00.000Z", until: "2026-03-03T13:00:00.000Z" });
  expect(world.sent.filter(({ to, message }) => to === "ben" && message.template === "resolved").map(({ at }) => at)).toEqual(["2026-03-03T03:00:00.000Z"]);
});
