/** The documents name only paths that exist, and every runtime dependency has its reason. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesUnder, read, root } from "./plant.ts";

const documents = [...filesUnder(["docs"], /\.md$/), "README.md", "CONTRIBUTING.md", "SECURITY.md"].filter((path) => existsSync(join(root, path)));

/** Paths in backticks. A placeholder (`<name>`, `*`, `…`) stands for a name: of such a path the folder before it must exist. */
function pathsIn(markdown: string): string[] {
  return [...markdown.matchAll(/`((?:src|packs|docs|test|web|scripts)\/[^`\s]*)`/g)].map(([, path = ""]) =>
    path.replace(/[#:].*$/, "").replace(/[^/]*[<*…{].*$/, ""),
  );
}

const missing = (markdown: string) => pathsIn(markdown).filter((path) => !existsSync(join(root, path)));

describe("documents", () => {
  test("there are some", () => {
    expect(documents.length).toBeGreaterThan(4);
  });

  test.each(documents)("%s names only real paths", (path) => {
    expect(missing(read(path))).toEqual([]);
  });

  test("a path that does not exist is seen, a placeholder is not taken for one", () => {
    expect(missing("see `src/nowhere.ts` and `docs/gone/`, but `src/core/kernel/time.ts:12`, `src/sources/<name>.ts` and `npm test` are fine")).toEqual([
      "src/nowhere.ts",
      "docs/gone/",
    ]);
    expect(missing("`src/nowhere/<name>.ts`")).toEqual(["src/nowhere/"]);
  });
});

describe("dependencies", () => {
  const manifest = JSON.parse(read("package.json")) as { dependencies: Record<string, string>; optionalDependencies?: Record<string, string> };
  const direct = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.optionalDependencies ?? {})];
  const reasons = new Map(
    read("docs/adr/0002-dependencies.md")
      .split("\n")
      .flatMap((line) => {
        const [, name, reason] = /^- `([^`]+)`: (.{15,})$/.exec(line) ?? [];
        return name && reason ? [[name, reason] as const] : [];
      }),
  );

  test("each has one line of reason in docs/adr/0002-dependencies.md", () => {
    expect(direct.filter((name) => !reasons.has(name))).toEqual([]);
  });

  test("none that is gone is still explained", () => {
    expect([...reasons.keys()].filter((name) => !direct.includes(name))).toEqual([]);
  });

  test("there are at most 50", () => {
    expect(direct.length).toBeLessThanOrEqual(50);
  });
});
