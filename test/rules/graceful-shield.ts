/** Proofs of Graceful Disasters: what keeps those who work undisturbed, and who is asked instead. */
import { expect } from "vitest";
import type { FactKinds } from "../../src/core/kernel/facts.ts";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { crewed, managed, putInForce, type Story, sentTo } from "./graceful-world.ts";
import { type Proof, proof } from "./proof.ts";

type Asked = {
  readonly mayAnswer: boolean;
  readonly questions: readonly { readonly id: string; readonly text: string; readonly answer: { readonly text: string } | null }[];
  readonly consultations: readonly { readonly id: string; readonly text: string; readonly answer: { readonly text: string } | null }[];
};
const asked = async (world: StoryWorld, who: string, id: string) => (await look<Asked>(partsOf(world), who, "questions", { id }))!;

type Room = {
  readonly items: readonly { readonly id: string; readonly text: string; readonly gone: string | null; readonly waits: boolean }[];
  readonly waiting: readonly string[];
  readonly me: { readonly refused: object | null; readonly warnings: readonly object[] };
};
const roomOf = async (world: StoryWorld, who: string, id: string) => (await look<Room>(partsOf(world), who, "messages", { id }))!;

/** Max, who observes, writes a line; its id. */
async function written(story: Story, text = "When is it over?"): Promise<string> {
  await story.does("max", "post-message", { text });
  return Object.keys((await story.state()).chat.messages).at(-1)!;
}

/** Meetings of an hour on the day of the stories; whose those of `silent` are nobody knows. */
function calendar(times: readonly (readonly [id: string, from: string])[], changedAt?: string, silent: readonly string[] = []): FactKinds["meetings"] {
  const meetings = times.map(([uid, from]) => ({
    ...{ uid, title: `Meeting ${uid}`, from: `2026-03-02T${from}:00.000Z`, until: `2026-03-02T${Number(from.slice(0, 2)) + 1}${from.slice(2)}:00.000Z` },
    ...{ organiser: silent.includes(uid) ? null : "Demo Lea", writable: !silent.includes(uid) },
  }));
  return { person: "ben", ...(changedAt === undefined ? {} : { changedAt }), meetings };
}

export const shield: readonly Proof[] = [
  proof("GD2-28", "the manager alone mutes, hides and moves; who is muted writes no more, what is hidden nobody else reads", async (world) => {
    const story = await crewed(world, 2);
    await story.does("ben", "post-message", { text: "The index is the culprit" });
    const [worker] = Object.keys((await story.state()).chat.messages);
    const refused = { code: "not_permitted", rule: ["GD2-28"], policy: "/may/moderate" };
    for (const person of ["max", "eve", "ben"]) {
      expect(await story.refuses(person, "mute", { person: "ben", why: "Too loud" })).toMatchObject(refused);
      expect(await story.refuses(person, "hide-message", { message: worker, why: "Too loud" })).toMatchObject(refused);
    }
    const [first, second] = [await written(story), await written(story, "Customer 4711 calls every minute")];
    expect((await roomOf(world, "ana", story.stream)).waiting).toEqual([first, second]);
    await story.does("ana", "move-to-questions");
    await story.does("ana", "hide-message", { why: "No customer's number in the room" });
    expect((await roomOf(world, "ben", story.stream)).items.map(({ gone, text }) => [gone, text.includes("4711")])).toEqual([
      [null, false],
      ["moved", false],
      ["hidden", false],
    ]);
    expect((await roomOf(world, "ana", story.stream)).items.at(-1)).toMatchObject({ gone: "hidden", text: "Customer 4711 calls every minute" });
    expect((await asked(world, "ana", story.stream)).questions).toMatchObject([{ text: "When is it over?", answer: null }]);
    await story.does("ana", "mute", { person: "max", why: "I answer you, not the room" });
    expect(await story.refuses("max", "post-message", { text: "And now?" })).toMatchObject({
      code: "posting_restricted",
      rule: expect.arrayContaining(["GD2-28"]),
    });
    await story.does("ana", "unmute", { person: "max" });
    await story.does("max", "post-message", { text: "Thanks" });
  }),
  proof("GD2-29", "an observer reads along; a post is kept, told from it in private and laid before the manager; a process may block it", async (world) => {
    const story = await crewed(world, 2);
    await story.does("ben", "post-message", { text: "The index is the culprit" });
    expect((await roomOf(world, "max", story.stream)).items).toMatchObject([{ text: "The index is the culprit" }]);
    expect((await roomOf(world, "max", story.stream)).me).toMatchObject({ refused: null, warnings: [{ code: "posting_restricted" }] });
    const answer = await story.does("max", "post-message", { text: "When is it over?" });
    expect(answer.warnings).toMatchObject([{ code: "posting_restricted", rule: ["GD2-29"], policy: "/chat/posting/observer" }]);
    expect(sentTo(world, "rather-ask")).toEqual(["max"]);
    const room = await roomOf(world, "ana", story.stream);
    expect(room.items.filter(({ id }) => room.waiting.includes(id))).toMatchObject([{ text: "When is it over?" }]);
    await story.does("ana", "keep-message");
    expect((await roomOf(world, "ana", story.stream)).waiting).toEqual([]);
    await putInForce(world, (draft) => Object.assign(draft, { chat: { ...(draft as unknown as { chat: object }).chat, posting: { observer: "block" } } }));
    const strict = await crewed(world, 2);
    expect(await strict.refuses("max", "post-message", { text: "When is it over?" })).toMatchObject({ code: "posting_restricted", rule: ["GD2-29"] });
    await strict.does("ben", "post-message", { text: "Soon" });
  }),
  proof("GD2-30", "what is flagged reaches the manager at once, and half an hour without the manager is noticed, once", async (world) => {
    const story = await crewed(world, 2);
    const told = () => sentTo(world, "room-needs-you");
    await story.does("ben", "post-message", { text: "Both of us restart the same machine", flag: true });
    await story.does("eve", "flag-message", { message: await written(story), why: "They should know" });
    expect(told()).toEqual(["ana", "ana"]);
    await story.does("ana", "watch-room");
    await world.pass("PT29M");
    await story.does("ben", "post-message", { text: "Still at it" });
    expect(told()).toHaveLength(2);
    await world.pass("PT1M");
    expect(told()).toHaveLength(3);
    await world.pass("PT2H");
    expect(told()).toHaveLength(3);
    await story.does("ana", "watch-room");
    await world.pass("PT30M");
    expect(told()).toHaveLength(4);
    expect((await story.state()).severity.rank).toBe(2);
  }),
  proof("GD2-31", "an observer's question reaches the manager alone, is not in the room, and its answer goes to the observer alone", async (world) => {
    const story = await crewed(world, 2);
    await story.does("max", "ask-question", { text: "Are the card numbers safe?" });
    expect(sentTo(world, "question")).toEqual(["ana"]);
    const [question] = (await asked(world, "ana", story.stream)).questions;
    for (const person of ["ben", "vic", "pam"]) {
      expect(await asked(world, person, story.stream)).toMatchObject({ mayAnswer: false, questions: [] });
      expect(await story.refuses(person, "answer-question", { question: question!.id, text: "Yes" })).toMatchObject({
        code: "not_permitted",
        rule: ["GD2-31"],
      });
      const lines = await look<{ items: { type: string }[] }>(partsOf(world), person, "timeline", { id: story.stream });
      expect(lines!.items.filter(({ type }) => type.startsWith("question"))).toEqual([]);
    }
    await story.does("ana", "answer-question", { question: question!.id, text: "They never reach that machine" });
    expect(sentTo(world, "answer")).toEqual(["max"]);
    expect((await asked(world, "max", story.stream)).questions).toMatchObject([{ mine: true, answer: { text: "They never reach that machine" } }]);
    expect((await asked(world, "vic", story.stream)).questions).toEqual([]);
  }),
  proof("GD-14", "an expert who does not repair stays one, and is asked for advice as soon as they may be disturbed", async (world) => {
    await world.to("2026-03-02T21:00:00.000Z");
    const story = await crewed(world, 2);
    await story.does("ben", "consult", { expert: "eve", text: "May the old index go?" });
    expect(sentTo(world, "consulted")).toEqual(["eve"]);
    expect((await story.refuses("max", "consult", { expert: "eve", text: "How long?" })).code).toBe("not_permitted");
    await story.does("eve", "give-advice", { text: "Not before midnight" });
    expect(sentTo(world, "answer")).toEqual(["ben"]);
    expect((await asked(world, "ben", story.stream)).consultations).toMatchObject([{ mine: true, answer: { text: "Not before midnight" } }]);
    await world.to("2026-03-02T23:30:00.000Z");
    await story.does("ben", "consult", { expert: "cleo", text: "And the new one?" });
    const waiting = async () => (await story.outbox({ person: "cleo" })).find((one) => one.template === "consulted");
    expect(await waiting()).toMatchObject({ state: "held", releaseAt: "2026-03-03T07:00:00.000Z" });
    await world.to("2026-03-03T07:00:00.000Z");
    expect(sentTo(world, "consulted")).toEqual(["cleo", "eve"]);
    expect((await story.state()).roles.held.filter(({ person }) => person === "eve")).toMatchObject([{ role: "sme" }]);
  }),
  proof("GD2-26", "what an outsider writes to a worker reaches the manager, whose answer goes back; the worker is not disturbed", async (world) => {
    const story = await crewed(world, 2);
    await story.does("ian", "ping", { person: "ben", text: "Have you a minute for the budget?" });
    await story.does("max", "ping", { person: "ben", text: "How long?" });
    expect(sentTo(world, "question")).toEqual(["ana", "ana"]);
    expect(world.sent.filter(({ to }) => to === "ben")).toEqual([]);
    expect((await asked(world, "ana", story.stream)).questions).toMatchObject([
      { way: "ping", meant: { id: "ben" } },
      { way: "ping", meant: { id: "ben" } },
    ]);
    await story.does("ana", "answer-question", { text: "Ben has time tomorrow" });
    expect(sentTo(world, "answer")).toEqual(["ian"]);
    await story.does("eve", "ping", { person: "ben", text: "The index is free" });
    await story.does("ian", "ping", { person: "eve", text: "Lunch?" });
    const least = await crewed(world, 3);
    await least.does("ian", "ping", { person: "ben", text: "Have you a minute for the budget?" });
    expect(sentTo(world, "ping")).toEqual(["ben", "ben", "eve"]);
  }),
  proof("GD2-27", "workers get a free room at severity 2; at severity 1 a booked one too, and whoever had booked it is told", async (world) => {
    const story = await crewed(world, 2);
    const busy = await story.refuses("ana", "book-room", { room: "blue" });
    expect(busy).toMatchObject({ code: "room_busy", rule: ["GD2-27"], policy: "/rooms/takeover", detail: expect.stringContaining("Free: Green") });
    await story.does("ana", "book-room");
    expect(Object.keys((await story.state()).rooms.held)).toEqual(["green"]);
    expect(sentTo(world, "room-ready")).toEqual(["ben"]);
    const worse = await crewed(world, 1);
    expect(await worse.refuses("ana", "book-room", { room: "green" })).toMatchObject({ code: "room_busy" });
    await worse.does("ana", "book-room", { room: "blue" });
    expect(sentTo(world, "room-taken")).toEqual(["lea"]);
    type Rooms = { mayDisplace: boolean; items: { id: string; state: string }[] };
    expect((await look<Rooms>(partsOf(world), "ana", "rooms", { id: worse.stream }))!.items.map(({ id, state }) => `${id} ${state}`)).toEqual([
      "blue ours",
      "green held",
    ]);
    await story.does("ana", "cancel", { reason: "A false alarm" });
    await worse.does("ana", "book-room", { room: "green" });
  }),
  proof("GD2-24", "whoever becomes a worker goes to no meetings, also none that is called later", async (world) => {
    world.store.setFact(
      "meetings",
      "ben",
      calendar([
        ["m1", "10:30"],
        ["m2", "17:00"],
        ["m3", "19:00"],
      ]),
    );
    const story = await crewed(world, 2);
    type Meetings = { items: { person: { id: string }; title: string; state: string }[] };
    const seen = async () =>
      (await look<Meetings>(partsOf(world), "ana", "meetings", { id: story.stream }))!.items.map(({ person, title, state }) => [person.id, title, state]);
    const declined = (id: string) => ["ben", `Meeting ${id}`, "declined_by_incident"];
    expect(await seen()).toEqual([declined("m1"), declined("m2")]);
    await world.pass("PT1H");
    world.store.setFact(
      "meetings",
      "ben",
      calendar(
        [
          ["m1", "10:30"],
          ["m4", "15:00"],
          ["m2", "17:00"],
          ["m3", "19:00"],
        ],
        world.clock.now,
      ),
    );
    await world.pass("PT1M");
    expect(await seen()).toEqual([declined("m1"), declined("m4"), declined("m2")]);
    await world.to("2026-03-02T19:00:00.000Z");
    expect(await seen()).toContainEqual(declined("m3"));
    world.store.setFact("meetings", "cleo", calendar([["m5", "19:30"]]));
    const least = await managed(world, 3);
    await least.does("ana", "assign-role", { role: "worker", person: "cleo" });
    expect((await least.state()).shield.declined).toEqual({});
    await least.does("ana", "change-severity", { to: 2, because: "bigger_problem" });
    expect(Object.keys((await least.state()).shield.declined)).toEqual(["m5"]);
  }),
  proof("GD2-25", "whose meeting it is hears by mail, in the manager's name, who does not come; else the words to send are shown", async (world) => {
    world.store.setFact(
      "meetings",
      "ben",
      calendar(
        [
          ["m1", "10:30"],
          ["m2", "11:30"],
        ],
        undefined,
        ["m2"],
      ),
    );
    const story = await crewed(world, 2);
    const mails = world.sent.filter(({ message }) => message.template === "meeting-declined");
    expect(mails.map(({ channel, to }) => `${channel} ${to}`)).toEqual(["email m1"]);
    const { sender, headline, incident, documents } = mails[0]!.message;
    expect({ sender, headline, incident }).toEqual({ sender: "Demo Ana", headline: "Demo Ben cannot come: Meeting m1", incident: null });
    expect(documents.map(({ contentType }) => contentType)).toEqual(["text/calendar; method=REPLY"]);
    type Meetings = { items: { told: string; text: string; by: { id: string } }[] };
    expect((await look<Meetings>(partsOf(world), "ana", "meetings", { id: story.stream }))!.items).toMatchObject([
      { told: "sent", by: { id: "ana" } },
      { told: "by_hand", text: expect.stringContaining("Demo Ben cannot come to “Meeting m2”"), by: { id: "ana" } },
    ]);
  }),
];
