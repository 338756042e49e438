/** What passes between us and those outside, as people see it; and which parts of the process a room has. */
import { describe, expect, it } from "vitest";
import { views } from "../../src/views/index.ts";
import type { OutsideView } from "../../src/views/outside.ts";
import type { RoomView } from "../../src/views/room-shape.ts";
import { crewed, gracefulWorld } from "../rules/graceful-world.ts";
import { storyWorld } from "../world.ts";
import { look, partsOf, wholeStory } from "./looking.ts";

const shapeOf = (name: string) => views.find((one) => one.name === name)!.shape;

describe("the view outside", () => {
  it("GD-35 shows the tasks of public relations with when each is due, and who did one", async () => {
    const world = gracefulWorld();
    const story = await crewed(world, 2);
    await story.does("pam", "finish-pr-task", { task: "questions", note: "Three of them" });
    await world.pass("PT3H");
    const seen = (await look<OutsideView>(partsOf(world), "pam", "outside", { id: story.stream }))!;
    shapeOf("outside").parse(seen);
    expect(seen.tasks.map(({ key, overdue, done }) => [key, overdue, done?.by ?? null, done?.note ?? null])).toEqual([
      ["questions", false, "Demo Pam", "Three of them"],
      ["calls", true, null, null],
      ["mails", true, null, null],
      ["link", false, null, null],
    ]);
    expect(seen.entry?.published.length).toBe(1);
  });

  it("GD2-32 shows the call sheet: those who were hit first, each in their zone, from when they may be called, and what came of it", async () => {
    const world = gracefulWorld();
    const story = await crewed(world, 2);
    await story.does("pam", "set-affected-customers", { customers: ["customer-b"] });
    await story.does("pam", "record-customer-contact", { customer: "customer-b", outcome: "left_word", note: "They call back" });
    const seen = (await look<OutsideView>(partsOf(world), "pam", "outside", { id: story.stream }))!;
    expect(seen.calls).toMatchObject({
      window: "waking",
      said: true,
      customers: [
        { id: "customer-b", zone: "UTC", affected: true, opensAt: null, owner: null, last: { outcome: "left_word", note: "They call back", by: "Demo Pam" } },
        { id: "customer-a", zone: "America/New_York", affected: false, opensAt: "2026-03-02T12:00:00.000Z", owner: { id: "lea" }, last: null },
      ],
    });
    expect((await look<OutsideView>(partsOf(world), "ian", "outside", { id: story.stream }))?.calls).toBeNull();
  });

  it("GD-38 GD-39 shows customers' questions to whoever speaks for us, and the manager's to those who work", async () => {
    const world = gracefulWorld();
    const story = await crewed(world, 2);
    await story.does("dan", "log-customer-question", { text: "Was our data lost?", customer: "customer-a" });
    await story.does("ana", "request-information", { text: "Since when does it happen?" });
    const first = (await look<OutsideView>(partsOf(world), "pam", "outside", { id: story.stream }))!;
    await story.does("pam", "give-information", { request: first.requests[0]!.id, text: "Since nine" });
    await story.does("pam", "answer-customer-question", { question: first.questions[0]!.id, reply: "No, nothing was lost", send: false });
    const seen = (await look<OutsideView>(partsOf(world), "pam", "outside", { id: story.stream }))!;
    expect(seen.questions).toMatchObject([{ from: "Demo Customer-a", text: "Was our data lost?", by: "Demo Dan", answer: { text: "No, nothing was lost" } }]);
    const worker = (await look<OutsideView>(partsOf(world), "ben", "outside", { id: story.stream }))!;
    expect(worker.requests).toMatchObject([{ text: "Since when does it happen?", answer: { text: "Since nine", by: "Demo Pam" } }]);
    expect(worker.questions).toEqual([]);
    const told = (await look<{ readonly items: readonly { readonly sentence: string }[] }>(partsOf(world), "pam", "timeline", { id: story.stream }))!;
    expect(told.items.map(({ sentence }) => sentence)).toContain("Demo Customer-a asks: Was our data lost?");
  });

  it("is bare where the process says nothing of it", async () => {
    const world = storyWorld();
    const story = await wholeStory(world);
    expect(await look<OutsideView>(partsOf(world), "ana", "outside", { id: story.stream })).toMatchObject({
      tasks: [],
      calls: null,
      questions: [],
      requests: [],
    });
  });
});

it("the room says which parts its process has", async () => {
  const graceful = gracefulWorld();
  const story = await crewed(graceful, 2);
  const room = (await look<RoomView>(partsOf(graceful), "ian", "room", { id: story.stream }))!;
  expect(room.parts).toEqual(expect.arrayContaining(["tests", "rounds", "questions", "chat", "options", "pr_tasks", "refinements"]));
  const sitrep = storyWorld();
  const other = await wholeStory(sitrep);
  expect((await look<RoomView>(partsOf(sitrep), "ana", "room", { id: other.stream }))!.parts).not.toContain("tests");
});
