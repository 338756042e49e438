/** Writes the reference and the command line's verbs from the registries; `--check` writes nothing and fails where a page is stale. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { packJsonSchema } from "../src/core/pack/schema.ts";
import { httpPage, openapi } from "./reference/api.ts";
import { configPage } from "./reference/config.ts";
import { channelsPage, sourcesPage, templatesPage } from "./reference/edges.ts";
import { commandsPage, eventsPage, viewsPage } from "./reference/incidents.ts";
import { filesUnder, read, root } from "./reference/places.ts";
import { rulesPage } from "./reference/rules.ts";
import { verbs } from "./reference/verbs.ts";

const folder = "docs/reference";
const verbsFile = "src/cli/verbs.json";
const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** JSON with a line for each path and each shape: short enough to keep, and what changed can be seen. */
function lines(value: object, depth = 0): string {
  if (depth > 1 || Array.isArray(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, inner]) =>
      `${JSON.stringify(key)}: ${typeof inner === "object" ? lines(inner as object, key === "schemas" ? 1 : depth + 1) : JSON.stringify(inner)}`,
  );
  return `{\n${entries.join(",\n")}\n}${depth === 0 ? "\n" : ""}`;
}

/** Every generated file but the verbs. The command line is loaded late: it is made of the verbs that were just written. */
async function pages(): Promise<Map<string, string>> {
  const { version } = JSON.parse(read("package.json")) as { version: string };
  const api = await openapi(version);
  const { cliPage } = await import("./reference/cli.ts");
  return new Map([
    [`${folder}/commands.md`, commandsPage()],
    [`${folder}/events.md`, eventsPage()],
    [`${folder}/views.md`, viewsPage()],
    [`${folder}/rules.md`, rulesPage()],
    [`${folder}/sources.md`, sourcesPage()],
    [`${folder}/channels.md`, channelsPage()],
    [`${folder}/templates.md`, templatesPage()],
    [`${folder}/config.md`, configPage()],
    [`${folder}/http.md`, httpPage(api)],
    [`${folder}/cli.md`, cliPage()],
    [`${folder}/openapi.json`, lines(api)],
    [`${folder}/pack.schema.json`, text(packJsonSchema())],
  ]);
}

const on = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : null);

function write(path: string, words: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), words);
}

/** As the formatter would write it, so that it never changes it. */
function formatted(path: string, words: string): string {
  const { status, stdout, stderr } = spawnSync(join(root, "node_modules/.bin/biome"), ["format", `--stdin-file-path=${path}`], {
    input: words,
    encoding: "utf8",
    cwd: root,
  });
  if (status !== 0) throw new Error(`biome format failed: ${stderr}`);
  return stdout;
}

const fresh = formatted(verbsFile, JSON.stringify(verbs()));
const isCheck = process.argv.includes("--check");
const before = on(verbsFile);
if (before !== fresh && !isCheck) write(verbsFile, fresh);
const wanted = new Map([[verbsFile, fresh], ...(await pages())]);
const gone = (existsSync(join(root, folder)) ? filesUnder(folder, "") : []).filter((path) => !wanted.has(path) && /\.(md|json)$/.test(path));
const stale = [...wanted].filter(([path, words]) => (path === verbsFile ? before : on(path)) !== words).map(([path]) => path);
if (isCheck) {
  for (const path of [...stale, ...gone]) console.error(`${path} is stale.`);
  if (stale.length + gone.length > 0) {
    console.error("Run npm run docs, and look at what changed.");
    process.exitCode = 1;
  }
} else {
  for (const path of stale) write(path, wanted.get(path)!);
  for (const path of gone) rmSync(join(root, path));
  console.log(stale.length + gone.length === 0 ? "The reference is fresh." : `Written: ${[...stale, ...gone.map((path) => `${path} (gone)`)].join(", ")}`);
}
