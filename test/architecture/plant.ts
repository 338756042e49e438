/** Small trees of files in which a violation is planted, and ways to list the real tree. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of this repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** A planted tree: its folder, and how to take it away again. */
export type Planted = { readonly folder: string; readonly remove: () => void };

/** Writes files (path → text) into a new folder that sees this repository's packages and manifest. */
export function plant(files: Readonly<Record<string, string>>): Planted {
  const folder = mkdtempSync(join(tmpdir(), "quarterdeck-planted-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  for (const [path, text] of Object.entries({ "package.json": read("package.json"), ...files })) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** The text of a file of this repository. */
export function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** Paths of this repository's files below some folders, sorted; an absent folder has none. */
export function filesUnder(folders: readonly string[], endings: RegExp): string[] {
  return folders.flatMap((folder) => list(folder)).filter((path) => endings.test(path));
}

function list(folder: string): string[] {
  let entries: ReturnType<typeof entriesOf>;
  try {
    entries = entriesOf(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return entries
    .filter((entry) => entry.name !== "node_modules")
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? list(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]));
}

function entriesOf(folder: string) {
  return readdirSync(join(root, folder), { withFileTypes: true });
}
