/** The demo organisation under Graceful Disasters, and incidents at each severity with everybody in their seats. */
import { expect } from "vitest";
import type { AnyPack } from "../../src/core/kernel/engine.ts";
import type { FactKinds } from "../../src/core/kernel/facts.ts";
import { isRefusal, type Refusal } from "../../src/core/kernel/refusal.ts";
import { type PackProblem, readPack } from "../../src/core/pack/read-pack.ts";
import { hoursIn, packData, packOf, personFact } from "../organisation.ts";
import { type StoryWorld, storyWorld, type WorldOptions } from "../world.ts";

/** The people: Ana, Ben and Cleo know the shop, Dan answers the phone, Eve the database; Pam speaks for us; Max, Vic, Lea and Mia lead; Ian is new. */
export const people = ["ana", "ben", "cleo", "dan", "eve", "pam", "max", "vic", "lea", "mia", "ian"] as const;

/** How high somebody stands in the company; everybody else is at 1. */
const orgLevels: Readonly<Record<string, number>> = { max: 9, vic: 8, mia: 6, lea: 4, ian: 0 };

/** The process as plain data, without the sentences that are off. */
export const gracefulData = (off: readonly string[] = []) => packData("graceful", off);

const packs = new Map<string, AnyPack>();

/** The process as it is run, read once for the same sentences off: packs do not change. */
export function gracefulPack(off: readonly string[] = []): AnyPack {
  const known = packs.get(off.join()) ?? packOf(gracefulData(off));
  packs.set(off.join(), known);
  return known;
}

/** A world under the process; a Monday at ten unless the story says otherwise. */
export function gracefulWorld(off: readonly string[] = [], options: WorldOptions = {}): StoryWorld {
  const world = storyWorld({ pack: gracefulPack(off), people, ...options });
  const { store } = world;
  const { zones, methods } = options;
  const told = { ...(zones ? { zones } : {}), ...(methods ? { methods } : {}) };
  for (const [person, orgLevel] of Object.entries(orgLevels)) store.setFact("person", person, { ...personFact(person, told), orgLevel });
  const group = (key: string, members: readonly string[], contacts: readonly string[] = []) => store.setFact("group", key, { key, people: members, contacts });
  group("executives", ["max"]);
  group("vice_presidents", ["vic"]);
  group("client_managers", ["lea"]);
  group("management", ["mia"]);
  group("public_relations", ["pam"]);
  group("customers", [], ["customer-a", "customer-b"]);
  const room = (id: string, name: string, seats: number, bookings: FactKinds["room"]["bookings"] = []) =>
    store.setFact("room", id, { id, name, seats, place: "Second floor", heldBy: null, bookings });
  room("blue", "Blue", 12, [{ id: "b1", person: "lea", what: "Budget", from: "2026-03-02T09:30:00.000Z", until: "2026-03-02T12:00:00.000Z" }]);
  room("green", "Green", 6);
  store.setFact("rooms", "rooms", { ids: ["blue", "green"], names: { blue: "Blue", green: "Green" } });
  store.setFact("area", "payments", { id: "payments", name: "Payments", team: "response", experts: ["ana", "cleo"], escalation: null });
  store.setFact("area", "attic", { id: "attic", name: "What nobody remembers", team: null, experts: [], escalation: null });
  store.setFact("contact", "customer-a", { id: "customer-a", name: "Demo Customer A", kind: "customer", zone: "America/New_York", owner: "lea" });
  store.setFact("contact", "customer-b", { id: "customer-b", name: "Demo Customer B", kind: "customer", zone: null, owner: null });
  store.setFact("process", "graceful", { key: "graceful", version: 1 });
  store.setFact("organisation", "organisation", {
    ...{ hours: hoursIn("UTC"), defaultProcess: "graceful", staff: people, escalation: null },
    ...{ lastResort: ["mia"], admins: ["mia", "vic"] },
  });
  return world;
}

/** What is declared, unless the story says otherwise. */
export const declared = (severity: number, more: object = {}) => ({ title: "Nobody can pay", area: "payments", severity, ...more });

/** Dan declares it; Ana knows the area, answers and so manages. Nobody else has a seat but the observers. */
export async function managed(world: StoryWorld, severity: number) {
  const story = await world.open("dan", "declare", declared(severity));
  await answers(story, "ana");
  return story;
}

/** Somebody manages no more: they asked another, who said yes. */
export async function handsOver(story: ReturnType<StoryWorld["story"]>, from: string, to: string): Promise<void> {
  await story.does(from, "offer-handover", { role: "manager", to, brief: "The certificate ran out at ten" });
  await story.does(to, "accept-handover");
}

/** Somebody answers the newest page to them. */
export async function answers(story: ReturnType<StoryWorld["story"]>, person: string): Promise<void> {
  const page = Object.values((await story.state()).pages.pages).findLast((one) => one.person === person);
  await story.does(person, "answer-page", { page: page?.id ?? "none" });
}

export type Story = Awaited<ReturnType<typeof managed>>;

/** The same with Ben at work, Eve at hand as an expert, and Pam for public relations where the severity wants it. */
export async function crewed(world: StoryWorld, severity: number): Promise<Story> {
  const story = await managed(world, severity);
  await story.does("ana", "assign-role", { role: "worker", person: "ben" });
  await story.does("ana", "assign-role", { role: "sme", person: "eve" });
  if (severity <= 2) await story.does("ana", "assign-role", { role: "pr_manager", person: "pam" });
  return story;
}

/** The cases of a plan that shows the fault gone and nothing near it broken; the second one changes customers' data. */
export const testCases = [
  { key: "pay", title: "A card is charged once", area: "payments", kind: "fix", mutatesCustomerData: false },
  { key: "refund", title: "A refund still arrives", area: "payments", kind: "regression", mutatesCustomerData: true },
  { key: "list", title: "Orders are still listed", area: "payments", kind: "regression", mutatesCustomerData: false },
] as const;

const link = "https://ci.example.test/run/7";
/** What proves a fix, step by step, in the order in which it is done. */
const proof = {
  plan: (story) => story.does("ana", "set-test-plan", { cases: testCases, expert: "eve" }),
  ready: (story) => story.does("ana", "mark-test-plan-ready"),
  staging: (story) => story.does("ben", "record-test-run", { environment: "staging", build: "shop 4.3", passed: ["pay", "refund", "list"] }),
  deploy: (story) => story.does("ben", "note-change", { kind: "deploy", text: "The renewed certificate", build: "shop 4.3" }),
  production: (story) =>
    story.does("ben", "record-test-run", { environment: "production", build: "shop 4.3", passed: ["pay", "list"], skipped: ["refund"], why: "It moves money" }),
  existing: (story) => story.does("ben", "set-automated-tests", { existing: "passed", link }),
  new: (story) => story.does("ben", "set-automated-tests", { new: "passed", link }),
  signed: async (story) => {
    await story.does("ana", "sign-tests");
    await story.does("ben", "sign-tests");
  },
  told: (story) => story.does("ana", "post-update", { audience: "participants", text: "It is mended and tested" }),
  content: (story) => story.does("ana", "confirm-observers"),
} satisfies Readonly<Record<string, (story: Story) => Promise<unknown>>>;
export type ProofStep = keyof typeof proof;

/** Ana, Ben and Eve prove the fix, but for some steps. */
export async function proven(story: Story, but: readonly ProofStep[] = []): Promise<void> {
  for (const step of Object.keys(proof) as ProofStep[]) if (!but.includes(step)) await proof[step](story);
}

/** One step of it. */
export const proves = async (story: Story, ...steps: readonly ProofStep[]) => {
  for (const step of steps) await proof[step](story);
};

/** The same, over: everything was done that must be done before. */
export async function over(world: StoryWorld, severity: number): Promise<Story> {
  const story = await crewed(world, severity);
  await proven(story);
  await story.does("ana", "resolve", { note: "The certificate was renewed" });
  return story;
}

/** Writes every section of a document that must be written, and marks it ready. */
export async function finished(story: Story, who: string, kind: string): Promise<void> {
  const made = (await story.state()).documents.documents[kind]!;
  for (const section of made.required)
    await story.does(who, "edit-document", { kind, section, text: `Words about ${section}`, base: made.sections[section]?.revision ?? 0 });
  await story.does(who, "mark-document-ready", { kind });
}

/** What is missing for a command that waits for something; nothing when it would be accepted. Changes nothing. */
export async function unmet(world: StoryWorld, story: Story, who: string, name: string): Promise<readonly string[]> {
  const answer = await world.ask(who, name, {}, { stream: story.stream, dryRun: true });
  if (!isRefusal(answer)) return [];
  expect((answer as Refusal).code).toBe("gate_unmet");
  return (answer as Refusal).unmet ?? [];
}

/** The people and contacts who were sent a template, sorted. */
export const sentTo = (world: StoryWorld, template: string) =>
  world.sent
    .filter((one) => one.message.template === template)
    .map((one) => one.to)
    .sort();

/** The roles somebody holds. */
export const rolesOf = async (story: Story, person: string) => (await story.state()).roles.held.filter((one) => one.person === person).map(({ role }) => role);

/** Whether the manager's page to somebody goes out now, or when. */
export async function called(story: Story, person: string) {
  await story.does("ana", "page", { person, reason: "We need you" });
  const row = (await story.outbox({ person })).find((one) => one.template === "page")!;
  return { state: row.state, releaseAt: row.releaseAt };
}

/** The process in force, changed, as a draft of the next version; what is wrong with it, or what it is warned of. */
export async function changed(world: StoryWorld, change: (draft: Draft) => void) {
  const pack = structuredClone(await world.shelf.active("graceful")) as unknown as Draft;
  pack.version += 1;
  change(pack);
  return readPack(pack);
}

/** A pack that may be written in. */
export type Draft = { version: number; severities: Record<string, Record<string, unknown>> };

/** The same, put in force; throws what is wrong with it. */
export async function putInForce(world: StoryWorld, change: (draft: Draft) => void): Promise<AnyPack> {
  const read = await changed(world, change);
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  world.packs.get("graceful")!.push(read.pack);
  world.store.setFact("process", "graceful", { key: "graceful", version: read.pack.version });
  return read.pack;
}

/** What is wrong with a changed process. */
export async function problemsOf(world: StoryWorld, change: (draft: Draft) => void): Promise<readonly PackProblem[]> {
  const read = await changed(world, change);
  return "problems" in read ? read.problems : [];
}
