/** A proposed change becomes the next version of its process, and only that (GD-04). */
import { afterEach, beforeEach, expect, it } from "vitest";
import { isRefusal } from "../../src/core/kernel/refusal.ts";
import { comparePacks } from "../../src/shell/processes/processes.ts";
import { type Proposal, putProposalInForce } from "../../src/shell/processes/refine.ts";
import { shelfOf, shipPacks } from "../../src/shell/shelf.ts";
import { packVersions } from "../../src/store/directory/packs.ts";
import { type Db, openDb } from "../../src/store/directory/tables.ts";
import { type FreshDatabase, freshDatabase } from "../postgres.ts";

const folder = new URL("../../packs/", import.meta.url).pathname;
const by = { actor: "system", ip: null, node: "test", admin: true } as const;
const from = "2026-03-02T10:00:00.000Z";

let database: FreshDatabase;
let db: Db;
beforeEach(async () => {
  database = await freshDatabase();
  db = openDb(database.pool);
  await shipPacks(db, by, folder, from);
});
afterEach(() => database.drop());

const proposal = (more: Partial<Proposal>): Proposal => ({ process: "sitrep", pointer: "/stated_role/nudgeAfter", to: "15m", base: 1, ...more });
const inForce = async () => (await packVersions(db, "sitrep")).filter(({ status }) => status === "active").map(({ version }) => version);
const differences = async (version: number) => {
  const found = await comparePacks(db, { key: "sitrep", version: 1 }, { key: "sitrep", version });
  if (isRefusal(found)) throw new Error(found.detail);
  return found.map(({ at }) => at);
};

it("GD-04 the value is in the next version and nothing else changed; the one before stays readable; asked again, nothing happens", async () => {
  expect(await putProposalInForce(db, by, proposal({}), { text: null, from })).toBe(2);
  expect(await differences(2)).toEqual(["/stated_role/nudgeAfter", "/version"]);
  expect(await inForce()).toEqual([2]);
  expect((await shelfOf(db, "sitrep").version("sitrep", 1))?.version).toBe(1);
  expect(await putProposalInForce(db, by, proposal({}), { text: null, from })).toBe(2);
  expect(await packVersions(db, "sitrep")).toHaveLength(2);
});

it("GD-04 a value within a severity, and one that is taken out", async () => {
  expect(await putProposalInForce(db, by, proposal({ pointer: "/severities/1/motto", to: "At once" }), { text: null, from })).toBe(2);
  expect(await differences(2)).toEqual(["/severities/1/motto", "/version"]);
  expect(await putProposalInForce(db, by, proposal({ pointer: "/severities/1/motto", to: "" }), { text: null, from })).toBe(3);
  expect((await differences(3)).filter((at) => at !== "/severities/1/motto")).toEqual(["/version"]);
});

it("what makes no valid process is refused, and nothing of it is kept", async () => {
  const refusedWith = async (more: Partial<Proposal>, text: string | null = null) => {
    const said = await putProposalInForce(db, by, proposal(more), { text, from });
    return isRefusal(said) ? said.code : said;
  };
  expect(await refusedWith({ to: "sometimes" })).toBe("pack_invalid");
  expect(await refusedWith({ to: "{ open: [" })).toBe("invalid_value");
  expect(await refusedWith({ pointer: "/nowhere/at/all" })).toBe("invalid_value");
  expect(await refusedWith({ pointer: "", to: "" })).toBe("invalid_value");
  expect(await refusedWith({ pointer: "", to: "" }, "key: other")).toBe("pack_invalid");
  expect(await refusedWith({ process: "other" })).toBe("not_found");
  expect(await inForce()).toEqual([1]);
  expect(await packVersions(db, "sitrep")).toHaveLength(1);
});
