/** The demo organisation under the process with one commander on a call, and incidents at each severity with everybody in their seats. */
import type { AnyPack } from "../../src/core/kernel/engine.ts";
import { hoursIn, packData, packOf, personFact } from "../organisation.ts";
import { type StoryWorld, storyWorld, type WorldOptions } from "../world.ts";

/**
 * The people: Ana leads, Ben is her backup and so the deputy, Cleo knows payments, Dan declares and writes, Eve knows the database, Pam speaks with customers,
 * Ivo with the house, Max is the executive, Vic watches, Mia administers, and Ian is new and not trained.
 */
export const people = ["ana", "ben", "cleo", "dan", "eve", "pam", "ivo", "max", "vic", "mia", "ian"] as const;

/** The process as plain data, without the sentences that are off. */
export const commandData = (off: readonly string[] = []) => packData("command", off);

const packs = new Map<string, AnyPack>();

/** The process as it is run, read once for the same sentences off: packs do not change. */
export function commandPack(off: readonly string[] = []): AnyPack {
  const known = packs.get(off.join()) ?? packOf(commandData(off));
  packs.set(off.join(), known);
  return known;
}

/** A world under the process; a Monday at ten unless the story says otherwise. */
export function commandWorld(off: readonly string[] = [], options: WorldOptions = {}): StoryWorld {
  const world = storyWorld({ pack: commandPack(off), people, ...options });
  const { store } = world;
  const { zones, methods } = options;
  const told = { ...(zones ? { zones } : {}), ...(methods ? { methods } : {}) };
  for (const person of people) store.setFact("person", person, personFact(person, told));
  const group = (key: string, members: readonly string[], contacts: readonly string[] = []) => store.setFact("group", key, { key, people: members, contacts });
  group("executives", ["max"]);
  group("management", ["mia"]);
  group("customers", [], ["customer-a"]);
  group("social_accounts", [], ["social-a"]);
  store.setFact("area", "payments", { id: "payments", name: "Payments", team: "response", experts: ["cleo"], escalation: null });
  store.setFact("area", "database", { id: "database", name: "Database", team: "response", experts: ["eve", "cleo"], escalation: null });
  store.setFact("process", "command", { key: "command", version: 1 });
  store.setFact("organisation", "organisation", {
    ...{ hours: hoursIn("UTC"), defaultProcess: "command", staff: people, escalation: null },
    ...{ lastResort: ["mia"], admins: ["mia"] },
  });
  return world;
}

/** Places to meet that are a house's own; those that the process ships with are examples, and lead nobody anywhere. */
export const ownPlaces = { callUrl: "https://call.demo-shop.invalid/war-room", phone: "+49 30 1234" };

/** Writes them into the process. */
export async function writePlaces(world: StoryWorld): Promise<void> {
  const pack = (await world.shelf.active("command"))! as AnyPack & { readonly contact_summary: object };
  world.packs.set("command", [{ ...pack, contact_summary: { ...pack.contact_summary, ...ownPlaces } } as never]);
}

/** What is declared, unless the story says otherwise. */
export const declared = (severity: number, more: object = {}) => ({ title: "Nobody can pay", area: "payments", severity, ...more });

/** Dan declares it and nobody commands yet. */
export const open = (world: StoryWorld, severity: number, more: object = {}) => world.open("dan", "declare", declared(severity, more));

export type Story = Awaited<ReturnType<typeof open>>;

/** What somebody who takes a seat says. */
export const seat = (role: string, person: string) => ({ role, person });

/** Dan declares it and Ana takes command; nobody else has a seat. */
export async function led(world: StoryWorld, severity: number, more: object = {}): Promise<Story> {
  const story = await open(world, severity, more);
  await story.does("ana", "assign-role", seat("ic", "ana"));
  return story;
}

/** The same with Ben as deputy, Dan as scribe, Cleo as the expert and Pam for the customers. */
export async function crewed(world: StoryWorld, severity: number, more: object = {}): Promise<Story> {
  const story = await led(world, severity, more);
  const seats = [seat("deputy", "ben"), seat("scribe", "dan"), seat("sme", "cleo"), seat("customer_liaison", "pam")];
  const held = (await story.state()).roles.held.map(({ role, person }) => `${role}/${person}`);
  for (const one of seats) if (!held.includes(`${one.role}/${one.person}`)) await story.does("ana", "assign-role", one);
  return story;
}

/** The people and contacts who were sent a template, sorted. */
export const sentTo = (world: StoryWorld, template: string) =>
  world.sent
    .filter((one) => one.message.template === template)
    .map((one) => one.to)
    .sort();

/** What the program and people wrote in the room, oldest first. */
export const saidIn = async (story: Story) =>
  (await story.events())
    .filter(({ type }) => type === "message-posted" || type === "message-queued")
    .map(({ data }) => (data as { readonly text: string }).text);

/** Ana declares it over: it has recovered, and nothing is left. */
export const ended = (story: Story) => story.does("ana", "resolve", { note: "Rolled back", condition: "recovered", nothingLeft: true });

/** Pam drafts what the public is told; its id. */
export async function drafted(story: Story, text: string): Promise<string> {
  const known = Object.keys((await story.state()).public.drafts);
  await story.does("pam", "draft-customer-message", { text });
  return Object.keys((await story.state()).public.drafts).find((id) => !known.includes(id))!;
}

/** Pam drafts, Ana approves, Pam publishes. */
export async function published(story: Story, text: string): Promise<void> {
  const message = await drafted(story, text);
  await story.does("ana", "approve-customer-message", { message });
  await story.does("pam", "publish-customer-message", { message });
}
