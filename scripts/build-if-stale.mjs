/** Builds the server (tsc) and the web app (vite) into dist/, each only when its sources changed since the last build. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);

const shared = ["package.json", "package-lock.json", "tsconfig.strict.json"];
const viteConfig = ["vite.config.ts", "web/vite.config.ts"].find((path) => existsSync(path));

/** What is built from which sources. `steps` run in order; the first that fails ends the build. */
const targets = [
  { name: "server", sources: ["src", "tsconfig.json", ...shared], product: "dist/src/main.js", steps: [compile, copySql] },
  { name: "web app", sources: ["web", "vite.config.ts", "tsconfig.json", ...shared], product: "dist/web/index.html", steps: [bundle] },
];

/** `afresh`: what the compiler remembers of an earlier build is not to be trusted. */
function compile(afresh) {
  run("typescript", "bin/tsc", ["-b", "src/core", "src", ...(afresh ? ["--force"] : [])]);
}

/** The migrations are found beside the compiled store, so they go where it goes. */
function copySql() {
  rmSync("dist/src/store/sql", { recursive: true, force: true });
  if (existsSync("src/store/sql")) cpSync("src/store/sql", "dist/src/store/sql", { recursive: true });
}

function bundle() {
  if (viteConfig) run("vite", "bin/vite.js", ["build", "--config", viteConfig, "--logLevel", "warn"]);
}

/** Runs a development tool of this package; a missing one means that only the runtime was installed. */
function run(name, bin, args) {
  const require = createRequire(import.meta.url);
  let home;
  try {
    home = join(require.resolve(`${name}/package.json`), "..");
  } catch {
    fail(`the sources are newer than the build, and ${name} is not installed. Run: npm ci`);
  }
  const { status } = spawnSync(process.execPath, [join(home, bin), ...args], { stdio: ["ignore", 2, 2] });
  if (status !== 0) fail(`${name} ${args.join(" ")} failed`);
}

function fail(why) {
  console.error(`Could not build: ${why}`);
  process.exit(1);
}

/** One line per file: its path and the hash of its bytes (times would differ after a checkout or a copy). */
function listing(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [`${path} ${sha256(readFileSync(path))}`];
  return readdirSync(path)
    .sort()
    .flatMap((name) => listing(join(path, name)));
}

function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

/** What a target's sources are now, and whether its product was made of them. */
function stateOf(target) {
  const stamp = `dist/.built-${target.name.replace(" ", "-")}`;
  const wanted = sha256(target.sources.flatMap(listing).join("\n"));
  const built = existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
  return { stamp, wanted, fresh: built === wanted && existsSync(target.product) };
}

/** Builds one target; returns its name when there was something to do. */
function build(target) {
  const { stamp, wanted, fresh } = stateOf(target);
  const afresh = process.argv.includes("--force") || !existsSync(target.product);
  if (fresh && !afresh) return null;
  for (const step of target.steps) step(afresh);
  if (!existsSync(target.product)) fail(`${target.product} did not come out of it`);
  mkdirSync("dist", { recursive: true });
  writeFileSync(stamp, wanted);
  return target.name;
}

// `--fresh server`: builds nothing and only says, by the exit code, whether that product is up to date.
if (process.argv[2] === "--fresh") process.exit(targets.filter((target) => target.name === process.argv[3]).every((target) => stateOf(target).fresh) ? 0 : 1);

// An installed package brings its build and no sources: there is nothing to compare it with.
if (existsSync("src/main.ts") || process.argv.includes("--force")) {
  const started = performance.now();
  const fresh = targets
    .filter((target) => target.name === "server" || viteConfig)
    .map(build)
    .filter((name) => name !== null);
  if (fresh.length) console.log(`Built the ${fresh.join(" and the ")} in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}
