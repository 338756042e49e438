/** The list of experts: every area has one while the process wants it, and anybody finds whom to call. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { processRoutes } from "../../src/http/processes.ts";
import { packData } from "../organisation.ts";
import { type Server, startServer } from "./server.ts";

let server: Server;
beforeEach(async () => {
  server = await startServer({ plugins: [processRoutes] });
});
afterEach(() => server.stop());

/** A process of the organisation's own that wants an expert for every area. */
const sitrep = packData("sitrep");
const pack = JSON.stringify({
  ...sitrep,
  key: "own",
  sentences: { ...(sitrep.sentences as object), "GD-11": { says: "Every part of the company has an expert on the list.", enforced: "block" } },
  experts: { role: "solutioneer", coverage: { everyArea: true, cites: ["GD-11"] } },
});
const version1 = "/api/v1/processes/own/1/activate";

describe("GD-11 every area has an expert", () => {
  it("the process is not put in force while one has none, and names it; then the last expert of an area stays", async () => {
    const admin = await server.setUp();
    const ben = await server.member(admin, "Demo Ben");
    const area = (await admin.post("/api/v1/areas", { name: "Payments" })).body as unknown as { id: string; version: number };
    expect((await admin.post("/api/v1/processes", { text: pack })).status).toBe(201);
    const activate = () => admin.post(version1, {});
    expect(await activate()).toMatchObject({
      status: 422,
      body: { code: "sme_coverage_incomplete", rule: ["GD-11"], policy: "/experts/coverage", unmet: ["Payments"] },
    });
    const named = await admin.patch(`/api/v1/areas/${area.id}`, { version: area.version, experts: [ben.person] });
    expect(await activate()).toMatchObject({ status: 200, body: { status: "active" } });
    const { version } = named.body as unknown as { version: number };
    const last = { status: 409, body: { code: "invalid_state", rule: ["GD-11"], unmet: ["Payments"] } };
    expect(await admin.patch(`/api/v1/areas/${area.id}`, { version, experts: [] })).toMatchObject(last);
    expect(await admin.post(`/api/v1/people/${ben.person}/deactivate`)).toMatchObject(last);
    expect(await admin.get(`/api/v1/areas/${area.id}`)).toMatchObject({ body: { experts: [ben.person], version } });
    const both = [ben.person, admin.person];
    expect(await admin.patch(`/api/v1/areas/${area.id}`, { version, experts: both })).toMatchObject({ status: 200 });
    expect((await admin.post(`/api/v1/people/${ben.person}/deactivate`)).status).toBe(200);
  });

  it("under the process as the default no area comes without an expert, and it does not become the default over one without", async () => {
    const admin = await server.setUp();
    await admin.post("/api/v1/processes", { text: pack });
    await admin.post(version1, {});
    const { version } = (await admin.get("/api/v1/organisation")).body as unknown as { version: number };
    expect((await admin.post("/api/v1/areas", { name: "Attic" })).status).toBe(201);
    expect(await admin.patch("/api/v1/organisation", { version, defaultProcess: "own" })).toMatchObject({
      status: 422,
      body: { code: "sme_coverage_incomplete", unmet: ["Attic"] },
    });
    const [attic] = (await admin.get("/api/v1/areas")).body.areas as unknown as { id: string; version: number }[];
    await admin.patch(`/api/v1/areas/${attic!.id}`, { version: attic!.version, experts: [admin.person] });
    expect((await admin.patch("/api/v1/organisation", { version, defaultProcess: "own" })).status).toBe(200);
    expect(await admin.post("/api/v1/areas", { name: "Cellar" })).toMatchObject({ status: 422, body: { code: "sme_coverage_incomplete", unmet: ["Cellar"] } });
    expect((await admin.post("/api/v1/areas", { name: "Cellar", experts: [admin.person] })).status).toBe(201);
  });

  it("of two who each let one of two experts go at the same moment, one is refused", async () => {
    const admin = await server.setUp();
    const [ben, eve] = [await server.member(admin, "Demo Ben"), await server.member(admin, "Demo Eve")];
    await admin.post("/api/v1/processes", { text: pack });
    await admin.post(version1, {});
    await admin.post("/api/v1/areas", { name: "Payments", experts: [ben.person, eve.person] });
    const gone = await Promise.all([ben, eve].map(({ person }) => admin.post(`/api/v1/people/${person}/deactivate`)));
    expect(gone.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
