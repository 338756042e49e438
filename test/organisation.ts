/** The demo organisation that stories and the simulation share: its people, its pack, and the facts the core reads of it. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { AnyPack } from "../src/core/kernel/engine.ts";
import type { FactKinds } from "../src/core/kernel/facts.ts";
import type { Hours } from "../src/core/kernel/house-facts.ts";
import { readPack } from "../src/core/pack/read-pack.ts";
import type { MemoryStore } from "../src/store/memory.ts";

/** Nine to six from Monday to Friday in a zone, quiet from ten to seven. */
export function hoursIn(zone: string): Hours {
  const day: readonly [string, string] = ["09:00", "18:00"];
  return { zone, working: { 1: day, 2: day, 3: day, 4: day, 5: day }, quiet: ["22:00", "07:00"] };
}

/** Packs as they lie on the disk, read once. */
const files = new Map<string, Record<string, unknown>>();

/** The shipped pack as plain data, switched off where asked. */
export function packData(key: string, off: readonly string[] = []): Record<string, unknown> {
  const data = files.get(key) ?? (parse(readFileSync(new URL(`../packs/${key}.yaml`, import.meta.url), "utf8")) as Record<string, unknown>);
  files.set(key, data);
  return { ...structuredClone(data), enforcement: { ...(data.enforcement as object), ...Object.fromEntries(off.map((id) => [id, "off"])) } };
}

/** A pack read from data; throws with its problems. */
export function packOf(data: unknown): AnyPack {
  const read = readPack(data);
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  return read.pack;
}

/** Everybody, unless a story says otherwise; the first three are the response team. */
export const everybody: readonly string[] = ["ana", "ben", "cleo", "dan", "eve"];

/** How people are called in messages. */
export function demoName(person: string): string {
  return `Demo ${person[0]!.toUpperCase()}${person.slice(1)}`;
}

/** The ways to reach a person, in their order. */
export function methodsOf(person: string, channels: readonly string[] = ["email", "sms"]): { readonly id: string; readonly channel: string }[] {
  return channels.map((channel) => ({ id: `${person}-${channel}`, channel }));
}

/** What a store is told of the organisation. */
export type Told = {
  readonly people: readonly string[];
  readonly zones?: Readonly<Record<string, string>>;
  readonly methods?: Readonly<Record<string, readonly string[]>>;
};

/** The fact about one person. */
export function personFact(person: string, told: Omit<Told, "people">): FactKinds["person"] {
  return {
    id: person,
    active: true,
    hours: hoursIn(told.zones?.[person] ?? "UTC"),
    teams: ["response"],
    orgLevel: 1,
    methods: methodsOf(person, told.methods?.[person]),
    rules: { page: [], notice: [] },
  };
}

/** Writes every fact of the organisation. */
export function tell(store: Pick<MemoryStore, "setFact">, told: Told): void {
  const { people } = told;
  for (const name of people) store.setFact("person", name, personFact(name, told));
  store.setFact("organisation", "organisation", {
    hours: hoursIn("UTC"),
    defaultProcess: "sitrep",
    staff: people,
    escalation: null,
    lastResort: people.slice(0, 1),
  });
  store.setFact("team", "response", { id: "response", name: "Response", members: people.slice(0, 3) });
  store.setFact("area", "web", { id: "web", name: "Web shop", team: "response", experts: [], escalation: null });
  store.setFact("group", "stakeholders", { key: "stakeholders", people: [], contacts: ["board", "investor"] });
  store.setFact("group", "customers", { key: "customers", people: [], contacts: ["customer-a"] });
  store.setFact("runbook", "deployment", { key: "deployment", title: "Deployment", steps: ["Freeze deploys", "Roll back"], reviewedAt: null });
}
