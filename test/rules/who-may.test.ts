/** Who may do what under the process that starts small and under the one with one commander: everybody asks for everything, and the table says who is let. */
import { describe, expect, it } from "vitest";
import { isRefusal, type Refusal } from "../../src/core/kernel/refusal.ts";
import { personFact } from "../organisation.ts";
import type { StoryWorld } from "../world.ts";
import * as command from "./command-world.ts";
import * as radar from "./radar-world.ts";

type Story = Awaited<ReturnType<StoryWorld["open"]>>;
type Wish = { readonly story: Story | null; readonly name: string; readonly input: (who: string) => object };
/** Who may, by how the world has come so far and what is asked for there. */
type Row = { readonly may: readonly string[]; readonly asks: (world: StoryWorld) => Promise<Wish> };

const wish = (story: Story | null, name: string, input: object | ((who: string) => object) = {}): Wish => ({
  ...{ story, name },
  input: typeof input === "function" ? (input as (who: string) => object) : () => input,
});

/** Refusals that say that it is not this person's to do; every other one means that the row asks for something impossible. */
const denials = ["not_permitted", "not_directed", "posting_restricted", "training_required"];

/** Who of all would be let, without anything being done; what is still missing keeps nobody from it for ever. */
async function admitted(world: StoryWorld, { story, name, input }: Wish): Promise<string[]> {
  const found: string[] = [];
  for (const who of world.people) {
    const answer = await world.ask(who, name, input(who), { ...(story ? { stream: story.stream } : {}), dryRun: true });
    if (!isRefusal(answer) || (answer as Refusal).code === "gate_unmet") found.push(who);
    else if (!denials.includes((answer as Refusal).code)) throw new Error(`${name} by ${who}: ${JSON.stringify(answer)}`);
  }
  return found;
}

/** Who of all could write without being told that it stands beside the main talk. */
async function inMainTalk(world: StoryWorld, story: Story): Promise<string[]> {
  const found: string[] = [];
  for (const who of world.people) {
    const answer = (await world.ask(who, "post-message", { text: "I see it, too" }, { stream: story.stream, dryRun: true })) as { warnings: readonly object[] };
    if (answer.warnings.length === 0) found.push(who);
  }
  return found;
}

const everybody = (people: readonly string[]) => [...people];
const newestOf = (all: object): string => Object.keys(all).at(-1)!;

/** Ana keeps everybody informed, Ben repairs, Dan declared it, Eve manages the engineering, Pam owns the product; Mia keeps the process. */
const underRadar: Readonly<Record<string, Row>> = {
  "report something": { may: everybody(radar.people), asks: async () => wish(null, "report", { title: "Prices are far off", area: "shop" }) },
  "declare an incident": { may: everybody(radar.people), asks: async () => wish(null, "declare", radar.declared(2)) },
  "say how severe it is": {
    may: ["ana", "dan", "eve"],
    asks: async (world) => wish(await radar.crewed(world, 2), "change-severity", { to: 1, because: "bigger_problem" }),
  },
  "take the role that commands": {
    may: everybody(radar.people),
    asks: async (world) => wish(await radar.open(world, 2), "assign-role", (person) => ({ role: "comms_lead", person })),
  },
  "take the role that repairs": {
    may: everybody(radar.people).filter((person) => person !== "ben"),
    asks: async (world) => wish(await radar.crewed(world, 2), "assign-role", (person) => ({ role: "responder", person: person === "ben" ? "cleo" : person })),
  },
  "plan a repair of one's own": {
    may: ["ana", "ben"],
    asks: async (world) => wish(await radar.crewed(world, 2), "add-action", (assignee) => ({ kind: "repair", text: "The old price list", assignee })),
  },
  "carry out a repair": {
    may: ["ben"],
    asks: async (world) => {
      const story = await radar.crewed(world, 2);
      await story.does("ben", "add-action", { kind: "repair", text: "The old price list", assignee: "ben" });
      return wish(story, "start-action", { action: newestOf((await story.state()).actions.actions) });
    },
  },
  "call somebody": { may: ["ana", "eve"], asks: async (world) => wish(await radar.crewed(world, 2), "page", { person: "cleo", reason: "You know prices" }) },
  "write in the room": { may: everybody(radar.people), asks: async (world) => wish(await radar.crewed(world, 2), "post-message", { text: "I see it, too" }) },
  "keep order in the room": {
    may: ["ana"],
    asks: async (world) => {
      const story = await radar.crewed(world, 2);
      await story.does("cleo", "post-message", { text: "Is there still coffee?" });
      return wish(story, "move-aside", { message: newestOf((await story.state()).chat.messages) });
    },
  },
  "tell everybody how it stands": {
    may: ["ana"],
    asks: async (world) => wish(await radar.crewed(world, 2), "tell-situation", { found: "A wrong price list" }),
  },
  "tell customers": {
    may: ["ana"],
    asks: async (world) => {
      const story = await radar.crewed(world, 2);
      await story.does("ana", "draft-customer-message", { text: "Some prices are wrong" });
      return wish(story, "publish-customer-message", { message: newestOf((await story.state()).public.drafts) });
    },
  },
  "allow to take it down": {
    may: ["eve"],
    asks: async (world) => {
      const story = await radar.crewed(world, 2);
      await story.does("ben", "ask-approval", { what: "take_down", why: "Everything is half price" });
      return wish(story, "give-approval", { what: "take_down" });
    },
  },
  "give a priority": { may: ["pam"], asks: async (world) => wish(await radar.open(world, 4), "prioritise", { priority: 3 }) },
  "declare it over": {
    may: ["ana"],
    asks: async (world) => {
      const story = await radar.crewed(world, 1);
      await story.does("ana", "tell-situation", { found: "A wrong price list" });
      return wish(story, "resolve", { note: "Prices are right" });
    },
  },
  "close it": { may: ["ana"], asks: async (world) => wish(await radar.over(world, 3), "close") },
  "propose another process": {
    may: everybody(radar.people),
    asks: async (world) => wish(await radar.over(world, 3), "propose-refinement", { change: "Call earlier" }),
  },
  "decide on another process": {
    may: ["mia"],
    asks: async (world) => {
      const story = await radar.over(world, 3);
      await story.does("cleo", "propose-refinement", { change: "Call earlier" });
      return wish(story, "reject-refinement", { refinement: newestOf((await story.state()).refinements.all), reason: "It works" });
    },
  },
};

/** Ana commands, Ben is her deputy, Dan declared it and writes, Cleo is the expert, Pam speaks with customers, Ivo with the house; Mia keeps the process. */
const staffed = async (world: StoryWorld, severity = 1) => {
  const story = await command.crewed(world, severity);
  await story.does("ana", "assign-role", command.seat("internal_liaison", "ivo"));
  return story;
};

const underCommand: Readonly<Record<string, Row>> = {
  "report something": { may: everybody(command.people), asks: async () => wish(null, "report", { title: "Nobody can pay", area: "payments" }) },
  "page whoever commands": { may: everybody(command.people), asks: async (world) => wish(await command.open(world, 1), "page-commander", {}) },
  "declare an incident": { may: everybody(command.people), asks: async () => wish(null, "declare", command.declared(2)) },
  "say how severe it is": { may: ["ana"], asks: async (world) => wish(await staffed(world, 2), "change-severity", { to: 1, because: "bigger_problem" }) },
  "ask for another severity": {
    may: ["ana", "ben"],
    asks: async (world) => wish(await staffed(world, 2), "prompt-severity", { proposes: 1, text: "It grows" }),
  },
  "take command": { may: ["ana", "ben"], asks: async (world) => wish(await command.open(world, 1), "assign-role", (person) => command.seat("ic", person)) },
  "give a role": {
    may: ["ana"],
    asks: async (world) => wish(await staffed(world), "assign-role", (who) => command.seat("sme", who === "eve" ? "max" : "eve")),
  },
  "hand out a repair, also to oneself": {
    may: ["ana"],
    asks: async (world) =>
      wish(await staffed(world), "add-action", (who) => ({ kind: "repair", text: "Renew it", assignee: who === "ana" ? "cleo" : who, timeboxMinutes: 9 })),
  },
  "approve a repair": {
    may: ["ana"],
    asks: async (world) => {
      const story = await staffed(world);
      await story.does("cleo", "propose-action", { kind: "repair", text: "Renew the certificate" });
      return wish(story, "decide-proposal", { proposal: newestOf((await story.state()).proposals.proposals) });
    },
  },
  "carry out an approved repair": {
    may: ["cleo"],
    asks: async (world) => {
      const story = await staffed(world);
      await story.does("ana", "add-action", { kind: "repair", text: "Renew the certificate", assignee: "cleo", timeboxMinutes: 9 });
      return wish(story, "start-action", { action: newestOf((await story.state()).actions.actions) });
    },
  },
  "call somebody": { may: ["ana", "ben", "ivo"], asks: async (world) => wish(await staffed(world), "page", { person: "eve", reason: "We need the database" }) },
  "write in the room": { may: everybody(command.people), asks: async (world) => wish(await staffed(world), "post-message", { text: "I see it, too" }) },
  "keep order in the room": {
    may: ["ana", "ben"],
    asks: async (world) => {
      const story = await staffed(world);
      await story.does("cleo", "post-message", { text: "Is there still coffee?" });
      return wish(story, "move-aside", { message: newestOf((await story.state()).chat.messages) });
    },
  },
  "tell the executives": { may: ["ana", "ben", "ivo"], asks: async (world) => wish(await staffed(world), "tell-executives", { state: "Nobody can pay" }) },
  "decide whether the public is told": { may: ["ana"], asks: async (world) => wish(await staffed(world), "decide-public", { decision: "announce" }) },
  "tell the public": {
    may: ["pam"],
    asks: async (world) => {
      const story = await staffed(world);
      await story.does("ana", "decide-public", { decision: "announce" });
      const message = await command.drafted(story, "Payments may fail");
      await story.does("ana", "approve-customer-message", { message });
      return wish(story, "publish-customer-message", { message });
    },
  },
  "declare it over": { may: ["ana"], asks: async (world) => wish(await staffed(world), "resolve", { condition: "recovered", nothingLeft: true }) },
  "mail the house": {
    may: ["ana"],
    asks: async (world) => {
      const story = await staffed(world);
      await command.ended(story);
      await story.does("ana", "edit-document", { kind: "internal-email", section: "words", text: "A certificate had run out", base: 0 });
      await story.does("ana", "mark-document-ready", { kind: "internal-email" });
      return wish(story, "send-document", { kind: "internal-email", to: "staff" });
    },
  },
  "close it": {
    may: ["ana", "cleo"],
    asks: async (world) => {
      const story = await staffed(world);
      await command.ended(story);
      await story.does("ana", "assign-document", { kind: "postmortem", person: "cleo" });
      return wish(story, "close");
    },
  },
  "propose another process": {
    may: everybody(command.people),
    asks: async (world) => wish(await staffed(world), "propose-refinement", { change: "Call earlier" }),
  },
  "decide on another process": {
    may: ["mia"],
    asks: async (world) => {
      const story = await staffed(world);
      await story.does("cleo", "propose-refinement", { change: "Call earlier" });
      return wish(story, "reject-refinement", { refinement: newestOf((await story.state()).refinements.all), reason: "It works" });
    },
  },
};

/** The world of one commander in which the house says that Ana and Ben are trained to lead. */
function trained(): StoryWorld {
  const world = command.commandWorld();
  const leads = ["ana", "ben"];
  for (const person of world.people) world.store.setFact("person", person, { ...personFact(person, {}), canManage: leads.includes(person) });
  const facts = { hours: personFact("ana", {}).hours, defaultProcess: "command", staff: world.people, escalation: null, lastResort: ["mia"], admins: ["mia"] };
  world.store.setFact("organisation", "organisation", { ...facts, leads });
  return world;
}

describe("under the process that starts small", () => {
  it.each(Object.entries(underRadar))("5.8 who may %s", async (_name, { may, asks }) => {
    const world = radar.radarWorld();
    expect(await admitted(world, await asks(world))).toEqual([...may]);
  });
});

describe("under the process with one commander", () => {
  it.each(Object.entries(underCommand))("5.8 who may %s", async (_name, { may, asks }) => {
    const world = trained();
    expect(await admitted(world, await asks(world))).toEqual([...may]);
  });
  it("5.8 whoever takes part writes in the main talk, whoever watches beside it", async () => {
    const world = trained();
    const story = await staffed(world);
    await story.does("max", "set-presence", { call: true, participate: true });
    expect(await inMainTalk(world, story)).toEqual(["ana", "ben", "cleo", "dan", "pam", "ivo", "max"]);
  });
});
