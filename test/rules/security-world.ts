/** The demo organisation with a process for what is open and one for matters of security. */
import { everybody as everyone } from "../../src/store/directory/schedules.ts";
import { hoursIn, packData, packOf, personFact } from "../organisation.ts";
import { type StoryWorld, storyWorld, type WorldOptions } from "../world.ts";

/** The people: Ana commands, Sol and Sam are security, Ben knows payments, Dan reports, Dora directs, Mark speaks outside, Leo is a lawyer, Max leads, Eve is curious, Mia administers. */
export const people = ["ana", "ben", "dan", "sol", "sam", "dora", "mark", "leo", "max", "eve", "mia"] as const;

/** The process as plain data, without the sentences that are off. */
export const securityData = (off: readonly string[] = []) => packData("security", off);

const schedule = (id: string, person: string) => ({
  ...{ id, title: id, zone: "UTC", overrides: [], temporary: [], external: null },
  rotations: everyone([person], "UTC"),
});

/** A world with both processes; the open one is the organisation's. A Monday at ten unless the story says otherwise. */
export function securityWorld(off: readonly string[] = [], options: WorldOptions = {}): StoryWorld {
  const world = storyWorld({ pack: packOf(packData("sitrep")), people, ...options });
  world.packs.set("security", [packOf(securityData(off))]);
  const { store } = world;
  for (const person of people) store.setFact("person", person, personFact(person, {}));
  const group = (key: string, members: readonly string[], contacts: readonly string[] = []) => store.setFact("group", key, { key, people: members, contacts });
  group("security", ["sol", "sam"]);
  group("stakeholders", [], ["board"]);
  group("customers", [], ["customer-a"]);
  group("customer-security", [], ["customer-a"]);
  store.setFact("schedule", "ic-primary", schedule("ic-primary", "ana"));
  store.setFact("organisation", "organisation", {
    ...{ hours: hoursIn("UTC"), defaultProcess: "sitrep", staff: people, escalation: null },
    ...{ lastResort: ["mia"], admins: ["mia"] },
  });
  return world;
}

/** What is said of it. */
export const leak = (more: object = {}) => ({ title: "Customer data stand on a page of strangers", severity: 1, security: true, ...more });

/** Dan declares it; nobody commands yet. */
export const begun = (world: StoryWorld, more: object = {}) => world.open("dan", "declare", leak(more));
export type Story = Awaited<ReturnType<typeof begun>>;

/** Ana commands, Sol works on it. */
export async function led(world: StoryWorld, more: object = {}): Promise<Story> {
  const story = await begun(world, more);
  await story.does("ana", "assign-role", { role: "ic", person: "ana" });
  await story.does("sol", "assign-role", { role: "security_team", person: "sol" });
  return story;
}

/** The same with everybody in their seats. */
export async function crewed(world: StoryWorld, more: object = {}): Promise<Story> {
  const story = await led(world, more);
  for (const [role, person] of Object.entries({ service_representative: "ben", director: "dora", marketing: "mark", legal: "leo", executive: "max" }))
    await story.does("ana", "assign-role", { role, person });
  return story;
}
