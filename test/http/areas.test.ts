/** The list of experts: every area has one while the process wants it, and anybody finds whom to call. */
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

describe("GD2-11 GD-28 whom to ask", () => {
  it("an admin says what somebody can do, nobody else does, and the core reads it of the person, the area and the organisation", async () => {
    const admin = await server.setUp();
    const ben = await server.member(admin, "Demo Ben");
    const { id: area } = (await admin.post("/api/v1/areas", { name: "Payments" })).body as unknown as { id: string };
    const said = { jobTitle: "Client manager", canManage: true, understands: [area], skills: { [area]: 4 } };
    const person = (await admin.get(`/api/v1/people/${ben.person}`)).body as unknown as { version: number };
    const at = `/api/v1/people/${ben.person}`;
    const fact = async (kind: "person" | "area" | "organisation", key: string) => readFact(server.fresh.pool as unknown as Query, kind, key);
    const versionOf = async (kind: string, key: string) =>
      (await server.fresh.pool.query("select version from fact_version where kind = $1 and key = $2", [kind, key])).rows[0]?.version;
    const before = await versionOf("area", area);
    for (const [field, value] of Object.entries(said))
      expect(await ben.patch(at, { version: person.version, [field]: value }), field).toMatchObject({ status: 403, body: { code: "not_permitted" } });
    expect(await admin.patch(at, { version: person.version, ...said })).toMatchObject({ status: 200, body: said });
    expect(await fact("person", ben.person)).toMatchObject(said);
    expect(await fact("area", area)).toMatchObject({ knownBy: [ben.person] });
    expect(await fact("organisation", "organisation")).toMatchObject({ leads: [ben.person] });
    expect(await versionOf("area", area)).not.toBe(before);
    expect(await admin.patch(at, { version: person.version + 1, skills: { [area]: 6 } })).toMatchObject({ status: 422, body: { code: "invalid_value" } });
    await admin.post(`${at}/deactivate`);
    expect(await fact("area", area)).toMatchObject({ knownBy: [] });
  });
});

/** What people type in a hurry, and whom they mean. */
const asked: readonly (readonly [words: string, area: string])[] = [
  ["server", "Servers"],
  ["servr", "Servers"],
  ["the server is down", "Servers"],
  ["mashine hall smells of smoke", "Servers"],
  ["payments", "Payments"],
  ["paymets", "Payments"],
  ["nobody can pay", "Payments"],
  ["credit cards", "Payments"],
  ["creditcard refused", "Payments"],
  ["I can't buy anything", "Payments"],
  ["mail", "E-mail"],
  ["emial does not arrive", "E-mail"],
  ["newsleter", "E-mail"],
  ["who do I call about the database?", "Databases"],
  ["databse slow", "Databases"],
  ["postgress", "Databases"],
  ["Réseau", "Reseau and network"],
  ["netwrok", "Reseau and network"],
  ["the wifi in the office", "Reseau and network"],
  ["invoice missing", "Invoices"],
];

describe("GD-12 anybody finds whom to call", () => {
  it("plain words, with typing errors or whole sentences, find the area, its expert and a number", async () => {
    const admin = await server.setUp();
    const ben = await server.member(admin, "Demo Ben");
    const areas: readonly (readonly [string, string, readonly string[]])[] = [
      ["Servers", "The machines and what runs them", ["hardware", "machine hall", "smoke"]],
      ["Payments", "Customers pay for what they order", ["credit card", "buy", "pay", "checkout"]],
      ["E-mail", "What we send by mail", ["email", "newsletter"]],
      ["Databases", "Where everything is kept", ["postgres", "slow queries"]],
      ["Reseau and network", "Lines between the houses", ["wifi", "internet"]],
      ["Invoices", "Bills to customers", ["billing"]],
    ];
    for (const [name, says, keywords] of areas) await admin.post("/api/v1/areas", { name, says, keywords, experts: [ben.person] });
    await server.fresh.pool.query(
      "insert into contact_method (id, person, channel, address, verified_at) values (gen_random_uuid(), $1, 'sms', '+15005550006', now()), (gen_random_uuid(), $1, 'voice', '+15005550007', null)",
      [ben.person],
    );
    const eve = await server.member(admin, "Demo Eve");
    type Found = { name: string; call: { name: string; phone: string | null }[] }[];
    for (const [words, area] of asked) {
      const found = (await eve.get(`/api/v1/areas?q=${encodeURIComponent(words)}`)).body.areas as unknown as Found;
      expect(found[0]?.name, words).toBe(area);
      expect(found[0]?.call).toEqual([{ id: ben.person, name: "Demo Ben", jobTitle: "", phone: "+15005550006" }]);
    }
    expect((await eve.get("/api/v1/areas?q=zzzzzz")).body.areas).toEqual([]);
    expect((await server.caller().get("/api/v1/areas?q=server")).status).toBe(401);
  });
});
