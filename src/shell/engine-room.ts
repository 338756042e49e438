/** Everything of a node behind its listeners: store, processes, door, postbox and the loops, put together. */

import type { Pool } from "pg";
import type { Channel } from "../channels/channel.ts";
import { engineOf } from "../core/engines.ts";
import type { Keyring } from "../store/access/secrets.ts";
import { forgetOld } from "../store/access/sessions.ts";
import { factStatement } from "../store/directory/facts.ts";
import { storedLimits } from "../store/directory/limits.ts";
import { adminIds } from "../store/directory/people.ts";
import { sourceById } from "../store/directory/sources.ts";
import { type Db, openDb, openSlowDb } from "../store/directory/tables.ts";
import type { Store } from "../store/log.ts";
import { postgresStore, setClock } from "../store/postgres.ts";
import { forget, type Keeping } from "../store/retention.ts";
import { isSynthetic } from "../store/signals.ts";
import { defaultStormLimit } from "../store/storming.ts";
import { composerOf } from "./compose.ts";
import { breakersOf } from "./deliver/breakers.ts";
import { newsOf } from "./deliver/news.ts";
import type { Deliverer } from "./deliver/node.ts";
import { poolsOf } from "./deliver/pools.ts";
import { directoryPostbox } from "./directory-postbox.ts";
import { type Dispatch, doorOf } from "./dispatch.ts";
import { groupedIntake } from "./grouped.ts";
import { groupCommit, type SourceOrders } from "./ingest.ts";
import { lately } from "./lately.ts";
import { limitsInForce } from "./limits.ts";
import { calendarStatement } from "./oncall/holidays.ts";
import { scheduleChores } from "./oncall/streams.ts";
import type { Postbox } from "./postbox.ts";
import type { PackShelf } from "./processes/packs.ts";
import { type ClockPort, rehearsalClock } from "./rehearsal.ts";
import { type RunningNode, startNode } from "./run.ts";
import { shelfOf, shipPacks } from "./shelf.ts";
import { statesOf } from "./states.ts";
import type { DoorParts } from "./wanted.ts";
import { loopbackChannel, withNobody } from "./watch/loopback.ts";
import { type Sign, signsOf } from "./watch/monitors.ts";
import { syntheticOrders } from "./watch/synthetic-pages.ts";
import { type Watch, type WatchFigures, watchOf } from "./watch/watch.ts";
import type { World } from "./world.ts";

/** What it is built from. `channels` are those that can send here; `rehearsal` makes the clock stand still until it is moved. */
export type RoomParts = {
  readonly pool: Pool;
  /** Connections for alerts on their way in. */
  readonly intake: Pool;
  /** A connection for housekeeping, which no page waits for. */
  readonly house: Pool;
  readonly keeping: Keeping;
  readonly keys: Keyring;
  readonly world: World;
  readonly channels: readonly Channel[];
  readonly settings: (channel: string) => unknown;
  readonly packsFolder: string;
  readonly publicUrl: string;
  readonly node: string;
  readonly version: string;
  readonly rehearsal: boolean;
  /** Whom we tell that we are well, after each synthetic page that came back. */
  readonly heartbeatUrls: readonly string[];
  /** Whether this node runs the loops (role `worker`). */
  readonly works: boolean;
  readonly log: {
    readonly attempt: Deliverer["log"];
    readonly alarm: (stream: string, reason: string) => void;
    /** The auditor woke a stream that nothing else would have woken. */
    readonly repaired: (stream: string) => void;
    readonly failed: (loop: string, error: unknown) => void;
  };
};

/** What listeners use. */
export type EngineRoom = {
  readonly db: Db;
  readonly store: Store;
  readonly door: DoorParts;
  readonly dispatch: Dispatch;
  readonly packs: PackShelf;
  readonly intake: ReturnType<typeof groupCommit> & { readonly grouped: ReturnType<typeof groupedIntake>; readonly sign: Sign };
  readonly node: RunningNode | null;
  readonly clock: ClockPort | null;
  readonly postbox: Postbox;
  /** Ends what runs here; sends under way get at most so many milliseconds. */
  readonly stop: (graceMs: number) => Promise<void>;
  /** The circuit of each channel on this node. */
  readonly circuits: Deliverer["breakers"]["states"];
  /** How we watch ourselves. */
  readonly watched: () => Promise<WatchFigures>;
};

/** The process that an organisation without one begins with. */
const firstProcess = "sitrep";

/** Builds the room and starts its loops. */
export async function openEngineRoom(parts: RoomParts): Promise<EngineRoom> {
  const { pool, world, node: name, heartbeatUrls } = parts;
  const db = openDb(pool);
  const store = await openStore(parts);
  await shipPacks(db, { actor: "system", ip: null, node: name }, parts.packsFolder, await store.now());
  const packs = shelfOf(db, firstProcess);
  const door: DoorParts = { store, engineOf, packs, states: statesOf(engineOf, store, parts.version), id: world.id };
  const deaf = store.listen((news) => void ((news ?? "erased") === "erased" && door.states.forget()));
  const dispatch = doorOf(door);
  const commits = groupCommit(store.signals);
  const intake = { ...commits, grouped: groupedIntake(commits.accept, world.sleep), sign: signsOf({ db, now: store.now }) };
  const watch = watchOf({ db, store, door, dispatch, accept: intake.accept, world, node: name, heartbeatUrls, repaired: parts.log.repaired });
  const postbox = withNobody(directoryPostbox({ db, keys: parts.keys, world, node: name, jobs: store.jobs }));
  const core: Core = { db, store, door, dispatch, postbox, watch };
  const deliverer = delivererOf(parts, core);
  const node = parts.works ? nodeOf(parts, core, deliverer) : null;
  const clock = parts.rehearsal ? rehearsalClock({ store, write: (now) => setClock(pool, now), settle: async () => node?.settle() }) : null;
  const stop = async (graceMs: number) => {
    deaf();
    await node?.stop(graceMs);
  };
  return { db, store, door, dispatch, packs, intake, node, clock, postbox, stop, circuits: deliverer.breakers.states, watched: watch.figures };
}

/** What the loops are made of. */
type Core = Pick<EngineRoom, "db" | "store" | "door" | "dispatch" | "postbox"> & { readonly watch: Watch };

function delivererOf(parts: RoomParts, { db, store, door, dispatch, postbox, watch }: Core): Deliverer {
  const { world, settings } = parts;
  const limits = lately({ ask: async () => limitsInForce((await storedLimits(db))?.overrides), freshMs: 1_000, monotonicMs: world.monotonicMs });
  return {
    parts: door,
    dispatch,
    postbox,
    compose: composerOf(door, postbox, parts.publicUrl),
    channels: [...parts.channels, loopbackChannel(watch.arrived)],
    settings,
    wire: world,
    worker: `${parts.node}-${world.id()}`,
    limits: () => limits("organisation"),
    breakers: breakersOf(world.monotonicMs),
    pools: poolsOf(),
    news: newsOf({ jobs: store.jobs, admins: () => adminIds(db), now: store.now }),
    monotonicMs: world.monotonicMs,
    log: parts.log.attempt,
  };
}

function nodeOf(parts: RoomParts, { db, store, door, dispatch, watch }: Core, deliverer: Deliverer): RunningNode {
  const { world, log } = parts;
  const stormLimit = lately({ ask: (source) => stormLimitOf(db, source), freshMs: 5_000, monotonicMs: world.monotonicMs });
  const alarm = (stream: string, reason: string) => {
    log.alarm(stream, reason);
    watch.quarantined(stream, reason).catch((error: unknown) => log.failed("telling of a stopped automation", error));
  };
  return startNode({
    waker: { parts: door, dispatch, alarm, failures: new Map() },
    deliverer,
    router: { signals: store.signals, dispatch, orders: (source) => ordersOf(db, source), stormLimit },
    world,
    keepHouse: async (round) => {
      const hour = round % 60 === 0;
      if (hour) await forgetOld(openSlowDb(parts.house));
      await forget(parts.house, parts.keeping, hour ? "all" : "often");
    },
    // Where time stands still until somebody moves it there is nothing to watch.
    chores: [...(parts.rehearsal ? [] : watch.chores), ...scheduleChores({ db, dispatch, keys: parts.keys, node: parts.node, now: store.now, world })],
    failed: log.failed,
  });
}

async function openStore({ pool, intake, world, rehearsal, log }: RoomParts): Promise<Store> {
  if (rehearsal) {
    const { rows } = await pool.query<{ now: Date }>("select now from rehearsal_clock");
    if (rows.length === 0) await setClock(pool, new Date(world.nowMs()).toISOString());
  }
  return postgresStore({
    pool,
    intake,
    clock: rehearsal ? "manual" : "database",
    id: world.id,
    facts: (kind) => (kind === "calendar" ? calendarStatement(world) : factStatement(kind)),
    sleep: world.sleep,
    trouble: (error: unknown) => log.failed("hints", error),
  });
}

/** What a source's settings say of its groups. */
async function ordersOf(db: Db, source: string): Promise<SourceOrders | null> {
  if (isSynthetic(source)) return syntheticOrders;
  const row = await sourceById(db, source);
  if (!row || row.revokedAt !== null) return null;
  const { area = null, process = null, declare = "report" } = row.settings as Partial<Omit<SourceOrders, "name">>;
  return { name: row.title, area, process, declare };
}

/** How many incidents a source may open within ten minutes. */
async function stormLimitOf(db: Db, source: string): Promise<number> {
  const { stormLimit } = ((await sourceById(db, source))?.settings ?? {}) as { readonly stormLimit?: unknown };
  return typeof stormLimit === "number" ? stormLimit : defaultStormLimit;
}
