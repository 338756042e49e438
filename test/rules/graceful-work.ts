/** Proofs of Graceful Disasters: who directs the work, which way is gone, what is needed, and clues that disturb nobody. */
import { expect } from "vitest";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { crewed, type Story } from "./graceful-world.ts";
import { type Proof, proof } from "./proof.ts";

const newest = (all: object) => Object.keys(all).at(-1)!;
const added = async (story: Story, input: object) => {
  await story.does("ana", "add-action", input);
  return newest((await story.state()).actions.actions);
};

/** What the work queues of an incident show somebody. */
type Shown = {
  readonly people: readonly { readonly person: { readonly id: string }; readonly clues: readonly { readonly text: string }[] }[];
  readonly manager: { readonly clues: readonly { readonly text: string }[]; readonly needs: readonly { readonly text: string }[] };
};
const queues = async (world: StoryWorld, story: Story) => {
  const shown = (await look<Shown>(partsOf(world), "ana", "work", { id: story.stream }))!;
  const of = (person: string) => shown.people.find((one) => one.person.id === person)?.clues.map(({ text }) => text) ?? [];
  return { of, manager: shown.manager.clues.map(({ text }) => text), needs: shown.manager.needs.map(({ text }) => text) };
};

export const work: readonly Proof[] = [
  proof("GD2-21", "between several ways the manager decides, and what was not chosen is not repaired by", async (world) => {
    const story = await crewed(world, 2);
    await story.does("ben", "propose-option", { title: "Roll back" });
    await story.does("ben", "propose-option", { title: "Renew the key", text: "Slower, and keeps the orders" });
    const [back, renew] = Object.keys((await story.state()).work.options) as [string, string];
    expect(await story.refuses("ben", "decide-option", { option: back })).toMatchObject({
      code: "not_permitted",
      rule: ["GD2-21"],
      policy: "/may/decide_options",
    });
    const waiting = await story.refuses("ana", "add-action", { kind: "repair", text: "Roll back", assignee: "ben", option: back });
    expect(waiting).toMatchObject({ code: "gate_unmet", unmet: [`option.${back}`], rule: ["GD2-21"], policy: "/options/chosenOnly" });
    await story.does("ana", "decide-option", { option: renew, reason: "The orders count" });
    const chosen = await added(story, { kind: "repair", text: "Renew it", assignee: "ben", option: renew });
    await story.does("ben", "start-action", { action: chosen });
    await story.does("ana", "add-action", { kind: "investigate", text: "How long would a rollback take?", assignee: "ben", option: back });
    const late = await added(story, { kind: "repair", text: "Renew the other one", assignee: "ben", option: renew });
    await story.does("ana", "decide-option", { option: renew, choice: "rejected" });
    expect(await story.refuses("ben", "start-action", { action: late })).toMatchObject({ code: "gate_unmet", rule: ["GD2-21"] });
  }),
  proof("GD2-55", "whoever manages may have an idea, and takes neither a repair nor a search", async (world) => {
    const story = await crewed(world, 2);
    for (const kind of ["investigate", "repair"]) {
      const refusal = await story.refuses("ana", "add-action", { kind, text: "I look myself", assignee: "ana" });
      expect(refusal).toMatchObject({ code: "manager_may_not_fix", rule: ["GD2-55"], policy: "/actions/handsOff" });
    }
    const action = await added(story, { kind: "investigate", text: "Read the log", assignee: "ben" });
    expect(await story.refuses("ana", "redirect-action", { action, to: "ana" })).toMatchObject({ code: "manager_may_not_fix" });
    expect(await story.refuses("ana", "start-action", { action })).toMatchObject({ code: "manager_may_not_fix" });
    await story.does("ana", "add-finding", { text: "The backup ran at two" });
    await story.does("ana", "add-action", { kind: "task", text: "Order food", assignee: "ana" });
  }),
  proof("GD2-56", "a clue lies in the worker's queue and disturbs nobody; an observer's lies in the manager's", async (world) => {
    const story = await crewed(world, 2);
    const before = world.sent.length;
    await story.does("ana", "add-finding", { text: "The backup ran at two", handTo: "ben" });
    await story.does("max", "add-finding", { text: "A customer saw it yesterday", handTo: "ben" });
    expect(await queues(world, story)).toMatchObject({ manager: ["A customer saw it yesterday"] });
    expect((await queues(world, story)).of("ben")).toEqual(["The backup ran at two"]);
    const clue = newest((await story.state()).work.findings);
    expect(await story.refuses("ben", "hand-finding", { finding: clue, to: "ben" })).toMatchObject({ code: "not_permitted" });
    await story.does("ana", "hand-finding", { finding: clue, to: "ben" });
    expect((await queues(world, story)).of("ben")).toHaveLength(2);
    await story.does("ben", "take-finding", { finding: clue });
    expect((await queues(world, story)).of("ben")).toEqual(["The backup ran at two"]);
    expect(world.sent.slice(before)).toEqual([]);
  }),
  proof("GD-21", "a second action in progress is warned of", async (world) => {
    const story = await crewed(world, 2);
    const first = await added(story, { kind: "investigate", text: "Read the log", assignee: "ben" });
    const second = await added(story, { kind: "repair", text: "Restart it", assignee: "ben" });
    const warned = async (action: string) => (await story.does("ben", "start-action", { action })).warnings.filter(({ rule }) => rule.includes("GD-21"));
    expect(await warned(first)).toEqual([]);
    expect(await warned(second)).toMatchObject([{ policy: "/actions/oneAtATime" }]);
    await story.does("ben", "finish-action", { action: first });
    await story.does("ben", "finish-action", { action: second });
    expect(await warned(await added(story, { kind: "repair", text: "Restart the other", assignee: "ben" }))).toEqual([]);
  }),
  proof("GD-22", "whoever works says what they need, people, teams, even coffee; the manager sees to it and nobody else", async (world) => {
    const story = await crewed(world, 2);
    await story.does("ben", "file-need", { kind: "supplies", text: "Coffee" });
    await story.does("ben", "file-need", { kind: "team", text: "The network team" });
    expect((await queues(world, story)).needs).toEqual(["Coffee", "The network team"]);
    const [coffee] = Object.keys((await story.state()).work.needs) as [string];
    expect((await story.duties(["open"])).find(({ key }) => key === `need/${coffee}`)).toMatchObject({ who: { role: "manager" } });
    for (const person of ["ben", "max", "eve"])
      expect(await story.refuses(person, "fulfil-need", { need: coffee })).toMatchObject({
        code: "not_permitted",
        rule: ["GD-22"],
        policy: "/may/fulfil_needs",
      });
    await story.does("ana", "fulfil-need", { need: coffee, outcome: "On its way" });
    expect((await queues(world, story)).needs).toEqual(["The network team"]);
  }),
];
