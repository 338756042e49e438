/** Where the reference reads from: this repository and the packs it ships. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { readPack } from "../../src/core/pack/read-pack.ts";
import type { Pack } from "../../src/core/pack/schema.ts";

/** The root of this repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The text of a file of it. */
export const read = (path: string) => readFileSync(join(root, path), "utf8");

/** Files below a folder, sorted, with their whole path in the repository. */
export function filesUnder(folder: string, ending: string): string[] {
  const found = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path.replaceAll("\\", "/")}`);
  return found.filter((path) => path.endsWith(ending)).sort();
}

/** The packs that ship, by their file's name; drafts do not. */
export const packs: readonly { readonly key: string; readonly file: string; readonly data: unknown; readonly pack: Pack }[] = filesUnder("packs", ".yaml")
  .filter((file) => !file.startsWith("packs/drafts/"))
  .map((file) => {
    const data: unknown = parse(read(file));
    const found = readPack(data);
    if ("problems" in found) throw new Error(`${file}: ${found.problems.map(({ at, detail }) => `${at} ${detail}`).join("; ")}`);
    return { key: basename(file, ".yaml"), file, data, pack: found.pack };
  });
