/** A small organisation on the memory store with the real door, a clock that only stories move, and channels that end in a list. */
import { expect } from "vitest";
import type { Channel, Outcome } from "../src/channels/channel.ts";
import type { Message } from "../src/channels/message.ts";
import { sms } from "../src/channels/sms.ts";
import { incidents } from "../src/core/engine.ts";
import { engineOf } from "../src/core/engines.ts";
import type { State } from "../src/core/incident/slices.ts";
import type { AnyPack, Engine } from "../src/core/kernel/engine.ts";
import type { Actor } from "../src/core/kernel/event.ts";
import { isRefusal, type Refusal } from "../src/core/kernel/refusal.ts";
import { after, type Instant } from "../src/core/kernel/time.ts";
import { program } from "../src/core/kernel/viewer.ts";
import { composerOf } from "../src/shell/compose.ts";
import { breakersOf } from "../src/shell/deliver/breakers.ts";
import { newsOf } from "../src/shell/deliver/news.ts";
import type { Deliverer } from "../src/shell/deliver/node.ts";
import { poolsOf } from "../src/shell/deliver/pools.ts";
import { deliverDue } from "../src/shell/deliver.ts";
import { doorOf, type Opened } from "../src/shell/dispatch.ts";
import type { Postbox, Way } from "../src/shell/postbox.ts";
import type { PackShelf } from "../src/shell/processes/packs.ts";
import { statesOf } from "../src/shell/states.ts";
import { wakeDue } from "../src/shell/wake.ts";
import type { DoorParts } from "../src/shell/wanted.ts";
import type { Limits } from "../src/store/limits.ts";
import { memoryStore } from "../src/store/memory.ts";
import { demoName, everybody, methodsOf, packData, packOf, tell } from "./organisation.ts";

/** A message as a channel was asked to send it. */
export type Sent = { readonly at: Instant; readonly channel: string; readonly to: string; readonly message: Message };

export type WorldOptions = {
  readonly pack?: AnyPack;
  readonly start?: Instant;
  readonly engine?: Engine<State>;
  readonly people?: readonly string[];
  readonly zones?: Readonly<Record<string, string>>;
  readonly methods?: Readonly<Record<string, readonly string[]>>;
  /** Limits of messages; stories that are not about them have wide ones. */
  readonly limits?: Limits;
};

/** Limits that no story reaches by accident. */
const wide: Limits = { addresses: {}, each: [], person: { most: 1_000, perSeconds: 60 }, day: { most: 10_000 } };

/** Builds a world. Sunday, 1 March 2026 is not a working day; stories begin on Monday the second at 10:00 unless they say otherwise. */
export function storyWorld(options: WorldOptions = {}) {
  const people = options.people ?? everybody;
  const engine = options.engine ?? incidents;
  const clock = { now: options.start ?? "2026-03-02T10:00:00.000Z" };
  let ids = 0;
  const id = () => `id${String(++ids).padStart(5, "0")}`;
  const store = memoryStore({ now: () => clock.now, id });
  const { zones = {}, methods = {} } = options;
  tell(store, { people, zones, methods });
  const packs = new Map<string, AnyPack[]>([[(options.pack ?? packOf(packData("sitrep"))).key, [options.pack ?? packOf(packData("sitrep"))]]]);
  const drafts = new Map<string, AnyPack>();
  const shelf: PackShelf = {
    draft: async (key) => (drafts.get(key) as never) ?? null,
    active: async (key) => (packs.get(key)?.at(-1) as never) ?? null,
    version: async (key, version) => (packs.get(key)?.find((pack) => pack.version === version) as never) ?? null,
    defaultKey: async () => [...packs.keys()][0]!,
  };
  const engineHere = (stream: string) => (engineOf(stream) === incidents ? engine : engineOf(stream));
  const parts: DoorParts = { store, engineOf: engineHere, packs: shelf, states: statesOf(engineHere, store, "story"), id };
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
      methodsOf(name, methods[name])
        .map((method) => way(name, method.channel))
        .filter(({ id: method }) => !dead.has(method)),
    meetingReply: async (meeting) => `METHOD:REPLY for ${meeting}`,
    contact: async (contact) => ({ way: way(contact, "email"), name: contact }),
    mentioned: async (all) => ({
      names: Object.fromEntries(all.filter((name) => people.includes(name)).map((name) => [name, demoName(name)])),
      organisation: "Demo Shop",
      timeZone: "UTC",
    }),
    sealed: () => ({}),
    markDead: async (method) => void dead.add(method),
    answerLink: async (name, _stream, page) => `link-${name}-${page}`,
    answerHandle: async (_way, { page }) => page,
  };
  const deliverer: Deliverer = {
    parts,
    dispatch,
    postbox,
    compose: composerOf(parts, postbox, "https://quarterdeck.example.test"),
    channels: [sink("sms"), sink("email"), sink("voice")],
    settings: () => ({}),
    wire: { http: async () => Promise.reject(new Error("no")), mail: async () => Promise.reject(new Error("no")), nowMs: () => 0 },
    worker: "story",
    limits: async () => options.limits ?? wide,
    breakers: breakersOf(() => Date.parse(clock.now)),
    pools: poolsOf(),
    news: newsOf({ jobs: store.jobs, admins: async () => people.slice(0, 1), now: async () => clock.now }),
    monotonicMs: () => Date.parse(clock.now),
    log: () => undefined,
  };
  const alarms: string[] = [];
  const waker = { parts, dispatch, alarm: (_stream: string, reason: string) => void alarms.push(reason), failures: new Map<string, number>() };

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
    /** Versions that nobody has put in force, by the key of their process. */
    drafts,
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
