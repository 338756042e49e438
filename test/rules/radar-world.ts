/** The demo organisation under the process that starts small, and incidents at each severity. */
import { expect } from "vitest";
import type { AnyPack } from "../../src/core/kernel/engine.ts";
import { isRefusal, type Refusal } from "../../src/core/kernel/refusal.ts";
import { readPack } from "../../src/core/pack/read-pack.ts";
import { hoursIn, packData, packOf, personFact } from "../organisation.ts";
import { type StoryWorld, storyWorld, type WorldOptions } from "../world.ts";

/** The people: Ana, Ben and Cleo are the team, Dan reports, Eve manages its engineering, Pam owns the product, Lea leads the team, Mia administers. */
export const people = ["ana", "ben", "cleo", "dan", "eve", "pam", "lea", "mia"] as const;

/** Where the process lies. */
const file = "radar";

/** The process as plain data, without the sentences that are off. */
export const radarData = (off: readonly string[] = []) => packData(file, off);

const packs = new Map<string, AnyPack>();

/** The process as it is run, read once for the same sentences off: packs do not change. */
export function radarPack(off: readonly string[] = []): AnyPack {
  const known = packs.get(off.join()) ?? packOf(radarData(off));
  packs.set(off.join(), known);
  return known;
}

/** A world under the process; a Monday at ten unless the story says otherwise. */
export function radarWorld(off: readonly string[] = [], options: WorldOptions = {}): StoryWorld {
  const methods = Object.fromEntries(people.map((person) => [person, ["email", "sms", "voice"]]));
  const world = storyWorld({ pack: radarPack(off), people, methods, ...options });
  const { store } = world;
  for (const person of people) store.setFact("person", person, personFact(person, { methods }));
  const answers = { engineeringManager: "eve", productOwner: "pam", teamLead: "lea" };
  store.setFact("area", "shop", { id: "shop", name: "The shop", team: "response", experts: ["ana"], escalation: null, ...answers });
  store.setFact("area", "attic", { id: "attic", name: "What nobody answers for", team: null, experts: [], escalation: null });
  store.setFact("group", "stakeholders", { key: "stakeholders", people: ["mia"], contacts: ["harbour"] });
  store.setFact("process", "radar", { key: "radar", version: 1 });
  store.setFact("organisation", "organisation", {
    ...{ hours: hoursIn("UTC"), defaultProcess: "radar", staff: people, escalation: null },
    ...{ lastResort: ["mia"], admins: ["mia"] },
  });
  return world;
}

/** What is declared, unless the story says otherwise. */
export const declared = (severity: number, more: object = {}) => ({ title: "Prices are far off", area: "shop", severity, ...more });

/** Dan declares it, and nobody has a seat yet. */
export const open = (world: StoryWorld, severity: number, more: object = {}) => world.open("dan", "declare", declared(severity, more));

/** Dan reports something small, and Ana files it as a ticket. */
export async function filed(world: StoryWorld): Promise<Story> {
  const story = await world.open("dan", "report", { title: "A picture is wrong", area: "shop", answers: { cosmetic: true } });
  await story.does("ana", "triage", { outcome: "ticket", severity: 4 });
  return story;
}

export type Story = Awaited<ReturnType<typeof open>>;

/** The same, with Ana keeping everybody informed and Ben repairing. */
export async function crewed(world: StoryWorld, severity: number): Promise<Story> {
  const story = await open(world, severity);
  await story.does("ana", "assign-role", { role: "comms_lead", person: "ana" });
  await story.does("ben", "assign-role", { role: "responder", person: "ben" });
  return story;
}

/** The same, over: everybody was told, and the fix is out. */
export async function over(world: StoryWorld, severity: number): Promise<Story> {
  const story = await crewed(world, severity);
  await story.does("ana", "tell-situation", { found: "A wrong price list" });
  await story.does("ben", "note-change", { kind: "deploy", text: "The old price list" });
  if (severity === 4) await story.does("pam", "prioritise", { priority: 3 });
  await story.does("ana", "resolve", { note: "Prices are right" });
  return story;
}

/** Writes the hand-written parts of the post-mortem but those left out. */
export async function written(story: Story, who: string, without: readonly string[] = []): Promise<void> {
  const made = (await story.state()).documents.documents.postmortem!;
  for (const section of made.required.filter((one) => !without.includes(one)))
    await story.does(who, "edit-document", { kind: "postmortem", section, text: `Words about ${section}`, base: made.sections[section]?.revision ?? 0 });
}

/** The people who were sent a template, sorted. */
export const sentTo = (world: StoryWorld, template: string) =>
  world.sent
    .filter((one) => one.message.template === template)
    .map((one) => one.to)
    .sort();

/** What was said in the channel. */
export const inChannel = async (story: Story) =>
  (await story.events()).filter(({ type }) => type === "thread-opened").map(({ data }) => (data as { text: string }).text);

/** The newest duty whose key begins so, open or not. */
export const duty = async (story: Story, prefix: string) => (await story.duties()).find(({ key }) => key.startsWith(prefix));

/** What is missing for a command that waits for something; nothing when it would be accepted. Changes nothing. */
export async function unmet(world: StoryWorld, story: Story, who: string, name: string): Promise<readonly string[]> {
  const answer = await world.ask(who, name, {}, { stream: story.stream, dryRun: true });
  if (!isRefusal(answer)) return [];
  expect((answer as Refusal).code).toBe("gate_unmet");
  return (answer as Refusal).unmet ?? [];
}

/** A pack that may be written in. */
export type Draft = { version: number; [key: string]: unknown; severities: Record<string, Record<string, unknown>> };

/** The process as it was switched, changed, as the next version: the pack with its warnings, or what is wrong with it. */
export function changed(world: StoryWorld, change: (draft: Draft) => void) {
  const off = Object.entries(world.packs.get("radar")!.at(-1)!.enforcement).flatMap(([id, how]) => (how === "off" ? [id] : []));
  const draft = radarData(off) as unknown as Draft;
  draft.version = world.packs.get("radar")!.length + 1;
  change(draft);
  return readPack(draft);
}

/** The same, put in force; throws what is wrong with it. */
export function putInForce(world: StoryWorld, change: (draft: Draft) => void): AnyPack {
  const read = changed(world, change);
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  world.packs.get("radar")!.push(read.pack);
  world.store.setFact("process", "radar", { key: "radar", version: read.pack.version });
  return read.pack;
}
