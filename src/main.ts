#!/usr/bin/env node
/** Where everything meets: the only file that knows everyone. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { channels } from "./channels/index.ts";
import { type LocalCommands, program } from "./cli/program.ts";
import { type Config, readConfig } from "./config.ts";
import { buildApp } from "./http/app.ts";
import type { Deps } from "./http/deps.ts";
import { buildOps } from "./http/ops.ts";
import { webApp } from "./http/web-app.ts";
import { makeJoinLink } from "./shell/access/join.ts";
import type { Parts } from "./shell/access/parts.ts";
import { issueSetupToken, setupIsOpen } from "./shell/access/setup.ts";
import { type Database, joinDatabase, openDatabase } from "./shell/database.ts";
import { type EngineRoom, openEngineRoom } from "./shell/engine-room.ts";
import { openLog } from "./shell/log.ts";
import { metrics } from "./shell/metrics.ts";
import { realWorld } from "./shell/outside.ts";
import { sinkOf } from "./shell/sinks.ts";
import { backupTo, restoreFrom, schemas } from "./shell/upkeep.ts";
import { type Keyring, openKeyring } from "./store/access/secrets.ts";
import { allPeople } from "./store/directory/people.ts";
import { openDb } from "./store/directory/tables.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The folder that holds packs and the built web app: this file is in `src/` or in `dist/src/`. */
const root = here(import.meta.url.includes("/dist/src/") ? "../../" : "../");
const version = (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version;

function settings(): Config {
  const config = readConfig(process.env, (path) => readFileSync(path, "utf8"));
  if (!("problems" in config)) return config;
  for (const problem of config.problems) process.stderr.write(`${problem}\n`);
  process.exit(2);
}

/** What a channel needs to reach its provider, from the environment. Without it the channel is not there: the room still tells people whom to call. */
function channelSettings(config: Config): Record<string, unknown> {
  const { mail, sms } = config;
  return {
    webhook: {},
    ...(mail ? { email: { host: mail.host, port: mail.port, secure: mail.secure, user: mail.user, password: mail.password, fromAddress: mail.from } } : {}),
    ...(sms ? { sms: { ...sms, baseUrl: sms.baseUrl ?? undefined, statusCallbackUrl: `${config.publicUrl}/api/v1/callbacks/sms` } } : {}),
  };
}

/** A server: everything open, nothing listening yet. */
async function open(config: Config, rehearsal: boolean) {
  const log = openLog({ level: config.logLevel, node: config.nodeName, key: randomBytes(16).toString("hex") });
  const world = realWorld({ allow: config.webhookAllow, ownPorts: [config.port, config.statusPort, config.opsPort] });
  const numbers = metrics({ process: true });
  const database = await openDatabase(config, log);
  const keys = await keyring(config, world.random);
  const given = channelSettings(config);
  const room = await openEngineRoom({
    pool: database.pool,
    keys,
    world,
    version,
    rehearsal,
    node: config.nodeName,
    publicUrl: config.publicUrl,
    packsFolder: join(root, "packs"),
    works: config.roles.includes("worker"),
    channels: rehearsal ? channels.map(sinkOf) : channels.filter((channel) => given[channel.name] !== undefined),
    settings: (channel) => given[channel],
    log: {
      attempt: ({ channel, outcome, job, reason }) => {
        numbers.pageAttempts.inc({ channel, outcome });
        log.info({ job, channel, outcome, reason }, "message tried");
      },
      alarm: (stream, reason) => log.error({ stream, reason }, "automation of an incident was stopped"),
      failed: (loop, error) => log.error(error instanceof Error ? error : new Error(String(error)), `${loop} failed and will be tried again`),
    },
  });
  const parts: Parts = {
    db: room.db,
    world,
    keys,
    jobs: room.store.jobs,
    channels,
    publicUrl: config.publicUrl,
    node: config.nodeName,
    signals: room.store.signals,
    now: room.store.now,
    rolesOf: async (person) =>
      ((await room.store.read.fact("engagement", person)).value as { roles: { incident: string; role: string }[] } | null)?.roles ?? [],
  };
  const ready = async () => {
    const why = await readiness(database, room);
    return { app: why.length === 0, ingest: why.length === 0, why };
  };
  const deps: Deps = { parts, log, metrics: numbers, trustedProxies: config.trustedProxies, version, ready, plugins: [webApp(join(root, "dist/web"))] };
  return { log, world, database, room, parts, deps };
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
  if (rehearsal && (config.mail || config.sms)) return fail("A rehearsal holds no provider's credentials: unset QUARTERDECK_SMTP_… and QUARTERDECK_TWILIO_….");
  const server = await open(config, rehearsal);
  const app = await buildApp(server.deps);
  const ops = buildOps(server.deps);
  await app.listen({ host: config.host, port: config.port });
  await ops.listen({ host: "127.0.0.1", port: config.opsPort });
  if (await setupIsOpen(server.parts)) await printSetupToken(server.parts, config.publicUrl);
  process.stdout.write(`Quarterdeck ${version}${rehearsal ? " (rehearsal)" : ""} answers at ${config.publicUrl}\n`);
  await stopSignal();
  const cut = setTimeout(() => process.exit(1), 25_000);
  await app.close();
  await server.room.node?.stop(10_000);
  await ops.close();
  await server.world.close();
  await server.database.close();
  clearTimeout(cut);
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

async function printSetupToken(parts: Pick<Parts, "db" | "world">, publicUrl: string): Promise<number> {
  const token = await issueSetupToken(parts);
  if (token === null) return fail("This installation is set up already.");
  process.stdout.write(`\n  Set up Quarterdeck at ${publicUrl}/setup\n  with this token, within 30 minutes: ${token}\n\n`);
  return 0;
}

type At = { readonly config: Config; readonly database: Database; readonly world: ReturnType<typeof realWorld> };

/** Runs a command on the database, of a running server or of none. */
const beside = (work: (at: At) => Promise<number>) => onDatabase(joinDatabase, work);

/** Runs a command that no server may be beside of: with the embedded database, the folder must be free. */
const alone = (work: (at: At) => Promise<number>) => onDatabase(openDatabase, work);

async function onDatabase(reach: typeof openDatabase, work: (at: At) => Promise<number>): Promise<number> {
  const config = settings();
  const world = realWorld();
  const log = openLog({ level: "warn", node: config.nodeName, key: randomBytes(16).toString("hex") });
  const database = await reach(config, log);
  try {
    return await work({ config, database, world });
  } finally {
    await database.close();
    await world.close();
  }
}

const local: LocalCommands = {
  serve: () => serve(false),
  rehearse: () => serve(true),
  setupToken: () => beside(async ({ config, database, world }) => printSetupToken({ db: openDb(database.pool), world }, config.publicUrl)),
  backup: (file) => beside(async ({ database }) => say(`${await backupTo(database.pool, file)} rows written to ${file}`)),
  restore: (file) =>
    alone(async ({ database }) => say(`${await restoreFrom(database.pool, file)} rows restored. Paging is held until you say: quarterdeck paging resume`)),
  paging: (to) =>
    beside(async ({ database }) => {
      if (to !== "show")
        await database.pool.query("insert into setting (key, value) values ('paging', $1) on conflict (key) do update set value = excluded.value", [
          to === "hold" ? "held" : "running",
        ]);
      const { rows } = await database.pool.query<{ value: string }>("select value from setting where key = 'paging'");
      return say(`paging is ${rows[0]?.value ?? "running"}`);
    }),
  resetPassword: (email) =>
    beside(async ({ config, database, world }) => {
      const db = openDb(database.pool);
      const person = (await allPeople(db)).find((one) => one.email.toLowerCase() === email.toLowerCase());
      if (!person) return fail("There is nobody with that address.");
      const parts = { db, world, publicUrl: config.publicUrl, node: config.nodeName };
      const made = await makeJoinLink(parts, { person: person.id }, { person: person.id, kind: "reset", mail: false }, { ip: "local", agent: null });
      return "refused" in made ? fail(made.detail) : say(`Within ${made.hours} hours: ${made.link}`);
    }),
  doctor: () =>
    beside(async ({ config, database }) => {
      const numbers = await schemas(database.pool);
      say(`settings      good; data in ${config.data}`);
      say(`database      answers; schema ${numbers.database}, this program knows ${numbers.program}`);
      for (const channel of channels)
        say(`${channel.name.padEnd(13)} ${channelSettings(config)[channel.name] ? "configured" : "not configured: nobody is reached this way"}`);
      return numbers.database > numbers.program ? fail("The database is newer than this program.") : 0;
    }),
};

function say(line: string): number {
  process.stdout.write(`${line}\n`);
  return 0;
}

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
