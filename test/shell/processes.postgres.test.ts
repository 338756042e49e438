/** Processes as an organisation owns them: kept byte for byte, compared in words, copied, put in force. */
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRefusal } from "../../src/core/kernel/refusal.ts";
import { checkPack, comparePacks, exportPack, forkPack, importPack, processCards, putInForce } from "../../src/shell/processes/processes.ts";
import { shelfOf, shipPacks } from "../../src/shell/shelf.ts";
import type { PackRow } from "../../src/store/directory/packs.ts";
import { type Db, openDb } from "../../src/store/directory/tables.ts";
import { type FreshDatabase, freshDatabase } from "../postgres.ts";

const folder = new URL("../../packs/", import.meta.url).pathname;
const shipped = readFileSync(new URL("../../packs/sitrep.yaml", import.meta.url), "utf8");
const by = { actor: "system", ip: null, node: "test", admin: true } as const;
const now = "2026-03-02T10:00:00.000Z";

let database: FreshDatabase;
let db: Db;
beforeEach(async () => {
  database = await freshDatabase();
  db = openDb(database.pool);
  await shipPacks(db, by, folder, now);
});
afterEach(() => database.drop());

const row = (found: unknown) => {
  expect(isRefusal(found), JSON.stringify(found)).toBe(false);
  return found as PackRow;
};

describe("X-09 packs are data", () => {
  it("what is exported is what was imported, byte for byte, and the next version differs by what was changed", async () => {
    expect(row(await exportPack(db, "sitrep", 1)).text).toBe(shipped);
    const next = shipped.replace("version: 1", "version: 2").replace("nudgeAfter: 10m", "nudgeAfter: 15m");
    expect(row(await importPack(db, by, next))).toMatchObject({ key: "sitrep", version: 2, status: "draft" });
    expect(row(await exportPack(db, "sitrep", 2)).text).toBe(next);
    const differences = await comparePacks(db, { key: "sitrep", version: 1 }, { key: "sitrep", version: 2 });
    expect(differences).toMatchObject([{ at: "/stated_role/nudgeAfter", before: "10m", after: "15m" }, { at: "/version" }]);
  });

  it("an unknown key is refused with path and line, and nothing is kept; another text under a kept version too", async () => {
    const bad = shipped.replace("version: 1", "version: 3\ntelepathy: true");
    expect(await importPack(db, by, bad)).toMatchObject({
      code: "pack_invalid",
      pointer: "/telepathy",
      unmet: [expect.stringMatching(/^line \d+, \/telepathy/)],
    });
    expect(checkPack(bad).problems).toHaveLength(1);
    expect(await exportPack(db, "sitrep", 3)).toMatchObject({ code: "not_found" });
    expect(await importPack(db, by, `${shipped}\n# changed\n`)).toMatchObject({ code: "invalid_state" });
  });

  it("a copy has its own key, names its origin, and is in force once somebody says so", async () => {
    const copy = row(await forkPack(db, by, { key: "sitrep", version: 1 }, { key: "ours", name: "Our process" }));
    const changed = (text: string, other: string) => text.split("\n").filter((line) => !other.split("\n").includes(line));
    expect(changed(copy.text, shipped)).toEqual(["key: ours", 'name: "Our process"', '  note: "A copy of sitrep, version 1."']);
    expect(changed(shipped, copy.text)).toHaveLength(2);
    const shelf = shelfOf(db, "sitrep");
    expect(await shelf.active("ours")).toBeNull();
    row(await putInForce(db, by, { key: "ours", version: 1 }, now));
    expect(await shelf.active("ours")).toMatchObject({ key: "ours", name: "Our process", version: 1, origin: { note: "A copy of sitrep, version 1." } });
    const cards = (await processCards(db)).map(({ key }) => key);
    expect(cards).toEqual(expect.arrayContaining(["graceful", "ours", "sitrep"]));
    expect(cards).not.toContain("security");
    expect(await forkPack(db, by, { key: "sitrep", version: 1 }, { key: "ours", name: "Again" })).toMatchObject({ code: "invalid_value", pointer: "/key" });
  });
});

describe("what a process asks of its own severities", () => {
  const graceful = readFileSync(new URL("../../packs/graceful.yaml", import.meta.url), "utf8");
  const more = (rank: number) => `  ${rank}:
    name: Whenever
    description: Nobody would notice.
    contact: { window: working }
    communications: { means: ["The tracker"] }
    observers: { says: "Nobody watches." }
    steps: [{ key: look, who: manager, what: "Look at it.", when: "Whenever" }]
`;

  it("GD-46 a sixth severity is kept and put in force with a warning that names its line, a fifth without", async () => {
    const five = `${graceful}${more(4)}${more(5)}`;
    expect(checkPack(five)).toMatchObject({ problems: [], warnings: [] });
    expect(await importPack(db, by, five.replace("version: 1", "version: 2"))).toMatchObject({ version: 2, warnings: [] });
    const warnings = [{ code: "severity_count_above_recommended", at: "/levels/most", line: expect.any(Number) }];
    expect(await importPack(db, by, `${five}${more(6)}`.replace("version: 1", "version: 3"))).toMatchObject({ version: 3, warnings });
    expect(await putInForce(db, by, { key: "graceful", version: 3 }, now)).toMatchObject({ status: "active", warnings });
  });

  it("GD-43 GD-48 a severity without a description, or without its observers, is refused with its path, and nothing is kept", async () => {
    for (const [bad, pointer] of [
      [`${graceful}${more(4).replace("Nobody would notice.", '""')}`, "/severities/4/description"],
      [`${graceful}${more(4).replace(/ {4}observers.*\n/, "")}`, "/severities/4/observers"],
    ] as const)
      expect(await importPack(db, by, bad)).toMatchObject({ code: "severity_doc_incomplete", pointer });
    expect(row(await exportPack(db, "graceful", 1)).text).toBe(graceful);
  });
});
