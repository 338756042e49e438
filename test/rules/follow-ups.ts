/** The story of a follow-up that is promised, forgotten and done. */
import { expect } from "vitest";
import type { StoryWorld } from "../world.ts";

const mailed = (world: StoryWorld) =>
  world.sent.filter((one) => one.to === "ben" && one.message.template === "nudge" && /queue length/.test(one.message.headline)).length;

/** Ben owns it: told at once, a day before, when it is due, and weekly after, until it is done. */
export async function remindedOfFollowUps(world: StoryWorld): Promise<void> {
  const story = await world.open("dan", "declare", { title: "Checkout is down", area: "web", severity: 3 });
  await story.does("dan", "add-follow-up", { text: "Alert on the queue length" });
  const [followUp] = Object.keys((await story.state()).actions.followUps);
  await story.does("dan", "change-follow-up", { followUp, owner: "ben", due: "2026-03-12T10:00:00Z" });
  expect(mailed(world)).toBe(1);
  await world.to("2026-03-11T09:59:59.000Z");
  expect(mailed(world)).toBe(1);
  await world.to("2026-03-11T10:00:00.000Z");
  expect(mailed(world)).toBe(2);
  await world.to("2026-03-12T10:00:00.000Z");
  expect(mailed(world)).toBe(3);
  await world.to("2026-03-19T10:00:00.000Z");
  expect(mailed(world)).toBe(4);
  await story.does("ben", "finish-follow-up", { followUp });
  expect((await story.duties(["late"])).filter(({ rule }) => rule === "follow_ups")).toHaveLength(1);
  await world.to("2026-04-19T10:00:00.000Z");
  expect(mailed(world)).toBe(4);
}
