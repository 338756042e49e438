/** A proposed change of the process is put into force in one step, by who keeps the process and did not propose it (GD-04). */
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { activatePack, packVersions, storePack } from "../../src/store/directory/packs.ts";
import { type By, type Db, openDb } from "../../src/store/directory/tables.ts";
import { type FreshDatabase, freshDatabase } from "../postgres.ts";
import { gracefulWorld, over, unmet } from "../rules/graceful-world.ts";
import { type IncidentServer, incidentServer } from "./incidents-server.ts";

const by: By = { actor: "system", ip: null, node: "test" };
const from = "2026-03-02T10:00:00.000Z";
const text = readFileSync(new URL("../../packs/graceful.yaml", import.meta.url), "utf8");

let fresh: FreshDatabase;
let db: Db;
let server: IncidentServer;
beforeEach(async () => {
  fresh = await freshDatabase();
  db = openDb(fresh.pool);
  await storePack(db, by, { key: "graceful", version: 1, text, origin: "shipped" });
  await activatePack(db, by, { key: "graceful", version: 1 }, from);
  server = await incidentServer({ world: gracefulWorld() });
  Object.assign(server.deps.parts, { db, node: "test", now: async () => server.world.clock.now });
});
afterEach(async () => {
  await server.stop();
  await fresh.drop();
});

const versions = async () => (await packVersions(db, "graceful")).map(({ version, status }) => `${version} ${status}`);

test("GD-04 the next version is in force, the proposal is decided, and closing waits for it no longer", async () => {
  const { world } = server;
  const story = await over(world, 2);
  await story.does("mia", "propose-refinement", { change: "News every hour", pointer: "/severities/2/customers/every", to: "1h" });
  const [refinement] = Object.keys((await story.state()).refinements.all);
  const path = `/incidents/${story.stream}/refinements/${refinement}/apply`;
  expect((await server.post("ana", path)).body).toMatchObject({ code: "not_permitted", rule: ["GD-04"], policy: "/refinements" });
  expect((await server.post("mia", path)).body).toMatchObject({ code: "approval_required", rule: ["GD-04"] });
  expect((await server.post("vic", `/incidents/${story.stream}/refinements/nothing/apply`)).status).toBe(404);
  expect(await versions()).toEqual(["1 active"]);
  expect(await unmet(world, story, "ana", "close")).toContain("refinements");
  // The door reads what is in force from the directory, which is not this database here.
  world.store.setFact("process", "graceful", { key: "graceful", version: 2 });
  expect((await server.post("vic", path)).status).toBe(201);
  expect(await versions()).toEqual(["2 active", "1 retired"]);
  const [next] = await packVersions(db, "graceful");
  expect(next!.text).toContain("# Anybody proposes, who keeps the process decides");
  expect((await story.events()).at(-1)).toMatchObject({ type: "refinement-applied", data: { refinement, version: 2 }, actor: "person:vic" });
  expect(await unmet(world, story, "ana", "close")).not.toContain("refinements");
  expect((await server.post("vic", path)).body).toMatchObject({ code: "invalid_state" });
  expect(await versions()).toHaveLength(2);
});

test("GD-04 what is said in words only needs the whole process; what would break it changes nothing", async () => {
  const story = await over(server.world, 3);
  await story.does("ben", "propose-refinement", { change: "Call the network team" });
  await story.does("ben", "propose-refinement", { change: "Ask sometimes", pointer: "/severities/2/customers/every", to: "sometimes" });
  const [words, broken] = Object.keys((await story.state()).refinements.all).map((one) => `/incidents/${story.stream}/refinements/${one}/apply`);
  expect((await server.post("vic", words!)).body).toMatchObject({ code: "invalid_value", pointer: "/text" });
  expect((await server.post("vic", broken!)).body).toMatchObject({ code: "pack_invalid" });
  expect(await versions()).toEqual(["1 active"]);
  server.world.store.setFact("process", "graceful", { key: "graceful", version: 2 });
  expect((await server.post("vic", words!, { text: text.replace("version: 1", "version: 2") })).status).toBe(201);
  expect(await versions()).toEqual(["2 active", "1 retired"]);
});
