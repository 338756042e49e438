/** Settings come from one place: src/config.ts reads the environment, nobody else does, and there are at most 25 of them. */
import { expect, test } from "vitest";
import { secrets, settings } from "../../src/config.ts";
import { filesUnder, read } from "./plant.ts";

const place = "src/config.ts";
const readsEnvironment =
  /\bprocess\s*(\?\.|\.)\s*env\b|\bprocess\s*\[\s*["'`]env|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b|import\s*\{[^}]*\benv\b[^}]*\}\s*from\s*["'](node:)?process/;

test("only src/config.ts reads the environment", () => {
  const readers = filesUnder(["src"], /\.ts$/).filter((path) => readsEnvironment.test(read(path)));
  expect(readers).toEqual([place]);
});

test("there are at most 25 environment variables", () => {
  const variables = [...Object.keys(settings), ...secrets.map((name) => `${name}_FILE`)];
  expect(variables).toContain("PORT");
  expect(variables.length, variables.join(", ")).toBeLessThanOrEqual(25);
});

test("reading the environment in any of its ways is seen", () => {
  for (const way of ["process.env.PORT", 'process["env"]', "const { env } = process;", "process?.env", 'import { argv, env } from "node:process";'])
    expect(way).toMatch(readsEnvironment);
  expect("the environment of the process").not.toMatch(readsEnvironment);
});
