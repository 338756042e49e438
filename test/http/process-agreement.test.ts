/** Everybody agrees to a process and is taught it before it is put in force, and areas name who answers for them (PE-06, PE-07, PE-17). */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { processRoutes } from "../../src/http/processes/processes.ts";
import { type Query, readFact } from "../../src/store/directory/facts.ts";
import { packData } from "../organisation.ts";
import { type Server, startServer } from "./server.ts";

let server: Server;
beforeEach(async () => {
  server = await startServer({ plugins: [processRoutes] });
});
afterEach(() => server.stop());

/** A process of the organisation's own that wants everybody's agreement, held so strictly. */
const pack = (enforced: string) => {
  const sitrep = packData("sitrep");
  return JSON.stringify({
    ...sitrep,
    key: "own",
    sentences: {
      ...(sitrep.sentences as object),
      "PE-06": { says: "Everybody agrees to use it.", enforced },
      "PE-07": { says: "It is taught.", enforced: "warn" },
    },
    agreement: { coverage: 1, cites: ["PE-06"] },
    trainings: { kinds: ["workshop"], cites: ["PE-07"] },
  });
};

describe("PE-06 everybody agrees", () => {
  it("with one missing it is not put in force where that blocks, and once all agreed it is", async () => {
    const admin = await server.setUp();
    const ben = await server.member(admin, "Demo Ben");
    expect((await admin.post("/api/v1/processes", { text: pack("block") })).status).toBe(201);
    const path = "/api/v1/processes/own/agreement";
    expect(await admin.post(path, { version: 1 })).toMatchObject({ status: 200, body: { members: 2, missing: [ben.person], coverage: 0.5 } });
    const activate = () => admin.post("/api/v1/processes/own/1/activate", {});
    const refused = { code: "agreement_incomplete", rule: ["PE-06"], policy: "/agreement/coverage", unmet: [ben.person] };
    expect(await activate()).toMatchObject({ status: 409, body: refused });
    expect(await ben.post(path, { version: 1 })).toMatchObject({ status: 200, body: { missing: [], coverage: 1 } });
    expect(await ben.post(path, { version: 1 })).toMatchObject({ status: 200 });
    expect(await activate()).toMatchObject({ status: 200, body: { status: "active", warnings: [{ at: "/trainings" }] } });
  });
});

describe("PE-07 it is taught", () => {
  it("a training shortens the list of those who were in none", async () => {
    const admin = await server.setUp();
    const ben = await server.member(admin, "Demo Ben");
    await admin.post("/api/v1/processes", { text: pack("warn") });
    const path = "/api/v1/processes/own/trainings";
    const untaught = async () => ((await admin.get(path)).body as unknown as { untaught: readonly string[] }).untaught;
    expect(await untaught()).toHaveLength(2);
    const training = { kind: "workshop", title: "The night of the wrong prices", heldOn: "2026-03-02", incidents: ["7"], attendees: [ben.person] };
    expect(await ben.post(path, training)).toMatchObject({ status: 403 });
    expect(await admin.post(path, training)).toMatchObject({ status: 201, body: training });
    expect(await untaught()).not.toContain(ben.person);
    expect((await admin.get(path)).body).toMatchObject({ items: [training], kinds: ["workshop"], mayChange: true });
    expect((await ben.get(path)).body).toMatchObject({ mayChange: false });
    const fact = (kind: "person" | "organisation", key: string) => readFact(server.fresh.pool as unknown as Query, kind, key);
    expect([await fact("person", ben.person), await fact("person", admin.person)]).toMatchObject([{ trainings: ["workshop"] }, { trainings: [] }]);
    expect(await fact("organisation", "organisation")).toMatchObject({ trainings: ["workshop"] });
  });
});

it("PE-17 an area names who answers for it, and the core reads it", async () => {
  const admin = await server.setUp();
  const ben = await server.member(admin, "Demo Ben");
  const made = await admin.post("/api/v1/areas", { name: "Payments", engineeringManager: ben.person });
  expect(made).toMatchObject({ status: 201, body: { engineeringManager: ben.person, productOwner: null, teamLead: null } });
  const { id } = made.body as unknown as { id: string };
  const query = server.fresh.pool as unknown as Query;
  expect(await readFact(query, "area", id)).toMatchObject({ engineeringManager: ben.person, productOwner: null, teamLead: null });
});
