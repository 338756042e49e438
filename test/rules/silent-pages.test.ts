/** A page that nobody answers is never left alone: whoever was called by name is called again, under every process (5.7). */
import { expect, it } from "vitest";
import { isRefusal } from "../../src/core/kernel/refusal.ts";
import type { StoryWorld } from "../world.ts";
import { commandWorld, open } from "./command-world.ts";
import { gracefulWorld, managed } from "./graceful-world.ts";

const pages = (world: { readonly sent: readonly { readonly to: string; readonly message: { readonly template: string } }[] }, to: string) =>
  world.sent.filter((one) => one.to === to && ["page", "page-again"].includes(one.message.template)).length;

/** An incident that a call for a commander opened. */
async function calledFor(world: StoryWorld) {
  const answer = await world.ask("dan", "page-commander", { reason: "Nobody can pay" });
  if (isRefusal(answer) || "elsewhere" in answer) throw new Error(JSON.stringify(answer));
  return world.story(answer.stream);
}

it("PD-14 whoever the commander calls by name is called again every five minutes, at a severity and at none", async () => {
  for (const severity of [1, 3, null]) {
    const world = commandWorld();
    const story = severity === null ? await calledFor(world) : await open(world, severity);
    await story.does("ana", "assign-role", { role: "ic", person: "ana" });
    await story.does("ana", "page", { person: "ian", reason: "We need you" });
    await world.pass("PT4M59S");
    expect(pages(world, "ian")).toBe(1);
    await world.pass("PT1S");
    expect(pages(world, "ian")).toBe(2);
  }
});

it("GD2-01 so it is for whoever the manager calls by name", async () => {
  const world = gracefulWorld();
  const story = await managed(world, 1);
  await story.does("ana", "page", { person: "ian", reason: "We need you" });
  await world.pass("PT5M");
  expect(pages(world, "ian")).toBe(2);
});
