#!/usr/bin/env node
/** Where everything meets: the only file that knows everyone. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { channels } from "./channels/index.ts";
import { newPushKeys } from "./channels/push.ts";
import { type LocalCommands, program } from "./cli/program.ts";
import { type Config, channelSettings, environment, readConfig } from "./config.ts";
import { incidents } from "./core/engine.ts";
import { loopback } from "./core/synthetic.ts";
import { buildApp } from "./http/app.ts";
import type { Deps } from "./http/deps.ts";
import { incidentRoutes } from "./http/incidents/index.ts";
import type { IncidentParts } from "./http/incidents/parts.ts";
import { buildPublic } from "./http/incidents/public.ts";
import { readinessRoutes } from "./http/oncall/reports.ts";
import { buildOps } from "./http/ops.ts";
import { plainStyle } from "./http/plain.ts";
import { processRoutes } from "./http/processes/processes.ts";
import { reachRoutes } from "./http/reach.ts";
import { templateRoutes } from "./http/templates.ts";
import { webApp } from "./http/web-app.ts";
import { linkByCode } from "./shell/access/chat-codes.ts";
import { sourceOfKey } from "./shell/access/keys.ts";
import { readLink, useLink } from "./shell/access/links.ts";
import type { Parts } from "./shell/access/parts.ts";
import { guess } from "./shell/access/password.ts";
import { setupIsOpen } from "./shell/access/setup.ts";
import { filesOf } from "./shell/attachments.ts";
import { type Database, openDatabase } from "./shell/database.ts";
import { type EngineRoom, openEngineRoom } from "./shell/engine-room.ts";
import { feedOf } from "./shell/feed.ts";
import { hearingOf } from "./shell/hear/hearing.ts";
import { lately } from "./shell/lately.ts";
import { openLog } from "./shell/log.ts";
import { metrics } from "./shell/metrics.ts";
import { levelsOf } from "./shell/oncall/readiness.ts";
import { openStream } from "./shell/oncall/streams.ts";
import { operatorOf, setupInvitation } from "./shell/operator.ts";
import { realWorld } from "./shell/outside.ts";
import { previewsOf } from "./shell/previews.ts";
import { sinkOf } from "./shell/sinks.ts";
import { doubts } from "./shell/upkeep.ts";
import { viewDirectoryOf } from "./shell/view-directory.ts";
import { viewPartsOf } from "./shell/view-parts.ts";
import { followChanges } from "./shell/wake.ts";
import { type Keyring, openKeyring } from "./store/access/secrets.ts";
import { serverKey } from "./store/access/server-keys.ts";
import { audit } from "./store/directory/change.ts";
import { personOfChat } from "./store/directory/chat-identities.ts";
import { organisationOf } from "./store/directory/organisation.ts";
import { openDb, openSlowDb } from "./store/directory/tables.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The folder that holds packs and the built web app: this file is in `src/` or in `dist/src/`. */
const root = here(import.meta.url.includes("/dist/src/") ? "../../" : "../");
const styleFile = join(root, "dist/web/plain.css");
const version = (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version;

function settings(): Config {
  const config = readConfig(environment(), (path) => readFileSync(path, "utf8"));
  if (!("problems" in config)) return config;
  for (const problem of config.problems) process.stderr.write(`${problem}\n`);
  process.exit(2);
}

/** What is opened before anything else: log, way out, numbers, database, keys. */
async function openGround(config: Config) {
  const world = realWorld({ allow: config.webhookAllow, ownPorts: [config.port, config.statusPort, config.opsPort] });
  const log = openLog({ level: config.logLevel, node: config.nodeName, key: textOf(world.random(16)) });
  const database = await openDatabase(config, log);
  const keys = await keyring(config, world.random);
  const push = await serverKey(openDb(database.pool), keys, "push", newPushKeys);
  const settled = channelSettings(config);
  const given: Record<string, unknown> = { ...settled, push: { ...(settled.push as object), ...push } };
  return { config, world, log, database, numbers: metrics({ process: true }), keys, given, pushKey: push.publicKey };
}

type Ground = Awaited<ReturnType<typeof openGround>>;

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** The engine room over the ground; a rehearsal's channels end in sinks. */
function openRoom({ config, world, log, database, numbers, keys, given }: Ground, rehearsal: boolean): Promise<EngineRoom> {
  return openEngineRoom({
    pool: database.pool,
    intake: database.intake,
    house: database.house,
    keeping: config.retention,
    keys,
    world,
    version,
    rehearsal,
    node: config.nodeName,
    publicUrl: config.publicUrl,
    packsFolder: join(root, "packs"),
    heartbeatUrls: config.heartbeatUrls,
    works: config.roles.includes("worker"),
    channels: rehearsal ? channels.map(sinkOf) : channels.filter((channel) => given[channel.name] !== undefined),
    settings: (channel) => given[channel],
    log: {
      attempt: ({ event, channel, outcome, job, reason, lateMs }) => {
        if (event === "limit") {
          numbers.limitsReached.inc({ channel });
          return log.info({ job, channel, reason }, "a limit holds a message back");
        }
        // Pages to nobody are no statistics.
        if (channel === loopback) return;
        numbers.pageAttempts.inc({ channel, outcome });
        numbers.pageDueLagSeconds.observe(lateMs / 1_000);
        log.info({ job, channel, outcome, reason }, "message tried");
      },
      alarm: (stream, reason) => log.error({ stream, reason }, "automation of an incident was stopped"),
      repaired: (stream) => {
        numbers.auditRepairs.inc();
        log.error({ stream }, "nothing would have woken this stream: the auditor did");
      },
      failed: (loop, error) => log.error(error instanceof Error ? error : new Error(String(error)), `${loop} failed and will be tried again`),
    },
  });
}

/** What access and the directory are made of. */
function accessParts({ config, world, keys, database, log }: Ground, { db, store, door, dispatch }: EngineRoom): Parts {
  type Held = { readonly roles: readonly { readonly incident: string; readonly role: string }[] };
  return {
    ...{ db, world, keys, channels },
    slowDb: openSlowDb(database.house),
    jobs: store.jobs,
    publicUrl: config.publicUrl,
    node: config.nodeName,
    signals: store.signals,
    now: store.now,
    // A schedule that cannot be watched at once is found by the census a minute later.
    watchSchedule: (key) => openStream(dispatch, key).catch((error: unknown) => log.error({ err: error, schedule: key }, "a schedule is not watched yet")),
    followChanges: () => followChanges({ parts: door, dispatch }, (error) => log.error({ err: error }, "a change is followed a moment later")),
    rolesOf: async (person) => ((await store.read.fact("engagement", person)).value as Held | null)?.roles ?? [],
  };
}

/** A server: everything open, nothing listening yet. */
async function open(config: Config, rehearsal: boolean) {
  const ground = await openGround(config);
  const { log, world, database, given } = ground;
  const room = await openRoom(ground, rehearsal);
  const parts = accessParts(ground, room);
  ground.numbers.watch(async () => ({
    ...(await doubts(database.pool)),
    engineAgeMs: room.node?.engineAgeMs() ?? 0,
    circuits: room.circuits(),
    waiting: { work: database.pool.waitingCount, intake: database.intake.waitingCount },
    watch: await room.watched(),
  }));
  const ready = async () => {
    const why = await readiness(database, room);
    return { app: why.length === 0, ingest: why.length === 0, why };
  };
  const trouble = (reason: string) => log.warn({ reason }, "the feed could not read the log");
  const served = incidentParts({ room, parts, world, settings: (channel) => given[channel], trouble });
  const styles = plainStyle(existsSync(styleFile) ? readFileSync(styleFile, "utf8") : "");
  const offered = channels.map(({ name, title, wakes }) => ({ name, title, wakes, ready: rehearsal || given[name] !== undefined }));
  const reach = reachRoutes(offered, ground.pushKey);
  const plugins = [
    ...incidentRoutes(served),
    readinessRoutes(() => levelsOf(room.packs)),
    reach,
    processRoutes,
    templateRoutes(previewsOf(channels)),
    styles,
    webApp(join(root, "dist/web")),
  ];
  const deps: Deps = { parts, log, metrics: ground.numbers, trustedProxies: config.trustedProxies, version, ready, plugins };
  const organisation = async () => {
    const found = await organisationOf(room.db);
    return { name: found?.name ?? "Quarterdeck", zone: found?.zone ?? "UTC" };
  };
  const shown = buildPublic({ views: served.views, organisation }, { ready, log, plugins: [styles] });
  return { world, database, room, parts, deps, feed: served.feed, shown };
}

type Served = {
  readonly room: EngineRoom;
  readonly parts: Parts;
  readonly world: ReturnType<typeof realWorld>;
  readonly settings: (channel: string) => unknown;
  readonly trouble: (reason: string) => void;
};

/** What the incidents' routes are handed: the door, the views, and the ways in that are not the API. */
function incidentParts({ room, parts, world, settings, trouble }: Served): IncidentParts {
  const { db, store, door, dispatch, intake, clock } = room;
  const views = viewPartsOf(door, viewDirectoryOf(db));
  return {
    engine: incidents,
    dispatch,
    intake,
    clock,
    world,
    views,
    feed: feedOf({ store, engine: incidents, sleep: world.sleep, trouble }),
    sourceOfKey: lately({ ask: (key) => sourceOfKey(parts, key), freshMs: 500, monotonicMs: world.monotonicMs, keeps: (source) => source !== null }),
    links: { read: (token) => readLink(parts, token), use: (token) => useLink(parts, token) },
    files: filesOf(parts),
    nextDue: store.nextDue,
    personOfChat: (user, name) => personOfChat(db, user, name),
    linkChat: (link, from) => linkByCode(parts, link, from),
    ...hearingOf({ channels, settings, store, dispatch, views, directory: parts }),
    guessed: (what, ip) => guess(parts, what, { ip }),
    exported: (person, what, ip) => audit(db, { actor: `person:${person}`, ip, node: parts.node }, { action: "exported", subject: what }),
  };
}

async function readiness(database: Database, room: EngineRoom): Promise<string[]> {
  const why: string[] = [];
  if (!database.ready()) why.push("the database is starting again");
  const answers = await Promise.race([
    room.store.now().then(
      () => true,
      () => false,
    ),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 2_000)),
  ]);
  if (!answers) why.push("the database does not answer");
  if (room.node && room.node.engineAgeMs() > 10_000) why.push("the engine has not looked for 10 seconds");
  return why;
}

function keyring(config: Config, random: (bytes: number) => Uint8Array): Promise<Keyring> {
  return openKeyring(config.keyFile ?? join(config.data, "key"), (bytes) => Buffer.from(random(bytes)), config.keyFile === null);
}

/** Serves until SIGTERM or SIGINT; then drains within 20 seconds. */
async function serve(rehearsal: boolean): Promise<number> {
  const config = settings();
  if (rehearsal && (config.mail || config.phone))
    return fail("A rehearsal holds no provider's credentials: unset QUARTERDECK_SMTP_… and QUARTERDECK_TWILIO_….");
  const server = await open(config, rehearsal);
  const app = await buildApp(server.deps);
  const ops = buildOps(server.deps);
  try {
    await app.listen({ host: config.host, port: config.port });
    await server.shown.listen({ host: config.host, port: config.statusPort });
    await ops.listen({ host: "127.0.0.1", port: config.opsPort });
    if (await setupIsOpen(server.parts)) process.stdout.write(await setupInvitation(server.parts, config.publicUrl));
    process.stdout.write(`Quarterdeck ${version}${rehearsal ? " (rehearsal)" : ""} answers at ${config.publicUrl}\n`);
    await stopSignal();
  } finally {
    // Also where it could not begin, because a port is taken: the database must not be left running.
    const cut = setTimeout(() => process.exit(1), 19_000);
    server.feed.close();
    await app.close();
    await server.shown.close();
    await server.room.stop(10_000);
    await ops.close();
    await server.world.close();
    await server.database.close();
    clearTimeout(cut);
  }
  return 0;
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = () => {
      if (asked) process.exit(1);
      asked = true;
      resolve();
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
  });
}

const operator = operatorOf({
  settings,
  channels: () => channels.map(({ name }) => ({ name, configured: channelSettings(settings())[name] !== undefined })),
  out: (line) => process.stdout.write(`${line}\n`),
  error: (line) => process.stderr.write(`${line}\n`),
});

const local: LocalCommands = { serve: () => serve(false), rehearse: () => serve(true), ...operator };

function fail(line: string): number {
  process.stderr.write(`${line}\n`);
  return 1;
}

program(local, version)
  .parseAsync()
  .then(
    () => undefined,
    (error: unknown) => {
      process.exitCode = fail(error instanceof Error ? error.message : String(error));
    },
  );
