/** The organisation of the simulation: its processes in several versions, its addresses, and the directory that deliveries ask. */
import type { AnyPack } from "../../src/core/kernel/engine.ts";
import { once } from "../../src/core/kernel/once.ts";
import type { Pack } from "../../src/core/pack/schema.ts";
import type { Postbox, Way } from "../../src/shell/postbox.ts";
import type { PackShelf } from "../../src/shell/processes/packs.ts";
import type { MemoryStore } from "../../src/store/memory.ts";
import { demoName, everybody, methodsOf, packData, packOf, personFact } from "../organisation.ts";
import type { Life, Machine } from "./machine.ts";

/** The ways everybody can be reached, in this order. */
export const channels = ["email", "sms"] as const;

/** Who is alerted at severity 1. */
export const team = everybody.slice(0, 3);

/** Everybody's address on a channel: what must never stand in an event. */
export function addressOf(owner: string, channel: string): string {
  return channel === "sms" ? `+1500555${String(100 + owner.length * 7 + owner.charCodeAt(0)).padStart(4, "0")}` : `demo-${owner}@example.test`;
}

/** Whose address that is. */
export function ownerOf(address: string): string | undefined {
  return [...everybody, "board", "investor", "customer-a"].find((owner) => channels.some((channel) => addressOf(owner, channel) === address));
}

/** A process that towns live under. */
export type TownProcess = "sitrep" | "graceful";

/** The process, and its next version, which pages again half as often. */
const ofSitrep = (version: number): Pack => {
  const data = packData("sitrep");
  const severities = data.severities as Record<string, { alert?: object }>;
  const alert = { ...severities[1]?.alert, again: version === 1 ? "2m" : "4m" };
  return packOf({ ...data, version, severities: { ...severities, 1: { ...severities[1], alert } } }) as Pack;
};

/** The process, and its next version, which asks the next expert half as soon. */
const ofGraceful = (version: number): Pack => {
  const data = packData("graceful");
  const experts = data.experts as { readonly first: object };
  return packOf({ ...data, version, experts: { ...experts, first: { ...experts.first, next: version === 1 ? "5m" : "10m" } } }) as Pack;
};

const versionsOf = once((process: TownProcess) => [1, 2].map(process === "sitrep" ? ofSitrep : ofGraceful));

/** The shelf that everybody reads, and the watchers' way to the version an incident is pinned to. */
export type Shelf = PackShelf & { readonly activate: (version: number) => void; readonly pinned: (version: number | null) => AnyPack };

export function shelfOf(process: TownProcess = "sitrep"): Shelf {
  const versions = versionsOf(process);
  let active = versions[0]!;
  const versioned = (version: number) => versions.find((pack) => pack.version === version) ?? null;
  return {
    active: async (key) => (key === active.key ? active : null),
    version: async (_key, version) => versioned(version),
    defaultKey: async () => active.key,
    activate: (version) => {
      active = versioned(version) ?? active;
    },
    pinned: (version) => ((version === null ? null : versioned(version)) ?? active) as unknown as AnyPack,
  };
}

/** The answer link as the message carries it, and what it opens. */
const link = (stream: string, page: string) => `${stream}~${page}`;

export function linked(url: string): { readonly stream: string; readonly page: string } | null {
  const [stream, page] = (url.split("/p/")[1] ?? "").split("~");
  return stream && page ? { stream, page } : null;
}

/** The directory of one town: methods that died stay dead, and the fact about their person changes with them. */
export function directoryOf(raw: MemoryStore): { readonly postboxFor: (life: Life, machine: Machine) => Postbox; readonly dead: ReadonlySet<string> } {
  const dead = new Set<string>();
  const way = (owner: string, channel: string): Way => ({ id: `${owner}-${channel}`, channel, to: { address: addressOf(owner, channel), secrets: [] } });
  const bury = (method: string) => {
    if (dead.has(method)) return;
    dead.add(method);
    const owner = method.split("-")[0]!;
    const living = channels.filter((channel) => !dead.has(`${owner}-${channel}`));
    raw.setFact("person", owner, personFact(owner, { methods: { [owner]: living } }));
  };
  const postboxFor = (life: Life, machine: Machine): Postbox => ({
    waysTo: async (name) =>
      methodsOf(name, channels)
        .filter(({ id }) => !dead.has(id))
        .map(({ channel }) => way(name, channel)),
    contact: async (contact) => (dead.has(`${contact}-email`) ? null : { way: way(contact, "email"), name: contact }),
    meetingReply: async () => null,
    mentioned: async (ids) => ({
      names: Object.fromEntries(ids.filter((id) => everybody.includes(id)).map((id) => [id, demoName(id)])),
      organisation: "Demo Shop",
      timeZone: "UTC",
    }),
    markDead: (method) => machine.operate(life, "postbox.markDead", () => bury(method)),
    sealed: () => ({}),
    answerLink: (_name, stream, page) => machine.operate(life, "postbox.answerLink", () => link(stream, page)),
    answerHandle: async () => "",
  });
  return { postboxFor, dead };
}
