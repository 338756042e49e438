/** The shelf of processes over the database: shipped packs are put there at the start, and versions keep their bytes. */
import { readdir, readFile } from "node:fs/promises";
import type { Pack } from "../core/pack/schema.ts";
import { organisationOf } from "../store/directory/organisation.ts";
import { activatePack, type PackRow, packVersions, storePack } from "../store/directory/packs.ts";
import type { By, Db } from "../store/directory/tables.ts";
import { type PackShelf, packFromText } from "./processes/packs.ts";

/** The shelf. A version never changes once it was in force, so what was read of it is kept. */
export function shelfOf(db: Db, fallback: string): PackShelf {
  const read = new Map<string, Pack>();
  const packOf = ({ key, version, text, status }: PackRow): Pack => {
    const name = `${key}@${version}`;
    const known = read.get(name);
    if (known) return known;
    const parsed = packFromText(text);
    if ("problems" in parsed) throw new Error(`stored pack ${name} cannot be read: ${parsed.problems[0]?.detail}`);
    if (status === "active" || status === "retired") read.set(name, parsed.pack);
    return parsed.pack;
  };
  const versions = async (key: string, fits: (row: PackRow) => boolean) => {
    const row = (await packVersions(db, key)).find(fits);
    return row ? packOf(row) : null;
  };
  return {
    active: (key) => versions(key, (row) => row.status === "active"),
    version: async (key, version) => read.get(`${key}@${version}`) ?? versions(key, (row) => row.version === version),
    draft: async (key) => {
      const row = (await packVersions(db, key)).find(({ status }) => status === "draft");
      const parsed = row && packFromText(row.text);
      return parsed && "pack" in parsed ? parsed.pack : null;
    },
    defaultKey: async () => (await organisationOf(db))?.defaultProcess ?? fallback,
  };
}

/** Puts the shipped packs on the shelf; one whose process has no version in force yet comes into force. Throws for a shipped pack that is not valid. */
export async function shipPacks(db: Db, by: By, folder: string, now: string): Promise<void> {
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(".yaml")).sort()) {
    const text = await readFile(`${folder}/${file}`, "utf8");
    const parsed = packFromText(text);
    if ("problems" in parsed)
      throw new Error(`${file}: ${parsed.problems.map((problem) => `line ${problem.line ?? "?"} ${problem.at}: ${problem.detail}`).join("; ")}`);
    const { key, version } = parsed.pack;
    const stored = await storePack(db, by, { key, version, text, origin: "shipped" });
    if ("refused" in stored && stored.refused) throw new Error(`${file}: ${stored.detail}`);
    if (!(await packVersions(db, key)).some((row) => row.status === "active")) await activatePack(db, by, { key, version }, now);
  }
}
