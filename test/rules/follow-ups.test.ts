/** What is to be done afterwards, over all incidents: owners, dates, reminders. */
import { expect, test } from "vitest";
import { look, partsOf } from "../views/looking.ts";
import { storyWorld } from "../world.ts";
import { remindedOfFollowUps } from "./follow-ups.ts";

type Listed = {
  readonly items: readonly {
    readonly id: string;
    readonly text: string;
    readonly owner: { readonly id: string } | null;
    readonly overdue: boolean;
    readonly state: string;
  }[];
  readonly counts: { readonly open: number; readonly overdue: number; readonly unowned: number };
};

test("whoever owns a follow-up is reminded a day before, when it is due, and weekly after, until it is done", () => remindedOfFollowUps(storyWorld()));

test("the list over all incidents: the soonest first, mine, nobody's, and what was done", async () => {
  const world = storyWorld();
  const parts = partsOf(world);
  for (const [title, due] of [
    ["Checkout is down", "2026-03-09T10:00:00Z"],
    ["Search is slow", "2026-03-05T10:00:00Z"],
  ] as const) {
    const story = await world.open("dan", "declare", { title, area: "web", severity: 3 });
    await story.does("dan", "add-follow-up", { text: `Look at ${title}`, owner: "ben", due });
    await story.does("dan", "add-follow-up", { text: "Somebody should look" });
  }
  const all = await look<Listed>(parts, "ben", "follow-ups");
  expect(all!.items.map(({ text }) => text)).toEqual(["Look at Search is slow", "Look at Checkout is down", "Somebody should look", "Somebody should look"]);
  expect(all!.counts).toEqual({ open: 4, overdue: 0, unowned: 2 });
  expect((await look<Listed>(parts, "ben", "follow-ups", { query: { owner: "me" } }))!.items).toHaveLength(2);
  await world.to("2026-03-05T10:00:00.000Z");
  expect((await look<Listed>(parts, "ben", "follow-ups"))!.items[0]).toMatchObject({ owner: { id: "ben" }, overdue: true });
  const first = all!.items[1]!;
  const [row] = await world.store.read.duties({ person: "ben", all: false }, { rule: "follow_ups", limit: 1 });
  await world.story(row!.stream).does("ben", "finish-follow-up", { followUp: row!.key.slice("follow-up/".length) });
  expect((await look<Listed>(parts, "ben", "follow-ups", { query: { state: "done" } }))!.items).toMatchObject([
    { text: "Look at Search is slow", state: "done" },
  ]);
  expect((await look<Listed>(parts, "ben", "follow-ups", { query: { owner: "ben" } }))!.items).toMatchObject([{ id: first.id }]);
  expect((await look<Listed>(parts, "ben", "follow-ups", { query: { owner: "nobody" } }))!.items).toHaveLength(2);
});
