/** The closing line counts what a run really came to: files that do not load and errors outside tests are failures too. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Planted, plant, read, root } from "./plant.ts";

const header = 'import { beforeAll, describe, test } from "vitest";\n';
const files = {
  "green.test.ts": 'test("one", () => undefined);\ntest("two", () => undefined);\n',
  "red.test.ts": 'test("one", () => undefined);\ntest("two", () => {\n  throw new Error("planted");\n});\n',
  "unloadable.test.ts": 'import "./nowhere.ts";\ntest("never", () => undefined);\n',
  "hook.test.ts": 'describe("a", () => {\n  beforeAll(() => {\n    throw new Error("planted");\n  });\n  test("never", () => undefined);\n});\n',
  "outside.test.ts": 'void Promise.reject(new Error("planted"));\ntest("one", () => new Promise((done) => setTimeout(done, 20)));\n',
  "vitest.config.ts":
    'import { defineConfig } from "vitest/config";\nimport { closingLine } from "./closing-line.ts";\nexport default defineConfig({ test: { reporters: ["default", closingLine()] } });\n',
};

let tree: Planted;
beforeAll(() => {
  const tests = Object.entries(files).map(([path, text]) => [path, path.endsWith(".test.ts") ? header + text : text]);
  tree = plant({ ...Object.fromEntries(tests), "closing-line.ts": read("test/closing-line.ts") });
});
afterAll(() => tree.remove());

function run(...args: string[]) {
  const { TALLY_FILE: _outer, VITEST: _nested, ...env } = process.env;
  const { stdout, status } = spawnSync(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", ...args], {
    cwd: tree.folder,
    env,
    encoding: "utf8",
  });
  return { last: stdout.trimEnd().split("\n").at(-1), green: status === 0 };
}

test.each([
  ["green", "2 passed, 0 failed", true],
  ["red", "1 passed, 1 failed", false],
  ["unloadable", "0 passed, 1 failed", false],
  ["hook", "0 passed, 1 failed", false],
  ["outside", "1 passed, 1 failed", false],
  ["no-such-file", "0 passed, 0 failed", false],
])("a run of %s ends with '%s'", (name, last, green) => {
  expect(run(`${name}.test.ts`)).toEqual({ last, green });
});

test("a run in which no test was chosen is not green", () => {
  expect(run("green.test.ts", "-t", "nothing of that name").green).toBe(false);
});
