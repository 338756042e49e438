/** How long files may be, what they may be called, how they begin, and which ways around the checks are closed. */
import { describe, expect, test } from "vitest";
import { filesUnder, read } from "./plant.ts";

const code = filesUnder(["src", "web", "test", "scripts"], /\.(ts|tsx|mjs)$/);
const source = code.filter((path) => /^(src|web)\//.test(path));
const tests = code.filter((path) => path.startsWith("test/"));

/** The most lines a file may have. What is longer has two subjects. */
function limit(path: string): number {
  if (path.startsWith("src/core/")) return 150;
  return path.startsWith("test/") ? 400 : 300;
}

const banned = /^(utils?|helpers?|common|libs?|services?|managers?|misc|base|data|info|stuff)$/;

/** Whether a file or folder name says nothing, whole or as its last word. */
function saysNothing(path: string): boolean {
  return path.split("/").some((part) => {
    const stem = part.replace(/\..*$/, "");
    return banned.test(stem) || /-(utils?|helpers?|managers?|misc|common)$/.test(stem);
  });
}

/** Lines of a text, not counting what follows the last newline. */
const lines = (text: string) => text.replace(/\n$/, "").split("\n").length;

/** Files in which a pattern stands, with the first line that has it. */
function having(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) => {
    const line = read(path)
      .split("\n")
      .find((one) => pattern.test(one));
    return line === undefined ? [] : [`${path}: ${line.trim()}`];
  });
}

describe("files", () => {
  test("are found at all", () => {
    expect(source.length).toBeGreaterThan(20);
    expect(tests.length).toBeGreaterThan(3);
  });

  test("are short: core 150 lines, tests 400, everything else 300", () => {
    const long = code.map((path) => ({ path, lines: lines(read(path)), limit: limit(path) })).filter((file) => file.lines > file.limit);
    expect(long).toEqual([]);
  });

  test("have names that say what is in them", () => {
    expect(code.filter(saysNothing)).toEqual([]);
  });

  test("begin with a sentence that says what they are", () => {
    const silent = source.filter((path) => !path.endsWith(".d.ts") && path !== "web/placeholder.ts").filter((path) => !/^(#!.*\n)?\/\*\*/.test(read(path)));
    expect(silent).toEqual([]);
  });
});

describe("no way around", () => {
  test("`any` is excused in the kernel only", () => {
    const elsewhere = code.filter((path) => !path.startsWith("src/core/kernel/") && !path.startsWith("test/architecture/"));
    expect(having(elsewhere, /biome-ignore[^:]*noExplicitAny/)).toEqual([]);
  });

  test("the type checker is never silenced", () => {
    expect(having(source, /@ts-(ignore|nocheck|expect-error)/)).toEqual([]);
  });

  test("the core has no excuse from the linter, and elsewhere each has its reason", () => {
    expect(
      having(source, /eslint-disable/).filter((found) => found.startsWith("src/core/") || !/eslint-disable(-next-line)? [\w@/, -]+ -- \S/.test(found)),
    ).toEqual([]);
  });

  test("no test is skipped, left for later or alone", () => {
    expect(having(tests, /\b(it|test|describe)(\.each)?\.(skip|only|todo|skipIf|runIf|fails)\b/)).toEqual([]);
  });
});

describe("the checks themselves can fail", () => {
  test.each(["src/http/utils.ts", "src/services/x.ts", "web/parts/form-helpers.tsx", "src/core/base.ts"])("%s says nothing", (path) => {
    expect(saysNothing(path)).toBe(true);
  });

  test.each(["src/core/incident/roles/slice.ts", "src/store/database.ts", "web/screens/library.tsx"])("%s says something", (path) => {
    expect(saysNothing(path)).toBe(false);
  });

  test("a core file may have 150 lines and not 151", () => {
    expect(lines("x\n".repeat(151))).toBeGreaterThan(limit("src/core/kernel/x.ts"));
    expect(lines("x\n".repeat(150))).not.toBeGreaterThan(limit("src/core/kernel/x.ts"));
  });
});
