/** The core can name no clock, no chance, no process and no socket: each is planted and seen to be refused, by the linter or by the type checker. */
import { join } from "node:path";
import { ESLint } from "eslint";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Planted, plant, read, root } from "./plant.ts";

const fn = (lines: number) => `export function long(): number {\n  let n = 0;\n${"  n += 1;\n".repeat(lines - 4)}  return n;\n}\n`;

/** What the linter must refuse: which rule, where, and the words that stand in the planted file. */
const refused = [
  ["no-restricted-properties", "src/core/kernel/a.ts", "export const a = Date.now();"],
  ["no-restricted-syntax", "src/core/kernel/b.ts", "export const a = new Date();"],
  ["no-restricted-syntax", "src/core/kernel/c.ts", "export const a = Date();"],
  ["no-restricted-syntax", "src/core/oncall/d.ts", 'import { Temporal } from "temporal-polyfill";\nexport const a = Temporal.Now.instant();'],
  ["no-restricted-properties", "src/core/rules/e.ts", "export const a = Math.random();"],
  ["no-restricted-properties", "src/core/rules/f.ts", "const { random } = Math;\nexport const a = random();"],
  ["no-restricted-properties", "src/core/rules/g.ts", "export const a = crypto.randomUUID();"],
  ["no-restricted-syntax", "src/core/rules/h.ts", "export const a = async () => 1;"],
  ["no-restricted-syntax", "src/core/rules/i.ts", "export class Manager {}"],
  ["no-restricted-properties", "src/store/a.ts", "export const a = Date.now();"],
  ["no-restricted-properties", "src/http/a.ts", "export const a = Math.random();"],
  ["no-restricted-globals", "src/shell/a.ts", "setTimeout(() => undefined, 10);"],
  ["no-restricted-globals", "src/shell/b.ts", "setInterval(() => undefined, 10);"],
  ["no-restricted-properties", "src/shell/c.ts", "globalThis.setTimeout(() => undefined, 10);"],
  ["no-restricted-globals", "src/views/a.ts", "export const a = performance.now();"],
  ["no-restricted-globals", "src/channels/a.ts", 'export const a = async () => await fetch("https://example.test");'],
  ["no-restricted-imports", "src/shell/d.ts", 'import { randomUUID } from "node:crypto";\nexport const a = randomUUID();'],
  ["no-restricted-imports", "src/shell/e.ts", 'import { setTimeout } from "node:timers/promises";\nexport const a = setTimeout;'],
  ["no-restricted-imports", "src/store/b.ts", 'import { uuidv7 } from "uuidv7";\nexport const a = uuidv7();'],
  ["no-restricted-properties", "src/http/b.ts", "export const a = process.env.PORT;"],
  ["no-restricted-properties", "src/main.ts", "export const a = process.env.PORT;"],
  ["no-restricted-properties", "src/shell/world.ts", "export const a = process.env.PORT;"],
  ["@typescript-eslint/no-floating-promises", "src/store/c.ts", "async function write() {}\nexport function lost() {\n  write();\n}"],
  ["@typescript-eslint/no-floating-promises", "test/a.ts", "async function write() {}\nexport function lost() {\n  write();\n}"],
  [
    "@typescript-eslint/no-misused-promises",
    "src/store/d.ts",
    "async function may() { return true; }\nexport const a = () => {\n  if (may()) return 1;\n  return 2;\n};",
  ],
  [
    "@typescript-eslint/switch-exhaustiveness-check",
    "src/store/e.ts",
    'export function a(x: "b" | "c") {\n  switch (x) {\n    case "b":\n      return 1;\n  }\n  return 2;\n}',
  ],
  ["max-lines-per-function", "src/store/f.ts", fn(41)],
  ["max-params", "src/store/g.ts", "export const a = (b: 1, c: 1, d: 1, e: 1, f: 1) => [b, c, d, e, f];"],
] as const;

/** What must stay allowed. */
const accepted = [
  ["src/core/kernel/y.ts", "export const at = (ms: number) => new Date(ms).toISOString();\nexport const ms = Date.parse;"],
  ["src/core/kernel/z.ts", "export class Missing extends Error {}"],
  ["src/shell/outside.ts", "export const now = () => Date.now() + performance.now();\nsetTimeout(now, 1);"],
  ["src/config.ts", "export const port = process.env.PORT;"],
  ["src/cli/wait.ts", "setTimeout(() => undefined, 1);"],
  ["src/store/y.ts", fn(40)],
] as const;

describe("the linter", () => {
  let tree: Planted;
  const found = new Map<string, { rule: string | null; message: string }[]>();

  beforeAll(async () => {
    const settings = JSON.stringify({
      compilerOptions: { strict: true, module: "esnext", moduleResolution: "bundler", target: "es2023", types: ["node"] },
      include: ["src", "test"],
    });
    const files = [...refused.map(([, path, text]) => [path, text]), ...accepted].map(([path, text]) => [path, `${text}\n`]);
    tree = plant({ "tsconfig.json": settings, ...Object.fromEntries(files) });
    const eslint = new ESLint({
      cwd: tree.folder,
      overrideConfigFile: join(root, "eslint.config.js"),
      overrideConfig: { languageOptions: { parserOptions: { tsconfigRootDir: tree.folder } } },
    });
    for (const result of await eslint.lintFiles(["src", "test"])) {
      const path = result.filePath.slice(tree.folder.length + 1);
      found.set(
        path,
        result.messages.map(({ ruleId, message }) => ({ rule: ruleId, message })),
      );
    }
  }, 60_000);
  afterAll(() => tree.remove());

  test.each(refused)("%s refuses in %s: %s", (rule, path) => {
    expect(found.get(path)?.map((one) => one.rule)).toContain(rule);
  });

  test.each(accepted)("accepts in %s: %s", (path) => {
    expect(found.get(path)).toEqual([]);
  });

  test("says why a hidden clock is refused", () => {
    expect(found.get("src/core/kernel/a.ts")?.[0]?.message).toContain("cannot be simulated or replayed");
  });
});

describe("the core's own type checker", () => {
  const unknown = {
    "process.env": "export const a = process.env.PORT;",
    "fetch()": 'export const a = fetch("https://example.test");',
    "setTimeout()": "setTimeout(() => undefined, 1);",
    "performance.now()": "export const a = performance.now();",
    "console.log()": 'console.log("x");',
    document: "export const a = document.title;",
    crypto: "export const a = crypto.getRandomValues;",
    "node:fs": 'import { readFileSync } from "node:fs";\nexport const a = readFileSync;',
  };
  const innocent =
    'import { Temporal } from "temporal-polyfill";\nimport { z } from "zod";\nexport const schema = z.string();\nexport const zero = Temporal.Instant.fromEpochMilliseconds(0);\n';
  const errors = new Map<string, string[]>();

  beforeAll(() => {
    const files = Object.fromEntries(Object.values(unknown).map((text, at) => [`src/core/plant${at}.ts`, `${text}\n`]));
    const tree = plant({
      "tsconfig.strict.json": read("tsconfig.strict.json"),
      "src/core/tsconfig.json": read("src/core/tsconfig.json"),
      "src/core/innocent.ts": innocent,
      ...files,
    });
    try {
      const folder = join(tree.folder, "src/core");
      const { options, fileNames } = ts.parseJsonConfigFileContent(ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile).config, ts.sys, folder);
      const program = ts.createProgram(fileNames, { ...options, noEmit: true });
      for (const { file, messageText } of ts.getPreEmitDiagnostics(program)) {
        const path = file?.fileName.slice(folder.length + 1) ?? "";
        errors.set(path, [...(errors.get(path) ?? []), ts.flattenDiagnosticMessageText(messageText, "\n")]);
      }
    } finally {
      tree.remove();
    }
  });

  test.each(Object.keys(unknown).map((name, at) => [name, at] as const))("does not know %s", (_name, at) => {
    expect(errors.get(`plant${at}.ts`)?.join()).toMatch(/Cannot find (name|module)/);
  });

  test("knows zod and Temporal", () => {
    expect(errors.get("innocent.ts")).toBeUndefined();
  });
});
