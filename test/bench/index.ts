/** `npm run bench`: measures, prints ratios of one run, and judges nothing by time. `npm run bench -- --full` takes longer. */
import { spawnSync } from "node:child_process";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { simulate } from "../simulation/simulate.ts";
import { doorRates, onDatabase } from "./door.ts";
import { bareHttpFloor, insertFloor } from "./floors.ts";
import { databaseMemory, residentOf } from "./memory.ts";
import { measureAlertmanager, measureOurs, prepareOurs } from "./signals.ts";
import { type Line, table } from "./table.ts";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const full = process.argv.includes("--full");
const size = full ? { floodSeconds: 20, handOvers: 1_000, everyMs: 100 } : { floodSeconds: 4, handOvers: 60, everyMs: 150 };
const seconds = full ? 15 : 3;
const scenarios = full ? 500 : 25;

const say = (line: string) => process.stderr.write(`${line} …\n`);
const load = loadavg()[0]!;

const build = spawnSync(process.execPath, ["scripts/build-if-stale.mjs"], { stdio: ["ignore", 2, 2] });
if (build.status !== 0) say("the build fails: measuring the sources as they are, which start more slowly");

say("floors");
const http = await bareHttpFloor(seconds);
const { rows, door } = await onDatabase(async (pool, folder) => {
  const floor = await insertFloor(pool, seconds);
  say("the door");
  return { rows: floor, door: await doorRates(pool, folder, seconds) };
});

say("cold and warm start");
const ours = await prepareOurs();
const { server } = ours;
await server.stop();
const warmMs = await server.start();
const memory = { server: residentOf(server.pid()), database: databaseMemory(await server.databasePid()) };

say("signals at ours");
const mine = await measureOurs(ours, size);
const floodedMb = residentOf(server.pid());
await server.remove();
await ours.sink.close();

say("signals at Alertmanager");
const theirs = await measureAlertmanager(size);

say("simulation");
const began = performance.now();
const played = await simulate(scenarios);
const simulated = played.runs / ((performance.now() - began) / 1_000);

const them = (value: number) => ({ what: "Alertmanager", value });
const lines: readonly Line[] = [
  { what: "signals accepted, 32 connections", value: mine.accepted.perSecond, unit: "/s", of: them(theirs.accepted.perSecond), aim: "≥ 2 ×" },
  { what: "  of it refused or failed", value: mine.accepted.others, unit: "" },
  { what: "  against a bare node:http server", value: mine.accepted.perSecond, unit: "/s", of: { what: "bare", value: http.perSecond } },
  { what: "  against rows on disk", value: mine.accepted.perSecond, unit: "/s", of: { what: "rows", value: rows } },
  {
    what: "  with the usual quota (600/min, burst 1,200)",
    value: mine.usual.perSecond,
    unit: "/s",
    of: { what: "with the quota raised", value: mine.accepted.perSecond },
  },
  { what: "    answered 429", value: mine.usual.others, unit: "" },
  { what: "answer to a signal, p99", value: mine.accepted.p99, unit: "ms", of: them(theirs.accepted.p99) },
  { what: "accepted to sink, p50", value: mine.p50, unit: "ms", of: them(theirs.p50) },
  { what: "accepted to sink, p99", value: mine.p99, unit: "ms", of: them(theirs.p99), aim: "< 1 ×" },
  { what: "Alertmanager: accepted", value: theirs.accepted.perSecond, unit: "/s" },
  { what: "Alertmanager: accepted to sink, p50", value: theirs.p50, unit: "ms" },
  { what: "Alertmanager: accepted to sink, p99", value: theirs.p99, unit: "ms" },
  { what: "floor: bare node:http server", value: http.perSecond, unit: "/s" },
  { what: "floor: rows on disk, 32 a commit", value: rows, unit: "/s" },
  { what: "commands through the door, one incident", value: door.one, unit: "/s", of: { what: "rows", value: rows } },
  { what: "commands through the door, 16 incidents", value: door.many, unit: "/s", of: { what: "one incident", value: door.one } },
  { what: "cold start to ready", value: ours.coldMs, unit: "ms", aim: "≤ 5,000 ms" },
  { what: "warm start to ready", value: warmMs, unit: "ms", aim: "≤ 2,000 ms" },
  { what: "memory at rest, server", value: memory.server, unit: "MB" },
  { what: "memory at rest, database", value: memory.database, unit: "MB" },
  { what: "memory of the server after the flood", value: floodedMb, unit: "MB", of: { what: "at rest", value: memory.server } },
  { what: "simulated scenarios", value: simulated, unit: "/s" },
];
process.stdout.write(`\n${table(lines)}\n\nLoad of this machine before: ${load.toFixed(1)}. Numbers of one run; only the ratios say something.\n`);
