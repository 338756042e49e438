/** Settings come from one place: src/config.ts reads the environment, nobody else does, and there are at most 25 of them. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesUnder, read, root } from "./plant.ts";

const place = "src/config.ts";
const readsEnvironment =
  /\bprocess\s*(\?\.|\.)\s*env\b|\bprocess\s*\[\s*["'`]env|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b|import\s*\{[^}]*\benv\b[^}]*\}\s*from\s*["'](node:)?process/;

/** Environment variables are the only names written in capitals with underscores, so every such name in the file counts as one. */
function variablesIn(text: string): string[] {
  return [...new Set(text.match(/\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\b/g) ?? [])].sort();
}

test("only src/config.ts reads the environment", () => {
  const readers = filesUnder(["src"], /\.ts$/).filter((path) => readsEnvironment.test(read(path)));
  expect(readers).toEqual(existsSync(join(root, place)) ? [place] : []);
});

test("there are at most 25 environment variables", () => {
  const variables = existsSync(join(root, place)) ? variablesIn(read(place)) : [];
  expect(variables.length, variables.join(", ")).toBeLessThanOrEqual(25);
  if (existsSync(join(root, place))) expect(variables).toContain("QUARTERDECK_PORT");
});

test("reading the environment in any of its ways is seen", () => {
  for (const way of ["process.env.PORT", 'process["env"]', "const { env } = process;", "process?.env", 'import { argv, env } from "node:process";'])
    expect(way).toMatch(readsEnvironment);
  expect("the environment of the process").not.toMatch(readsEnvironment);
});

test("variables are counted once each", () => {
  expect(variablesIn('z.object({ QUARTERDECK_PORT: z.string() }); env["DATABASE_URL"]; env.QUARTERDECK_PORT; const Port = 1')).toEqual([
    "DATABASE_URL",
    "QUARTERDECK_PORT",
  ]);
});
