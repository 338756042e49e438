/** Results of automated tests over HTTP: which incidents hear of them, signatures, JUnit reports, and what they prove. */
import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { crewed, declared, gracefulWorld, proven, type Story, unmet } from "../rules/graceful-world.ts";
import { type IncidentServer, incidentServer } from "./incidents-server.ts";

const key = `qs${"d".repeat(40)}`;
const link = "https://ci.example.test/run/7";
let server: IncidentServer;
beforeEach(async () => {
  server = await incidentServer({ world: gracefulWorld() });
  source({});
});
afterEach(() => server.stop());

function source(settings: object): void {
  server.sources.set(key, { id: "ci-1", kind: "ci", settings, perMinute: 600, burst: 1_200 });
}

const send = (payload: unknown, headers: Record<string, string> = {}, query = "") =>
  server.ask(null, "POST", `/api/v1/alerts/ci${query}`, {
    payload: payload as object,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
  });
const lacks = (story: Story) => unmet(server.world, story, "ana", "resolve");
const report = (inside: string) => `<?xml version="1.0"?><testsuites><testsuite name="shop">${inside}</testsuite></testsuites>`;
const passing = report('<testcase name="pay"/><testcase name="refund"><!-- <failure/> --><system-out><![CDATA[<error/>]]></system-out></testcase>');

/** Everything is proven but what a pipeline says. */
async function waiting(): Promise<Story> {
  const story = await crewed(server.world, 2);
  await proven(story, ["existing", "new"]);
  return story;
}

describe("GD2-44 results of a pipeline", () => {
  test("prove what was released, not another build, and say whose word it is", async () => {
    const story = await waiting();
    expect(await send({ result: "passed", build: "shop 4.2", link })).toMatchObject({ status: 202, body: { accepted: 1, incidents: 1 } });
    expect(await lacks(story)).toContain("automated_tests.existing");
    await send({ result: "passed", build: "shop 4.3", link });
    expect(await lacks(story)).toEqual(["automated_tests.new"]);
    await send({ result: "failed", build: "shop 4.4", link });
    expect(await lacks(story)).toEqual(["automated_tests.new"]);
    const told = (await story.events()).filter(({ type }) => type === "automated-tests-set");
    expect(told.map(({ actor, data }) => [actor, data])).toEqual([
      ["source:ci-1", { which: "existing", result: "passed", build: "shop 4.2", link }],
      ["source:ci-1", { which: "existing", result: "passed", build: "shop 4.3", link }],
      ["source:ci-1", { which: "existing", result: "failed", build: "shop 4.4", link }],
    ]);
    await send({ result: "passed", build: "shop 4.3", link });
    expect((await story.events()).filter(({ type }) => type === "automated-tests-set")).toHaveLength(3);
  });

  test("GD2-45 of new tests come from a JUnit report too, and one failure in it is a failure", async () => {
    const story = await waiting();
    const xml = { "content-type": "application/xml" };
    const query = `?tests=new&build=shop+4.3&link=${encodeURIComponent(link)}`;
    expect(await send(report('<testcase name="pay"><failure>no</failure></testcase>'), xml, query)).toMatchObject({ status: 202, body: { incidents: 1 } });
    expect(await lacks(story)).toContain("automated_tests.new");
    await send(passing, xml, query);
    expect(await lacks(story)).toEqual(["automated_tests.existing"]);
    expect(await send("<html></html>", xml, query)).toMatchObject({ status: 400, body: { code: "invalid_value" } });
    expect((await server.world.store.signals.recent("ci-1")).map(({ problem }) => problem !== null)).toEqual([true, false, false]);
  });

  test("reach the incident that is named, by number or id, and say what came of it", async () => {
    const [one, other] = [await waiting(), await crewed(server.world, 2)];
    const { number } = await one.row();
    expect((await send({ result: "passed", build: "shop 4.3", link, incident: number })).body).toEqual({ accepted: 1, incidents: 1 });
    expect((await other.state()).automatedTests.existing).toEqual([]);
    expect((await send({ result: "passed", incident: other.stream })).body).toEqual({ accepted: 1, incidents: 1 });
    expect((await send({ result: "passed", incident: 4711 })).body).toEqual({ accepted: 1, incidents: 0, problem: "There is no incident 4711." });
    await other.does("ana", "cancel", { reason: "It was a drill after all" });
    expect((await send({ result: "failed", incident: other.stream })).body).toMatchObject({ incidents: 0, problem: expect.stringContaining("cancelled") });
  });

  test("of a source with an area reach the open incidents of that area alone", async () => {
    source({ area: "web" });
    const story = await waiting();
    const web = await server.world.open("dan", "declare", declared(2, { area: "web" }));
    expect((await send({ result: "passed", build: "shop 4.3", link })).body).toEqual({ accepted: 1, incidents: 1 });
    expect((await web.state()).automatedTests.existing).toHaveLength(1);
    expect((await story.state()).automatedTests.existing).toEqual([]);
  });

  test("cannot say that there are no tests, nor put them off: that is for people", async () => {
    await waiting();
    for (const result of ["none", "later", ""]) expect((await send({ result })).status).toBe(400);
    expect((await send({ result: "passed", tests: "all" })).status).toBe(400);
  });
});

describe("S13 signatures", () => {
  const body = JSON.stringify({ result: "passed", build: "shop 4.3", link });
  const sign = (text: string, secret = key) => ({ "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(text).digest("hex")}` });

  test("a right one is taken, a wrong one never, and a missing one only where the source does not want it", async () => {
    await waiting();
    expect((await send(body, sign(body))).status).toBe(202);
    expect(await send(body, sign(`${body} `))).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
    expect((await send(body, sign(body, `qs${"e".repeat(40)}`))).status).toBe(401);
    expect((await send(body, { "x-hub-signature-256": "sha256=" })).status).toBe(401);
    expect((await send(body)).status).toBe(202);
    source({ signed: true });
    expect((await send(body)).status).toBe(401);
    expect((await send(body, sign(body))).status).toBe(202);
    expect((await send(passing, { ...sign(passing), "content-type": "application/xml" }, "?build=shop+4.3")).status).toBe(202);
  });

  test("a report of XML is for sources of results alone", async () => {
    const { sourceKey } = await import("./incidents-server.ts");
    const headers = { authorization: `Bearer ${sourceKey}`, "content-type": "application/xml" };
    expect(await server.ask(null, "POST", "/api/v1/alerts/generic", { payload: passing, headers })).toMatchObject({ status: 415 });
  });
});
