/** Runs the simulation for as long as wanted: `npx tsx test/simulation/run.ts --seconds 600 [--from 1] [--sweep]`. Prints failures as they come, and the pace. */
import { parseArgs } from "node:util";
import { scenarios } from "./scenarios.ts";
import { type Failure, swarm, sweep } from "./simulate.ts";

const { values } = parseArgs({ options: { seconds: { type: "string", default: "60" }, from: { type: "string" }, sweep: { type: "boolean", default: false } } });
const began = performance.now();
const seconds = () => (performance.now() - began) / 1_000;
const tell = ({ plan, seed, fault, violations }: Failure) => {
  for (const { id, text, at } of violations) console.log(`${plan} seed ${seed}${fault ? ` ${fault}` : ""}: ${id} ${text} (${at})`);
};

let runs = 0;
let failed = 0;
let simulatedMs = 0;
const add = (tally: Awaited<ReturnType<typeof swarm>>) => {
  runs += tally.runs;
  failed += tally.failures.length;
  simulatedMs += tally.simulatedMs;
};

if (values.sweep) for (const scenario of scenarios) add(await sweep(scenario, { seed: 1, all: true, found: tell }));
let seed = Number(values.from ?? Date.now() % 1_000_000_000);
console.log(`swarm from seed ${seed}`);
for (; seconds() < Number(values.seconds); seed += 10) add(await swarm(seed, 10, tell));
console.log(
  `${runs} scenarios, ${failed} failed, ${(runs / seconds()).toFixed(1)} scenarios/s, ${Math.round(simulatedMs / 1_000 / seconds())} simulated seconds per second`,
);
process.exitCode = failed > 0 ? 1 : 0;
