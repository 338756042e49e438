/** What the proofs of the shield, the room and the questions do not reach: what stays private for ever, what happens at one instant, drills, empty seats. */
import { describe, expect, it } from "vitest";
import type { State } from "../../src/core/incident/slices.ts";
import type { FactKinds } from "../../src/core/kernel/facts.ts";
import { isRefusal } from "../../src/core/kernel/refusal.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import { autoText, type Filling } from "../../src/views/document-text.ts";
import { sayWith } from "../../src/views/say.ts";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { crewed, declared, gracefulWorld, type Story, sentTo } from "./graceful-world.ts";

type Line = { readonly type: string; readonly sentence: string };
const lines = async (world: StoryWorld, who: string, story: Story) =>
  (await look<{ items: readonly Line[] }>(partsOf(world), who, "timeline", { id: story.stream }))!.items;

/** The timeline as a mailed document has it: written by the program, which reads everything. */
async function mailed(world: StoryWorld, story: Story): Promise<string> {
  const pack = (await world.shelf.active("graceful")) as unknown as Filling["pack"];
  const state = (await story.state()) as State;
  const filling: Filling = {
    engine: world.parts.engineOf(story.stream),
    pack,
    state,
    events: await story.events(),
    say: sayWith(pack, {}),
    actor: (actor) => actor,
  };
  return autoText("timeline", filling);
}

describe("what is private stays private", () => {
  it("GD2-31 no document that is mailed tells what somebody asked, or what was answered", async () => {
    const world = gracefulWorld();
    const story = await crewed(world, 2);
    await story.does("max", "ask-question", { text: "Is this my fault?" });
    await story.does("ana", "answer-question", { text: "It is nobody's fault" });
    await story.does("ben", "consult", { expert: "eve", text: "May the index go?" });
    const text = await mailed(world, story);
    expect(text).toContain("May the index go?");
    expect(text).not.toMatch(/fault/);
  });

  it("GD2-28 what was hidden is in no timeline but the manager's, and in no document; the log keeps it", async () => {
    const world = gracefulWorld();
    const story = await crewed(world, 2);
    await story.does("ben", "post-message", { text: "Customer 4711 pays with a stolen card" });
    await story.does("ana", "hide-message", { message: Object.keys((await story.state()).chat.messages)[0], why: "A customer's data" });
    const told = async (who: string) => (await lines(world, who, story)).some(({ sentence }) => sentence.includes("4711"));
    expect([await told("ana"), await told("ben"), await told("max")]).toEqual([true, false, false]);
    expect(await mailed(world, story)).not.toContain("4711");
    expect(JSON.stringify(await story.events())).toContain("4711");
    expect(await story.refuses("ana", "move-to-questions", { message: Object.keys((await story.state()).chat.messages)[0] })).toMatchObject({
      code: "invalid_state",
    });
  });

  it("GD2-28 who is muted is told why; others do not see that they are", async () => {
    const world = gracefulWorld();
    const story = await crewed(world, 2);
    await story.does("ana", "mute", { person: "max", why: "I answer you" });
    const seen = async (who: string) => (await lines(world, who, story)).filter(({ type }) => type === "person-muted").length;
    expect([await seen("max"), await seen("ana"), await seen("vic"), await seen("ben")]).toEqual([1, 1, 0, 0]);
    expect(await story.refuses("ana", "mute", { person: "ana", why: "Fun" })).toMatchObject({ code: "invalid_value" });
  });
});

describe("rooms", () => {
  it("GD2-27 two incidents want one room at one instant: one has it", async () => {
    const world = gracefulWorld();
    const stories = [await crewed(world, 2), await crewed(world, 2)];
    const wish = { name: "book-room", input: { room: "green" }, actor: "person:ana" as const, viewer: { person: "ana", all: false } };
    const answers = await Promise.all(stories.map(({ stream }) => world.dispatch({ ...wish, stream })));
    expect(answers.filter((one) => !isRefusal(one) && !("elsewhere" in one))).toHaveLength(1);
    const states = await Promise.all(stories.map((one) => one.state()));
    expect(states.flatMap(({ rooms }) => Object.keys(rooms.held))).toEqual(["green"]);
  });

  it("GD2-27 X-20 a booking that begins when ours ends is not in the way", async () => {
    const world = gracefulWorld();
    const booking = { id: "b2", person: "lea", what: "Budget", from: "2026-03-02T14:00:00.000Z", until: "2026-03-02T15:00:00.000Z" };
    world.store.setFact("room", "green", { id: "green", name: "Green", place: "", seats: 6, heldBy: null, bookings: [booking] });
    const story = await crewed(world, 2);
    expect(await story.refuses("ana", "book-room", { room: "green", hours: 5 })).toMatchObject({ code: "room_busy" });
    await story.does("ana", "book-room", { room: "green", hours: 4 });
    await story.does("ana", "release-room");
    expect((await story.state()).rooms.held).toEqual({});
    expect(await story.refuses("ben", "book-room", {})).toMatchObject({ code: "not_permitted" });
  });
});

it("the forms offer rooms and experts by name, and questions and messages in their words", async () => {
  const world = gracefulWorld();
  const story = await crewed(world, 2);
  await story.does("max", "ask-question", { text: "How long?" });
  await story.does("ben", "post-message", { text: "The index is the culprit" });
  type Room = { choices: Record<string, readonly { readonly label: string }[]> };
  const choices = (await look<Room>(partsOf(world), "ana", "room", { id: story.stream }))!.choices;
  const labels = (kind: string) => (choices[kind] ?? []).map(({ label }) => label);
  expect([labels("room"), labels("expert")]).toEqual([
    ["Blue", "Green"],
    ["Demo Eve", "Demo Cleo"],
  ]);
  expect([labels("question"), labels("message")]).toEqual([["How long?"], ["Demo Ben: The index is the culprit"]]);
});

const meetings: FactKinds["meetings"] = {
  person: "ben",
  meetings: [{ uid: "m1", title: "Planning", from: "2026-03-02T10:30:00.000Z", until: "2026-03-02T11:30:00.000Z", organiser: "Demo Lea", writable: true }],
};

describe("meetings and pings", () => {
  it("GD2-25 SR-40 in a drill nobody outside is told that somebody does not come", async () => {
    const world = gracefulWorld();
    world.store.setFact("meetings", "ben", meetings);
    const story = await world.open("dan", "declare", declared(2, { drill: true }));
    await story.does("ana", "assign-role", { role: "sme", person: "ana" });
    await story.does("ana", "assign-role", { role: "manager", person: "ana" });
    await story.does("ana", "assign-role", { role: "worker", person: "ben" });
    expect(Object.keys((await story.state()).shield.declined)).toEqual(["m1"]);
    expect(sentTo(world, "meeting-declined")).toEqual([]);
    type Meetings = { items: { told: string }[] };
    expect((await look<Meetings>(partsOf(world), "ana", "meetings", { id: story.stream }))!.items).toMatchObject([{ told: "by_hand" }]);
  });

  it("GD2-24 an observer sees that somebody is excused from nothing: a calendar is for those who take part", async () => {
    const world = gracefulWorld();
    world.store.setFact("meetings", "ben", meetings);
    const story = await crewed(world, 2);
    expect((await lines(world, "ian", story)).filter(({ type }) => type === "meetings-declined")).toEqual([]);
    expect((await lines(world, "ben", story)).filter(({ type }) => type === "meetings-declined")).toHaveLength(1);
  });

  it("GD2-26 while nobody manages, what was meant for a worker waits for whoever will", async () => {
    const world = gracefulWorld();
    const story = await world.open("dan", "declare", declared(2));
    await story.does("system", "assign-role", { role: "worker", person: "ben" });
    await story.does("ian", "ping", { person: "ben", text: "Lunch?" });
    expect(world.sent.filter(({ to, message }) => to === "ben" && message.template === "ping")).toEqual([]);
    const waits = (await story.duties(["open"])).filter(({ key }) => key.startsWith("question/"));
    expect(waits).toMatchObject([{ who: { role: "manager" }, what: "Answer a question" }]);
    expect((await world.store.read.events({ person: "ian", all: false }, story.stream, 0, 500)).some(({ type }) => type === "pinged")).toBe(true);
    expect((await world.store.read.events(program, story.stream, 0, 500)).filter(({ type }) => type === "question-asked")).toHaveLength(1);
  });
});
