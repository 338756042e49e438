/** A small organisation on the memory store with the real door, a clock that only stories move, and channels that end in a list. */
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { parse } from "yaml";
import type { Channel, Outcome } from "../src/channels/channel.ts";
import type { Message } from "../src/channels/message.ts";
import { sms } from "../src/channels/sms.ts";
import { incidents } from "../src/core/engine.ts";
import type { State } from "../src/core/incident/slices.ts";
import type { AnyPack, Engine } from "../src/core/kernel/engine.ts";
import type { Actor } from "../src/core/kernel/event.ts";
import type { FactKinds, Hours } from "../src/core/kernel/facts.ts";
import { isRefusal, type Refusal } from "../src/core/kernel/refusal.ts";
import { after, type Instant } from "../src/core/kernel/time.ts";
import { program } from "../src/core/kernel/viewer.ts";
import { readPack } from "../src/core/pack/read-pack.ts";
import { composerOf } from "../src/shell/compose.ts";
import { type Deliverer, deliverDue } from "../src/shell/deliver.ts";
import { doorOf, type Opened } from "../src/shell/dispatch.ts";
import type { PackShelf } from "../src/shell/packs.ts";
import type { Postbox, Way } from "../src/shell/postbox.ts";
import { statesOf } from "../src/shell/states.ts";
import { wakeDue } from "../src/shell/wake.ts";
import type { DoorParts } from "../src/shell/wanted.ts";
import { memoryStore } from "../src/store/memory.ts";

/** Nine to six from Monday to Friday in a zone, quiet from ten to seven. */
export function hoursIn(zone: string): Hours {
  const day: readonly [string, string] = ["09:00", "18:00"];
  return { zone, working: { 1: day, 2: day, 3: day, 4: day, 5: day }, quiet: ["22:00", "07:00"] };
}

/** A message as a channel was asked to send it. */
export type Sent = { readonly at: Instant; readonly channel: string; readonly to: string; readonly message: Message };

/** The shipped pack as plain data, switched off where asked. */
export function packData(key: string, off: readonly string[] = []): Record<string, unknown> {
  const data = parse(readFileSync(new URL(`../packs/${key}.yaml`, import.meta.url), "utf8")) as Record<string, unknown>;
  return { ...data, enforcement: { ...(data.enforcement as object), ...Object.fromEntries(off.map((id) => [id, "off"])) } };
}

/** A pack read from data; throws with its problems. */
export function packOf(data: unknown): AnyPack {
  const read = readPack(data);
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  return read.pack;
}

export type WorldOptions = {
  readonly pack?: AnyPack;
  readonly start?: Instant;
  readonly engine?: Engine<State>;
  readonly people?: readonly string[];
  readonly zones?: Readonly<Record<string, string>>;
  readonly methods?: Readonly<Record<string, readonly string[]>>;
};

/** Builds a world. Sunday, 1 March 2026 is not a working day; stories begin on Monday the second at 10:00 unless they say otherwise. */
export function storyWorld(options: WorldOptions = {}) {
  const people = options.people ?? ["ana", "ben", "cleo", "dan", "eve"];
  const engine = options.engine ?? incidents;
  const clock = { now: options.start ?? "2026-03-02T10:00:00.000Z" };
  let ids = 0;
  const id = () => `id${String(++ids).padStart(5, "0")}`;
  const store = memoryStore({ now: () => clock.now, id });
  const methodsOf = (person: string) => (options.methods?.[person] ?? ["email", "sms"]).map((channel) => ({ id: `${person}-${channel}`, channel }));
  const person = (name: string): FactKinds["person"] => ({
    id: name,
    active: true,
    hours: hoursIn(options.zones?.[name] ?? "UTC"),
    teams: ["response"],
    orgLevel: 1,
    methods: methodsOf(name),
  });
  for (const name of people) store.setFact("person", name, person(name));
  store.setFact("organisation", "organisation", { hours: hoursIn("UTC"), defaultProcess: "sitrep", staff: people });
  store.setFact("team", "response", { id: "response", name: "Response", members: people.slice(0, 3) });
  store.setFact("area", "web", { id: "web", name: "Web shop", team: "response", experts: [] });
  store.setFact("group", "stakeholders", { key: "stakeholders", people: [], contacts: ["board", "investor"] });
  store.setFact("group", "customers", { key: "customers", people: [], contacts: ["customer-a"] });
  store.setFact("runbook", "deployment", { key: "deployment", title: "Deployment", steps: ["Freeze deploys", "Roll back"], reviewedAt: null });
  const packs = new Map<string, AnyPack[]>([[(options.pack ?? packOf(packData("sitrep"))).key, [options.pack ?? packOf(packData("sitrep"))]]]);
  const shelf: PackShelf = {
    active: async (key) => (packs.get(key)?.at(-1) as never) ?? null,
    version: async (key, version) => (packs.get(key)?.find((pack) => pack.version === version) as never) ?? null,
    defaultKey: async () => [...packs.keys()][0]!,
  };
  const parts: DoorParts = { store, engine, packs: shelf, states: statesOf(engine, store, "story"), id };
  const dispatch = doorOf(parts);
  const sent: Sent[] = [];
  const outcomes: { next: (channel: string, to: string) => Outcome } = { next: () => ({ outcome: "ok", providerId: id(), delivered: false }) };
  const sink = (name: string): Channel => ({
    ...(sms as unknown as Channel),
    name,
    send: async (_wire, _settings, to, message) => {
      const outcome = outcomes.next(name, to.address);
      if (outcome.outcome !== "failed") sent.push({ at: clock.now, channel: name, to: to.address, message });
      return outcome;
    },
  });
  const way = (owner: string, channel: string): Way => ({ id: `${owner}-${channel}`, channel, to: { address: owner, secrets: [] } });
  const dead = new Set<string>();
  const postbox: Postbox = {
    waysTo: async (name) =>
      methodsOf(name)
        .map((method) => way(name, method.channel))
        .filter(({ id: method }) => !dead.has(method)),
    contact: async (contact) => ({ way: way(contact, "email"), name: contact }),
    names: async (all) =>
      Object.fromEntries(all.filter((name) => people.includes(name)).map((name) => [name, `Demo ${name[0]!.toUpperCase()}${name.slice(1)}`])),
    organisation: async () => ({ name: "Demo Shop", zone: "UTC" }),
    zoneOf: async () => null,
    sealed: () => ({}),
    markDead: async (method) => void dead.add(method),
    answerLink: async (name, _stream, page) => `link-${name}-${page}`,
  };
  const deliverer: Deliverer = {
    parts,
    dispatch,
    postbox,
    compose: composerOf(parts, postbox, "https://quarterdeck.example.test"),
    channels: [sink("sms"), sink("email")],
    settings: () => ({}),
    wire: { http: async () => Promise.reject(new Error("no")), mail: async () => Promise.reject(new Error("no")), nowMs: () => 0 },
    worker: "story",
    pauses: new Map(),
    log: () => undefined,
  };
  const alarms: string[] = [];
  const waker = { parts, dispatch, alarm: (_stream: string, reason: string) => void alarms.push(reason) };

  async function settle(): Promise<void> {
    for (let round = 0; round < 100; round++) if ((await wakeDue(waker)) + (await deliverDue(deliverer)) === 0) return;
    throw new Error("the world does not settle");
  }
  async function to(instant: Instant): Promise<void> {
    for (;;) {
      await settle();
      const next = await store.nextDue();
      if (next === null || next > instant) break;
      if (next > clock.now) clock.now = next;
    }
    clock.now = instant;
    await settle();
  }
  const actorOf = (who: string): Actor => (who.includes(":") || who === "time" || who === "system" ? (who as Actor) : `person:${who}`);
  async function ask(
    who: string,
    name: string,
    input: object,
    more: { stream?: string | null; key?: string; override?: { reason: string }; dryRun?: boolean } = {},
  ) {
    const actor = actorOf(who);
    const answer = await dispatch({
      stream: more.stream ?? null,
      name,
      input,
      actor,
      viewer: actor.startsWith("person:") ? { person: who, all: false } : program,
      ...more,
    });
    await settle();
    return answer;
  }
  const world = {
    clock,
    store,
    packs,
    shelf,
    parts,
    dispatch,
    deliverer,
    sent,
    outcomes,
    alarms,
    settle,
    to,
    ask,
    people,
    waker,
    /** Moves the clock so many milliseconds or an ISO duration on, from wake to wake. */
    pass: (duration: string) => to(after(clock.now, duration)),
    /** Opens an incident; throws what refused it. */
    open: async (who: string, name: "report" | "declare", input: object): Promise<Story> => {
      const answer = await ask(who, name, input);
      if (isRefusal(answer) || "elsewhere" in answer) throw new Error(JSON.stringify(answer));
      return story(answer.stream);
    },
  };
  type Story = ReturnType<typeof story>;
  function story(stream: string) {
    return {
      stream,
      /** Sends a command and throws its refusal. */
      does: async (who: string, name: string, input: object = {}, override?: { reason: string }): Promise<Opened> => {
        const answer = await ask(who, name, input, { stream, ...(override ? { override } : {}) });
        if (isRefusal(answer) || "elsewhere" in answer) throw new Error(`${name} by ${who}: ${JSON.stringify(answer)}`);
        return answer;
      },
      /** Sends a command that must be refused and gives the refusal. */
      refuses: async (who: string, name: string, input: object = {}, override?: { reason: string }): Promise<Refusal> => {
        const answer = await ask(who, name, input, { stream, ...(override ? { override } : {}) });
        expect(isRefusal(answer), `${name} by ${who} should be refused`).toBe(true);
        return answer as Refusal;
      },
      state: async (): Promise<State> => (await world.parts.states.read(program, stream))!.folded.state,
      events: async () => store.read.events(program, stream, 0, 1_000),
      outbox: async (filter: { person?: string; channel?: string } = {}) => store.jobs.outbox(program, { stream, ...filter, limit: 1_000 }),
      duties: async (states?: readonly string[]) => store.read.duties(program, { stream, ...(states ? { states } : {}), limit: 1_000 }),
      row: async () => (await store.read.find(program, stream))!,
    };
  }
  return { ...world, story };
}

export type StoryWorld = ReturnType<typeof storyWorld>;
