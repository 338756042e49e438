/**
 * `npm run bench`: measures, prints ratios of one run, and judges nothing by time. `npm run bench -- signals` runs one (or several, by name), `-- --full` takes longer:
 * the storm then is that of R1 and R5.
 */
import { spawnSync } from "node:child_process";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { simulate } from "../simulation/simulate.ts";
import { doorRates, onDatabase } from "./door.ts";
import { bareHttpFloor, insertFloor } from "./floors.ts";
import { databaseMemory, residentOf } from "./memory.ts";
import { pageLateness } from "./pages.ts";
import { scheduleRates } from "./schedules.ts";
import { secrets } from "./secrets.ts";
import { measureAlertmanager, measureOurs, prepareOurs } from "./signals.ts";
import { steady } from "./steady.ts";
import { storm } from "./storm.ts";
import { type Line, table } from "./table.ts";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const full = process.argv.includes("--full");
const seconds = full ? 15 : 3;

/** Alerts in and out, beside Alertmanager and beside what this machine can do at all; and the server at rest. */
async function signals(): Promise<readonly Line[]> {
  const size = full ? { floodSeconds: 20, handOvers: 1_000, everyMs: 100 } : { floodSeconds: 4, handOvers: 60, everyMs: 150 };
  const http = await bareHttpFloor(seconds);
  const rows = await onDatabase((pool) => insertFloor(pool, seconds));
  const ours = await prepareOurs();
  const { server } = ours;
  await server.stop();
  const warmMs = await server.start();
  const rest = { server: residentOf(server.pid()), database: databaseMemory(await server.databasePid()) };
  const mine = await measureOurs(ours, size);
  const floodedMb = residentOf(server.pid());
  await server.remove();
  await ours.sink.close();
  const theirs = await measureAlertmanager(size);
  const them = (value: number) => ({ what: "Alertmanager", value });
  const raised = { what: "with the quota raised", value: mine.accepted.perSecond };
  return [
    { what: "signals accepted, 32 connections", value: mine.accepted.perSecond, unit: "/s", of: them(theirs.accepted.perSecond), aim: "≥ 2 ×" },
    { what: "  of it refused or failed", value: mine.accepted.others, unit: "" },
    { what: "  against a bare node:http server", value: mine.accepted.perSecond, unit: "/s", of: { what: "bare", value: http.perSecond } },
    { what: "  against rows on disk", value: mine.accepted.perSecond, unit: "/s", of: { what: "rows", value: rows } },
    { what: "  with the usual quota (600/min, burst 1,200)", value: mine.usual.perSecond, unit: "/s", of: raised },
    { what: "    answered 429", value: mine.usual.others, unit: "" },
    { what: "answer to a signal, p99", value: mine.accepted.p99, unit: "ms", of: them(theirs.accepted.p99) },
    { what: "accepted to sink, p50", value: mine.p50, unit: "ms", of: them(theirs.p50) },
    { what: "accepted to sink, p99", value: mine.p99, unit: "ms", of: them(theirs.p99), aim: "< 1 ×" },
    { what: "Alertmanager: accepted", value: theirs.accepted.perSecond, unit: "/s" },
    { what: "Alertmanager: accepted to sink, p50", value: theirs.p50, unit: "ms" },
    { what: "Alertmanager: accepted to sink, p99", value: theirs.p99, unit: "ms" },
    { what: "floor: bare node:http server", value: http.perSecond, unit: "/s" },
    { what: "floor: rows on disk, 32 a commit", value: rows, unit: "/s" },
    { what: "cold start to ready", value: ours.coldMs, unit: "ms", aim: "≤ 5,000 ms" },
    { what: "warm start to ready", value: warmMs, unit: "ms", aim: "≤ 2,000 ms" },
    { what: "memory at rest, server", value: rest.server, unit: "MB" },
    { what: "memory at rest, database", value: rest.database, unit: "MB" },
    { what: "memory of the server after the flood", value: floodedMb, unit: "MB", of: { what: "at rest", value: rest.server } },
  ];
}

/** Commands through the door, beside rows on disk. */
function door(): Promise<readonly Line[]> {
  return onDatabase(async (pool, folder) => {
    const rows = await insertFloor(pool, seconds);
    const { one, many } = await doorRates(pool, folder, seconds);
    return [
      { what: "commands through the door, one incident", value: one, unit: "/s", of: { what: "rows", value: rows } },
      { what: "commands through the door, 16 incidents", value: many, unit: "/s", of: { what: "one incident", value: one } },
    ];
  });
}

async function simulation(): Promise<readonly Line[]> {
  const began = performance.now();
  const { runs } = await simulate(full ? 500 : 25);
  return [{ what: "simulated scenarios", value: runs / ((performance.now() - began) / 1_000), unit: "/s" }];
}

/** Every bench by its name. */
const benches: Readonly<Record<string, () => Promise<readonly Line[]>>> = {
  signals,
  steady: () => steady(full ? 60 : 20),
  door,
  pages: pageLateness,
  storm: () => storm(full ? { alerts: 20_000, keys: 2_000, kills: 200 } : { alerts: 5_000, keys: 60, kills: 50 }),
  schedules: async () => scheduleRates(seconds),
  secrets,
  simulation,
};

const asked = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench ${unknown.join(", ")}. There are: ${Object.keys(benches).join(", ")}.\n`);
  process.exit(2);
}

const load = loadavg()[0]!;
const build = spawnSync(process.execPath, ["scripts/build-if-stale.mjs"], { stdio: ["ignore", 2, 2] });
if (build.status !== 0) process.stderr.write("The build fails: measuring the sources as they are, which start more slowly.\n");

const lines: Line[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  lines.push(...(await bench()));
}
process.stdout.write(`\n${table(lines)}\n\nLoad of this machine before: ${load.toFixed(1)}. Numbers of one run; only the ratios say something.\n`);
process.exit(0);
