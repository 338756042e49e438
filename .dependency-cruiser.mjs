/** The arrows between the folders, as rules: what may import what, and why. `npm run check` and test/architecture hold the tree to them. */
import { existsSync, readFileSync } from "node:fs";

const ours = "^(src|web|test|scripts)/";

/** What a registry lists: the siblings in its folder. What they share (contract, wording, cleaning) is not listed, so anyone there may use it. */
function registered(folder) {
  const index = new URL(`src/${folder}/index.ts`, import.meta.url);
  const text = existsSync(index) ? readFileSync(index, "utf8") : "";
  const contract = ["source", "channel", "message", "wire", "templates"];
  const siblings = [...text.matchAll(/from "\.\/([\w-]+)/g)].map(([, name]) => name).filter((name) => !contract.includes(name));
  return `^src/${folder}/(${["index", ...siblings].join("|")})(/|\\.ts$)`;
}

/** One refused arrow. */
const refuse = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

/** A folder may import itself and what is listed, and nothing else of this repository. */
const only = (name, comment, folder, allowed) =>
  refuse(name, comment, { path: `^src/${folder}/` }, { path: ours, pathNot: [`^src/${folder}/`, ...allowed.map((one) => `^src/${one}/`)] });

const core = [
  only("core-imports-core", "The core decides, and is tried without anything around it: no clock, no socket, no database.", "core", []),
  refuse(
    "core-libraries",
    "Only zod and temporal-polyfill: both are pure. node:* or any other package would let the world in.",
    { path: "^src/core/" },
    { dependencyTypesNot: ["local", "aliased"], pathNot: ["^(src|web|test|scripts)/", "node_modules/(zod|temporal-polyfill)/"] },
  ),
  refuse(
    "core-kernel-first",
    "The kernel is the grammar: it knows no topic, no rule and no pack; only its list of facts names the shapes of schedules and policies.",
    { path: "^src/core/kernel/" },
    { path: "^src/core/(?!kernel/)", pathNot: "^src/core/oncall/(schedule|policy)\\.ts$" },
  ),
  refuse(
    "core-oncall-is-calendar",
    "Who is on call is calendar arithmetic: it knows no incident.",
    { path: "^src/core/oncall/" },
    { path: "^src/core/(?!oncall/|kernel/)" },
  ),
  refuse(
    "core-slices-before-commands",
    "State comes before the commands that change it: a slice knows other slices and the parts a large state is made of, never a command.",
    { path: "^src/core/incident/[^/]+/slice\\.ts$" },
    { path: "^src/core/incident/", pathNot: ["/slice\\.ts$", "/(lifecycle/(pauses|event-data)|pages/called|actions/follow-up)\\.ts$"] },
  ),
  refuse(
    "core-commands-before-rules",
    "A command says what is possible; only rules know what is agreed.",
    { path: "^src/core/incident/" },
    { path: "^src/core/(rules|pack)/" },
  ),
  refuse(
    "core-rules-before-pack",
    "The pack's schema is made of the rules' schemas, so no rule may know the whole.",
    { path: "^src/core/rules/" },
    { path: "^src/core/pack/" },
  ),
];

const edges = [
  only("sources-import-core", "A source turns a payload into signals and decides nothing.", "sources", ["core"]),
  refuse(
    "sources-no-siblings",
    "A source stands alone, so that one can be added, changed or removed without reading another. Only the registry lists them.",
    { path: "^src/sources/([^/.]+)", pathNot: "^src/sources/index\\.ts$" },
    { path: registered("sources"), pathNot: "^src/sources/$1(/|\\.ts$)" },
  ),
  only("channels-import-core", "A channel translates, it never decides: it needs neither store nor shell.", "channels", ["core"]),
  refuse(
    "channels-no-siblings",
    "A channel stands alone, so that one can be added, changed or removed without reading another. Only the registry lists them.",
    { path: "^src/channels/([^/.]+)", pathNot: "^src/channels/index\\.ts$" },
    { path: registered("channels"), pathNot: "^src/channels/$1(/|\\.ts$)" },
  ),
  refuse(
    "edges-have-no-socket",
    "The ways out are the shell's: sources, channels and views get theirs handed in, so that the simulation can stand in for the world.",
    { path: "^src/(sources|channels|views)/" },
    { path: ["^(node:)?(net|tls|dgram|dns|http|https|http2|child_process|worker_threads)(/|$)", "node_modules/(undici|nodemailer|pg)/"] },
  ),
];

const layers = [
  only("store-imports-core", "The store keeps what the core decided; it knows nobody who uses it.", "store", ["core"]),
  only("views-import-core-and-store", "A view is a query: it reads the store in the core's words.", "views", ["core", "store"]),
  refuse(
    "shell-imports-inward",
    "The shell drives core, store and views; who calls it (http, cli) and what comes in (sources) is not its business.",
    { path: "^src/shell/" },
    { path: ours, pathNot: ["^src/(shell|core|store|views|channels)/"] },
  ),
  refuse(
    "shell-knows-channels-by-contract",
    "The shell delivers through the contract; which channels exist is handed in by main.",
    { path: "^src/shell/" },
    { path: registered("channels") },
  ),
  only(
    "http-imports-shell-views-sources-core",
    "HTTP translates requests into commands and views; it reaches neither database nor channels by itself.",
    "http",
    ["shell", "views", "sources", "core"],
  ),
  only("cli-talks-http", "The command line is a client like any other, so whatever it can do, the API can do.", "cli", ["core", "views"]),
  refuse(
    "cli-takes-types-only",
    "Of the core and the views a client may know the shapes, never the behaviour: the server decides.",
    { path: "^src/cli/" },
    { path: "^src/(core|views)/", dependencyTypesNot: ["type-only"] },
  ),
  refuse("web-talks-http", "The web app is a client like any other.", { path: "^web/" }, { path: ours, pathNot: ["^web/", "^src/(core|views)/"] }),
  refuse(
    "web-takes-types-only",
    "Of the core and the views a client may know the shapes, never the behaviour: the server decides.",
    { path: "^web/" },
    { path: "^src/(core|views)/", dependencyTypesNot: ["type-only"] },
  ),
];

const whole = [
  refuse(
    "only-main-knows-everyone",
    "main.ts puts the parts together, so nothing may depend on it.",
    { path: "^(src|web|scripts)/" },
    { path: "^src/main\\.ts$" },
  ),
  refuse(
    "config-is-read-by-main",
    "Settings are read once and handed on as values: no part has a hidden setting.",
    { path: "^(src|web)/", pathNot: "^src/main\\.ts$" },
    { path: "^src/config\\.ts$" },
  ),
  refuse("config-imports-core", "The settings are values: reading them starts nothing.", { path: "^src/config\\.ts$" }, { path: ours, pathNot: "^src/core/" }),
  refuse(
    "server-imports-server",
    "What ships knows neither its tests nor its scripts, and the server no web code.",
    { path: "^src/" },
    { path: "^(web|test|scripts)/" },
  ),
  refuse(
    "no-dev-dependency-in-server",
    "The server must start after `npm ci --omit=dev`.",
    { path: "^src/" },
    { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["npm", "npm-optional", "type-only"], pathNot: "node_modules/@types/" },
  ),
  refuse(
    "no-unlisted-package",
    "Every package is listed in package.json, with its reason in docs/adr/0002-dependencies.md.",
    { path: "^(src|web|test|scripts)/" },
    { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
  ),
  refuse("no-unresolved-import", "An import that leads nowhere fails at run time.", {}, { couldNotResolve: true }),
  refuse("no-cycle", "Two files that need each other are one file; a cycle also makes the start order matter.", {}, { circular: true }),
];

export default {
  forbidden: [...core, ...edges, ...layers, ...whole],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|data|coverage)/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"], mainFields: ["module", "main", "types"] },
  },
};
