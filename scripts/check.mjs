/**
 * Everything that must hold, in one command: the static checks two at a time, then a build, then every test.
 * Each check counts as one test, so the closing line is green only when the command is. `npm run check -- eslint knip` runs only those named.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

/** A tool that npm installed here. */
const tool = (name, ...args) => [join("node_modules", ".bin", name), ...args];

const statics = [
  { name: "biome", says: "format and lint", run: tool("biome", "ci", "--colors=off", ".") },
  { name: "types", says: "TypeScript, all projects", run: tool("tsc", "-b") },
  // Two runs: each holds the types of all it reads, and both together would not fit into one heap.
  { name: "eslint-src", says: "promises, purity, sizes", run: tool("eslint", "--max-warnings", "0", "src") },
  { name: "eslint-test", says: "the same of the tests", run: tool("eslint", "--max-warnings", "0", "test") },
  { name: "arrows", says: "who may import whom", run: tool("depcruise", "--config", ".dependency-cruiser.mjs", "src", "web", "test", "scripts") },
  { name: "knip", says: "nothing dead, nothing unlisted", run: tool("knip", "--no-progress") },
  { name: "docs", says: "the reference matches the registries", run: tool("tsx", "scripts/docs.ts", "--check"), when: "scripts/docs.ts" },
];
const build = { name: "build", says: "server and web app", run: [process.execPath, "scripts/build-if-stale.mjs"] };
const tests = { name: "tests", run: tool("vitest", "run") };

const named = process.argv.slice(2);
const unknown = named.filter((name) => ![...statics, build, tests].some((check) => check.name === name));
if (unknown.length) {
  console.error(`No such check: ${unknown.join(", ")}. There are: ${[...statics, build, tests].map((check) => check.name).join(", ")}.`);
  process.exit(2);
}
const wanted = (check) => (named.length === 0 || named.includes(check.name)) && (!check.when || existsSync(check.when));

/** Runs a command to its end; resolves with its exit code and, unless it was shown at once, what it said. */
function finish([program, ...args], { show = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const plain = show ? {} : { NO_COLOR: "1", FORCE_COLOR: "0" };
    const child = spawn(program, args, { stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"], env: { ...process.env, ...plain, ...env } });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text) => (said += text));
    child.on("error", (error) => resolve({ code: 1, said: String(error) }));
    child.on("close", (code) => resolve({ code: code ?? 1, said }));
  });
}

const total = { passed: 0, failed: 0 };

async function check({ name, says, run }) {
  const started = performance.now();
  const { code, said } = await finish(run);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (code === 0) {
    total.passed += 1;
    console.log(`ok      ${name.padEnd(7)} ${says} (${seconds} s)`);
  } else {
    total.failed += 1;
    console.log(`FAILED  ${name.padEnd(7)} ${says} (${seconds} s): ${run.join(" ")}\n${said.trimEnd()}\n`);
  }
}

/** Two at a time: what runs here shares a small machine. */
async function checkAll(checks) {
  const waiting = [...checks];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await check(next);
  };
  await Promise.all([worker(), worker()]);
}

/** Runs every test, shown as they run; the reporter leaves its numbers in a file because more than one run may add to them. */
async function testAll() {
  const folder = mkdtempSync(join(tmpdir(), "quarterdeck-check-"));
  const file = join(folder, "tally");
  const { code } = await finish(tests.run, { show: true, env: { TALLY_FILE: file } });
  const tallies = existsSync(file)
    ? readFileSync(file, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line))
    : [];
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  total.passed += tallies.reduce((sum, tally) => sum + tally.passed, 0);
  total.failed += failed === 0 && code !== 0 ? 1 : failed;
  rmSync(folder, { recursive: true });
}

await checkAll(statics.filter(wanted));
if (wanted(build)) await check(build);
if (wanted(tests)) await testAll();
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
console.log(`${total.passed} passed, ${total.failed} failed`);
