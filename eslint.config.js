/** ESLint for what Biome cannot see: lost promises (needs types), names that let the world in, and the sizes we agreed on. */
import tseslint from "typescript-eslint";

const clock = "Time comes from the world (src/shell/world.ts) or from the command's own instant: a hidden clock cannot be simulated or replayed.";
const chance = "Chance and ids come from the world (src/shell/world.ts): what cannot be replayed cannot be proved.";
const timer = "Waiting is the world's sleep (src/shell/world.ts); what falls due is derived and stored as wake_at, never a timer.";
const wayOut = "HTTP goes out through the world (src/shell/world.ts), which has deadlines, limits and the address guard.";
const settings = "Settings are read in src/config.ts and handed on as values.";

/** Refuses `object.property`, also through globalThis and destructuring. */
const properties = (pairs) => pairs.map(([object, property, message]) => ({ object, property, message }));

const worldGlobals = [
  { name: "setTimeout", message: timer },
  { name: "setInterval", message: timer },
  { name: "setImmediate", message: timer },
  { name: "fetch", message: wayOut },
  { name: "performance", message: clock },
];

const worldProperties = properties([
  ["Date", "now", clock],
  ["performance", "now", clock],
  ["process", "hrtime", clock],
  ["Math", "random", chance],
  ["crypto", "randomUUID", chance],
  ["crypto", "getRandomValues", chance],
  ["AbortSignal", "timeout", timer],
  ...worldGlobals.map(({ name, message }) => ["globalThis", name, message]),
]);

const envProperty = properties([["process", "env", settings]]);

const worldSyntax = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: `new Date() reads the clock. ${clock}` },
  { selector: "CallExpression[callee.name='Date']", message: `Date() reads the clock. ${clock}` },
  { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: `Temporal.Now reads the clock. ${clock}` },
];

const plainSyntax = [
  {
    selector: ":matches(ClassDeclaration, ClassExpression):not([superClass.name='Error'])",
    message: "Plain records and functions; a class only for a kind of Error.",
  },
];

const worldImports = [
  { name: "node:timers", message: timer },
  { name: "node:timers/promises", message: timer },
  { name: "node:perf_hooks", message: clock },
  { name: "node:crypto", importNames: ["randomUUID", "randomBytes", "randomInt", "randomFillSync", "randomFill", "webcrypto"], message: chance },
  { name: "uuidv7", message: chance },
  { name: "node:process", importNames: ["env"], message: settings },
];

/** Purity of the core: the type checker already hides node and the DOM there; what is left is what the language itself brings. */
const coreSyntax = [...worldSyntax, ...plainSyntax, { selector: ":function[async=true]", message: "The core is synchronous: it decides, it never waits." }];

/** Files that may use more of the world than the others, each with its reason. Keep it short. */
const allowed = [
  {
    files: ["src/shell/world.ts", "src/shell/outside.ts", "src/shell/http-exchange.ts", "src/shell/mail-out.ts"],
    may: ["clock", "chance", "timers", "fetch"],
    why: "together they are the way out",
  },
  {
    files: ["src/store/embedded.ts", "src/store/embedded/**/*.ts", "src/store/folder-lock.ts"],
    may: ["clock", "chance", "timers"],
    why: "supervises another process before any world exists",
  },
  { files: ["src/store/migrate.ts"], may: ["timers"], why: "runs alone, before any world exists, and tries again when a table is locked" },
  { files: ["src/http/bytes.ts"], may: ["timers"], why: "bounds how long it reads the rest of a refused body" },
  { files: ["src/main.ts", "src/cli/**/*.ts"], may: ["clock", "chance", "timers", "fetch"], why: "starts and stops the process, or is a client at a terminal" },
];

/** What is left of the restrictions for a file that `may` use some of the world. */
function rest(may) {
  const free = (message) => [clock, chance, timer, wayOut].some((one, at) => message.endsWith(one) && may.includes(["clock", "chance", "timers", "fetch"][at]));
  const kept = (list) => list.filter((entry) => !free(entry.message));
  const globals = kept(worldGlobals);
  return {
    // An empty list would inherit the options of an earlier entry, so it is switched off instead.
    "no-restricted-globals": globals.length ? ["error", ...globals] : "off",
    "no-restricted-properties": ["error", ...kept(worldProperties), ...envProperty],
    "no-restricted-syntax": ["error", ...kept(worldSyntax), ...plainSyntax],
    "no-restricted-imports": ["error", { paths: kept(worldImports) }],
  };
}

export default tseslint.config(
  { ignores: ["dist/", "data/", "coverage/", "shots/", "node_modules/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["src/**/*.ts", "test/**/*.ts"],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "@typescript-eslint": tseslint.plugin },
    rules: {
      "@typescript-eslint/no-floating-promises": ["error", { checkThenables: true }],
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: {
      ...rest([]),
      "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 4],
    },
  },
  { files: ["src/core/**/*.ts"], rules: { "no-restricted-syntax": ["error", ...coreSyntax] } },
  ...allowed.map(({ files, may }) => ({ files, rules: rest(may) })),
  { files: ["src/config.ts"], rules: { "no-restricted-properties": ["error", ...worldProperties] } },
);
