/** Proofs of Graceful Disasters: workers are asked, answer wholly and honestly, and the manager sums up and decides. */
import { expect } from "vitest";
import type { ReadEvent } from "../../src/store/log.ts";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { crewed, over, type Story, sentTo } from "./graceful-world.ts";
import { type Proof, proof } from "./proof.ts";

const said = { learned: "The key expired", tried: "A restart", worked: "No", doing: "Renewing it", left: "Rolling it out" };
const count = (world: StoryWorld, template: string, person: string) => sentTo(world, template).filter((to) => to === person).length;
/** Who was told, again and again, that something of that name is expected of them. */
const nudged = (world: StoryWorld, what: RegExp) =>
  world.sent.filter(({ message }) => message.template === "nudge" && what.test(message.headline)).map(({ to }) => to);
const roundsIn = async (story: Story) => (await story.state()).rounds.rounds;
const open = async (story: Story, key: string) => (await story.duties(["open"])).some((duty) => duty.key === key);

/** So many rounds at the hours of a severity, each asking every worker once. */
async function everyHours(world: StoryWorld, severity: number, hours: number): Promise<void> {
  const asked = () => [count(world, "round-asked", "ben"), count(world, "round-asked", "cleo")];
  const [ben, cleo] = asked() as [number, number];
  const story = await crewed(world, severity);
  await story.does("ana", "assign-role", { role: "worker", person: "cleo" });
  await world.pass(`PT${hours - 1}H59M`);
  expect(await roundsIn(story)).toEqual([]);
  await world.pass("PT1M");
  expect((await roundsIn(story)).map((round) => round.asked)).toEqual([["ben", "cleo"]]);
  expect(asked()).toEqual([ben + 1, cleo + 1]);
  await story.does("ben", "answer-round", said);
  await story.does("ana", "open-round");
  expect((await roundsIn(story)).map((round) => Object.keys(round.answered))).toEqual([["ben"], []]);
  await world.pass(`PT${hours}H`);
  expect(await roundsIn(story)).toHaveLength(3);
  await story.does("ana", "cancel", { reason: "Only looked at for its rounds" });
  await world.pass(`PT${hours}H`);
  expect(await roundsIn(story)).toHaveLength(3);
}

/** The first round of a severity 2 with Ben and Cleo at work, two hours after it began. */
async function firstRound(world: StoryWorld): Promise<Story> {
  const story = await crewed(world, 2);
  await story.does("ana", "assign-role", { role: "worker", person: "cleo" });
  await world.pass("PT2H");
  expect(await roundsIn(story)).toHaveLength(1);
  return story;
}

export const rounds: readonly Proof[] = [
  proof("GD2-15", "at severity 2 every worker is asked every two hours, in the manager's name", async (world) => {
    await everyHours(world, 2, 2);
    const request = world.sent.find((one) => one.message.template === "round-asked")!.message;
    expect(request.headline).toMatch(/Demo Ana asks/);
  }),
  proof("GD-20", "every hour at 1 and every four hours at 3, and each round ends in a decision", async (world) => {
    await everyHours(world, 1, 1);
    await everyHours(world, 3, 4);
    const story = await crewed(world, 1);
    await world.pass("PT1H");
    await story.does("ana", "decide-round", { decision: "call_resources" });
    expect((await roundsIn(story))[0]).toMatchObject({ decision: "call_resources" });
  }),
  proof("GD2-16", "each round is summed up for every observer, and at 1 for public relations; after half an hour it is overdue", async (world) => {
    const story = await firstRound(world);
    for (const person of ["ben", "cleo"]) await story.does(person, "answer-round", said);
    await world.pass("PT29M");
    expect(nudged(world, /Sum round 1 up/)).toEqual([]);
    await world.pass("PT1M");
    expect(nudged(world, /Sum round 1 up/)).toEqual(["ana"]);
    expect((await story.duties(["open"])).find(({ key }) => key === "round/1/summary")).toMatchObject({ due: "2026-03-02T12:30:00.000Z", cites: ["GD2-16"] });
    const idea = await story.does("ana", "add-finding", { text: "The backup ran at two" });
    expect(idea.warnings).toMatchObject([{ rule: ["GD2-16"], policy: "/severities/2/rounds/summary" }]);
    await story.does("ana", "summarise-round", { text: "The key is renewed; it rolls out until noon" });
    expect(sentTo(world, "update")).toEqual(["lea", "max", "vic"]);
    expect(await story.refuses("ana", "summarise-round", { text: "Again" })).toMatchObject({ code: "invalid_state" });
    expect(await story.refuses("ben", "summarise-round", { text: "All is well" })).toMatchObject({ code: "not_permitted", rule: ["GD2-14"] });
    const worst = await crewed(world, 1);
    await world.pass("PT1H");
    await worst.does("ana", "summarise-round", { text: "Nothing new, we go on", delivery: "chat" });
    expect(sentTo(world, "update").slice(3)).toHaveLength(4);
    expect(count(world, "update", "pam")).toBe(1);
  }),
  proof("GD2-17", "a summary may be told by word of mouth: who was told is kept, and nothing is sent", async (world) => {
    const story = await firstRound(world);
    expect(await story.refuses("ana", "summarise-round", { text: "It rolls out", delivery: "verbal" })).toMatchObject({
      code: "missing_fields",
      unmet: ["told"],
    });
    await story.does("ana", "summarise-round", { text: "It rolls out", delivery: "verbal", told: ["max", "vic", "lea"] });
    expect(sentTo(world, "update")).toEqual([]);
    expect(await open(story, "round/1/summary")).toBe(false);
    expect((await story.events()).at(-1)).toMatchObject({ type: "round-summarised", data: { told: ["max", "vic", "lea"] } });
  }),
  proof("GD2-18", "a round ends in a decision; undecided at the next one it stays on the list, and the manager is asked for it", async (world) => {
    const story = await firstRound(world);
    expect(await story.refuses("ana", "decide-round", { decision: "maybe" })).toMatchObject({ code: "invalid_value" });
    await story.does("ana", "summarise-round", { text: "It rolls out" });
    expect(await story.does("ana", "open-round")).toMatchObject({ warnings: [{ code: "gate_unmet", rule: ["GD2-18"] }] });
    expect(nudged(world, /Decide what follows/)).toEqual([]);
    await world.pass("PT2H");
    expect(nudged(world, /Decide what follows/)).toEqual(["ana", "ana"]);
    const undecided = (await story.duties(["open"])).filter(({ key }) => /^round\/\d+\/decisions$/.test(key));
    expect(undecided.map(({ key, due }) => [key, due])).toEqual([
      ["round/1/decisions", "2026-03-02T14:00:00.000Z"],
      ["round/2/decisions", "2026-03-02T14:00:00.000Z"],
      ["round/3/decisions", "2026-03-02T16:00:00.000Z"],
    ]);
    await story.does("ana", "decide-round", { round: 1, decision: "change_direction", note: "We roll back" });
    expect(await open(story, "round/1/decisions")).toBe(false);
    expect((await story.events()).at(-1)).toMatchObject({ type: "round-decided", data: { decision: "change_direction" } });
    const least = await crewed(world, 3);
    await world.pass("PT4H");
    expect((await least.does("ana", "decide-round", { decision: "call_resources" })).warnings).toMatchObject([{ code: "invalid_value", rule: ["GD2-18"] }]);
  }),
  proof("GD-26", "an answer stays as it was given, bad news is thanked for, and what is said without a name has none anywhere", async (world) => {
    const story = await firstRound(world);
    await story.does("ben", "answer-round", { ...said, setbacks: "The copy is broken as well" });
    expect(sentTo(world, "thanks")).toEqual(["ben"]);
    await story.does("cleo", "answer-round", said);
    expect(sentTo(world, "thanks")).toEqual(["ben"]);
    const stays = { code: "not_permitted", rule: ["GD-26"], policy: "/rounds/final" };
    expect(await story.refuses("ben", "answer-round", said)).toMatchObject(stays);
    expect(await story.refuses("ana", "answer-round", said)).toMatchObject(stays);
    await story.does("cleo", "raise-concern", { text: "Nobody dares to say that the backup is old" });
    const event = (await story.events()).at(-1) as ReadEvent;
    expect(event).toMatchObject({ type: "concern-raised", actor: "anonymous", data: { text: "Nobody dares to say that the backup is old" } });
    const entry = (await world.store.read.journal({ person: null, all: true }, story.stream)).find(({ name }) => name === "raise-concern")!;
    // What was read of people beside it is read whoever says it.
    expect(JSON.stringify({ ...entry, facts: {} })).not.toContain("cleo");
    const ended = await over(world, 2);
    await ended.does("ben", "raise-concern", { text: "We were told too late" });
    const { items } = (await look<{ items: readonly { kind: string; markdown: string }[] }>(partsOf(world), "ana", "documents", { id: ended.stream }))!;
    const draft = items.find(({ kind }) => kind === "postmortem")!.markdown;
    expect(draft).toMatch(/concerns raised without a name\n\n- We were told too late\n/);
  }),
  proof("GD-30", "whoever is silent for a quarter of an hour is reminded and marked, and setbacks and confidence are asked for outright", async (world) => {
    const story = await firstRound(world);
    const request = world.sent.find((one) => one.message.template === "round-asked")!.message;
    expect(request.paragraphs.join(" ")).toMatch(/What went wrong.*How sure are you/);
    await story.does("cleo", "answer-round", { ...said, setbacks: "The copy is broken", confidence: 2 });
    await world.pass("PT14M");
    expect(nudged(world, /Say how it stands/)).toEqual([]);
    await world.pass("PT1M");
    expect(nudged(world, /Say how it stands/)).toEqual(["ben"]);
    const late = await look<RoundsShown>(partsOf(world), "ana", "rounds", { id: story.stream });
    expect(late!.rounds[0]!.answers.map(({ person, state }) => [person.id, state])).toEqual([
      ["ben", "late"],
      ["cleo", "answered"],
    ]);
    await story.does("ben", "answer-round", said);
    expect(await open(story, "round/1/answer/ben")).toBe(false);
  }),
  proof("GD-31", "whoever caused it may repair it, and everybody is asked what is not under control", async (world) => {
    const story = await crewed(world, 2);
    await story.does("cleo", "note-change", { kind: "deploy", text: "My change of this morning" });
    await story.does("ana", "assign-role", { role: "worker", person: "cleo" });
    await world.pass("PT2H");
    const request = world.sent.find((one) => one.message.template === "round-asked" && one.to === "cleo")!.message;
    expect(request.paragraphs.join(" ")).toMatch(/not under control/);
    await story.does("cleo", "answer-round", { ...said, notUnderControl: "The queue still grows" });
    expect((await story.events()).at(-1)).toMatchObject({ data: { person: "cleo", notUnderControl: "The queue still grows" } });
    expect(JSON.stringify((await story.state()).rounds)).not.toMatch(/blame|caus/i);
  }),
  proof("GD-32", "an answer says five things; what is missing is named", async (world) => {
    const story = await firstRound(world);
    for (const field of Object.keys(said)) {
      const refusal = await story.refuses("ben", "answer-round", { ...said, [field]: " " });
      expect(refusal).toMatchObject({ code: "missing_fields", unmet: [field], rule: ["GD-32"], policy: "/rounds/fields" });
    }
    await story.does("ben", "answer-round", said);
  }),
];

type RoundsShown = { readonly rounds: readonly { readonly answers: readonly { readonly person: { readonly id: string }; readonly state: string }[] }[] };
